#!/usr/bin/env bash
# The restore drill: back up, restore on the side, compare. Run it once a month, when all is quiet.
# Usage: deploy/drill.sh [EMPTY_DATABASE_URL], with the environment of the site. PostgreSQL needs the
# address of an empty database; SQLite none. Fails when a row, a scheduled version or a file differs.
source "$(dirname "$0")/common.sh"

work=$(mktemp -d "${TMPDIR:-/tmp}/parvis-drill.XXXXXX")
trap 'rm -rf "$work"' EXIT
target=${1:-}
if is_sqlite; then
    target="sqlite:///$work/var/parvis.sqlite3"
elif [ -z "$target" ]; then
    fail "name the address of an empty PostgreSQL database"
fi
[ "$target" != "$url" ] || fail "the drill never restores over the site itself"

"$python" manage.py inventory > "$work/before.json"
began=$SECONDS
file=$(deploy/backup.sh "$work/backups")
echo "Backed up in $((SECONDS - began)) s: $(du -h "$file" | cut -f1)"

began=$SECONDS
side() { PARVIS_VAR="$work/var" MEDIA_ROOT="$work/var/media" DATABASE_URL="$target" "$@"; }
side deploy/restore.sh "$file" > /dev/null
side "$python" manage.py migrate --check > /dev/null || fail "the restored tables are of another version"
echo "Restored in $((SECONDS - began)) s"

side "$python" manage.py inventory > "$work/after.json"
diff -u "$work/before.json" "$work/after.json" || fail "what came back is not what was there"
"$python" - "$work/after.json" <<'END'
import json, sys
found = json.load(open(sys.argv[1]))
rows = sum(found["rows"].values())
print(f"The same: {rows} rows, {len(found['scheduled'])} scheduled versions, {len(found['files'])} files")
END

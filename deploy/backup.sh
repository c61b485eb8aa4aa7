#!/usr/bin/env bash
# One file with all that an installation is: database, media and secret. The site may keep running.
# Usage: deploy/backup.sh FOLDER, with the environment of the site. Prints the file's name.
# The file holds personal data and the secret: keep it encrypted, and away from this machine.
source "$(dirname "$0")/common.sh"

folder=${1:-}
[ -n "$folder" ] || fail "name the folder that takes the backup"
mkdir -p "$folder"
draft=$(mktemp -d "$folder/.draft.XXXXXX")
trap 'rm -rf "$draft"' EXIT
mkdir "$draft/backup"

# The database first: a file that comes while we copy is one too many, never one too few.
if is_sqlite; then
    [ -s "$(sqlite_file)" ] || fail "there is no database at $(sqlite_file)"
    "$python" - "$(sqlite_file)" "$draft/backup/database.sqlite3" <<'END'
import sqlite3, sys
source, target = (sqlite3.connect(name, timeout=30) for name in sys.argv[1:])
source.backup(target)
target.execute("PRAGMA journal_mode=DELETE")
answer = target.execute("PRAGMA integrity_check").fetchone()[0]
sys.exit(None if answer == "ok" else f"The copy of the database is damaged: {answer}")
END
else
    use_postgres pg_dump
    pg_dump --format=custom --no-owner --no-privileges --file="$draft/backup/database.dump"
    pg_restore --list "$draft/backup/database.dump" > /dev/null || fail "the dump cannot be read"
fi

if [ -n "${S3_BUCKET:-}" ]; then
    echo "Media are in the bucket $S3_BUCKET: its own versioning keeps them; not in this file." >&2
elif [ -d "$media" ]; then
    tar -C "$media" -cf "$draft/backup/media.tar" .
fi
if [ -n "${SECRET_KEY:-}" ]; then
    printf %s "$SECRET_KEY" > "$draft/backup/secret-key"
elif [ -f "$var/secret-key" ]; then
    cp "$var/secret-key" "$draft/backup/secret-key"
fi

(cd "$draft/backup" && sha256sum -- * > SHA256SUMS)
tar -C "$draft/backup" -czf "$draft/backup.tar.gz" .
mkdir "$draft/again"
tar -C "$draft/again" -xzf "$draft/backup.tar.gz"
(cd "$draft/again" && sha256sum --check --quiet SHA256SUMS) || fail "the backup cannot be read back"

name="$folder/parvis-$(date -u +%Y%m%dT%H%M%SZ)-$$.tar.gz"
mv "$draft/backup.tar.gz" "$name"
echo "$name"

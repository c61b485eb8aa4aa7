#!/usr/bin/env bash
# Brings a backup back into an empty installation, whose processes are stopped.
# Usage: deploy/restore.sh FILE [--force], with the environment of the site.
# --force replaces what is there; the old SQLite file and the old media are set aside, not deleted.
source "$(dirname "$0")/common.sh"

file=${1:-}
force=${2:-}
[ -f "$file" ] || fail "name the file that backup.sh made"
[ -z "$force" ] || [ "$force" = --force ] || fail "I do not know “$force”"
mkdir -p "$var"
draft=$(mktemp -d "$var/.restore.XXXXXX")
trap 'rm -rf "$draft"' EXIT
tar -C "$draft" -xzf "$file" || fail "$file is not a backup of ours"
(cd "$draft" && sha256sum --check --quiet SHA256SUMS) || fail "$file is damaged; nothing was changed"
aside="$var/before-restore-$(date -u +%Y%m%dT%H%M%SZ)-$$"

if is_sqlite; then
    [ -f "$draft/database.sqlite3" ] || fail "this backup is of PostgreSQL; DATABASE_URL is not"
    is_empty() { [ ! -s "$(sqlite_file)" ]; }
else
    [ -f "$draft/database.dump" ] || fail "this backup is of SQLite; DATABASE_URL is not"
    use_postgres pg_restore
    is_empty() {
        [ "$(psql -XAtc "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")" = 0 ]
    }
fi
if [ "$force" != --force ]; then
    is_empty || fail "the database is not empty; --force replaces it"
    [ -z "$(ls -A "$media" 2> /dev/null)" ] || fail "$media is not empty; --force sets it aside"
fi

if is_sqlite; then
    for part in "" -wal -shm; do
        if [ -e "$(sqlite_file)$part" ]; then
            mkdir -p "$aside"
            mv "$(sqlite_file)$part" "$aside/"
        fi
    done
    mv "$draft/database.sqlite3" "$(sqlite_file)"
else
    if ! is_empty; then
        psql -Xq -v ON_ERROR_STOP=1 -c "SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public"
    fi
    pg_restore --exit-on-error --single-transaction --no-owner --no-privileges \
        --dbname="$PGDATABASE" "$draft/database.dump"
    psql -Xqc "ANALYZE"
fi

if [ -f "$draft/media.tar" ]; then
    if [ -n "$(ls -A "$media" 2> /dev/null)" ]; then
        mkdir -p "$aside"
        mv "$media" "$aside/media"
    fi
    mkdir -p "$media"
    tar -C "$media" -xf "$draft/media.tar"
    chmod 755 "$media"
fi
if [ -z "${SECRET_KEY:-}" ] && [ -f "$draft/secret-key" ]; then
    mv "$draft/secret-key" "$var/secret-key"
elif [ -f "$draft/secret-key" ] && [ "$(cat "$draft/secret-key")" != "$SECRET_KEY" ]; then
    echo "SECRET_KEY is not the one of the backup: everybody has to log in again." >&2
fi
rm -rf "$var/content-version" "$var/cache" "$var/set-up.sha256"  # nothing cached describes this data
[ ! -d "$aside" ] || echo "What was there before is in $aside." >&2
echo "Restored. Now: manage.py set_up, then start the processes."

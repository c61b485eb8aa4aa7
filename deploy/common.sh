# Shared by backup.sh, restore.sh and drill.sh: where this installation keeps its things.
set -euo pipefail
umask 077
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python="$PWD/.venv/bin/python"
[ -x "$python" ] || python=$(command -v python3)
var=${PARVIS_VAR:-$PWD/var}
media=${MEDIA_ROOT:-$var/media}
url=${DATABASE_URL:-sqlite:///$var/parvis.sqlite3}

fail() {
    echo "$(basename "$0"): $*" >&2
    exit 1
}

# The password goes through the environment: a command line is for everybody on the machine to read.
use_postgres() {
    command -v "$1" > /dev/null || fail "$1 is missing. On Debian and Ubuntu: sudo apt install postgresql-client"
    eval "$("$python" - <<'END'
import os, shlex
from urllib.parse import unquote, urlsplit, parse_qsl
url = urlsplit(os.environ["DATABASE_URL"])
values = {
    "PGHOST": unquote(url.hostname or ""), "PGPORT": str(url.port or ""),
    "PGUSER": unquote(url.username or ""), "PGPASSWORD": unquote(url.password or ""),
    "PGDATABASE": unquote(url.path.lstrip("/")),
    "PGSSLMODE": dict(parse_qsl(url.query)).get("sslmode", ""),
}
print("\n".join(f"export {name}={shlex.quote(value)}" for name, value in values.items() if value))
END
    )"
}

is_sqlite() { [[ $url == sqlite:* ]]; }
sqlite_file() { echo "${url#sqlite:///}"; }

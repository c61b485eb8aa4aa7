#!/bin/sh
# Prints a Python that Parvis can live on; says in a sentence what is missing otherwise.
for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    found=$(command -v "$candidate" 2>/dev/null) || continue
    "$found" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    if "$found" -c 'import venv, ensurepip' 2>/dev/null; then
        echo "$found"
        exit 0
    fi
    bare=$found
done
if [ -n "${bare:-}" ]; then
    echo "$bare comes without venv. On Debian and Ubuntu: sudo apt install python3-venv" >&2
else
    echo "Parvis needs Python 3.11 or newer, with venv. On Debian and Ubuntu: sudo apt install python3 python3-venv" >&2
fi
exit 1

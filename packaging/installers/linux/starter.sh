#!/bin/sh
# Starts Daybook from the folder that this file lies in. Words after it go to the program.
here=$(dirname "$(readlink -f "$0")")
if command -v ldd >/dev/null; then
    missing=$(ldd "$here/program/lib/PySide6/Qt/plugins/platforms/libqxcb.so" | sed -n 's/^[[:space:]]*\([^ ]*\) => not found$/\1/p' | sort -u)
    if [ -n "$missing" ]; then
        echo "Daybook needs these libraries for a window on X11; README.txt tells how to get them:" $missing >&2
    fi
fi
exec "$here/program/daybook" "$@"

#!/bin/bash
# Runs in a bare Debian root, as root: installs the package, uses it as a person would, upgrades and removes it.
# /proof holds daybook.deb, its later version and the recipe. prove_deb.py lays them there and reads what is printed.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8
apt="apt-get -qq -o Dpkg::Use-Pty=0 -o APT::Install-Recommends=false"

say() { echo "== $*"; }
as_ann() { setpriv --reuid=ann --regid=ann --clear-groups env -i HOME=/home/ann LC_ALL=C.UTF-8 PATH=/usr/bin:/bin "$@"; }
listing() { find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /proof -o -path /run \) -prune -o -print | sort; }

say "before"
$apt update
useradd --create-home ann

say "install: apt brings what the package needs"
apt-get -y -o Dpkg::Use-Pty=0 -o APT::Install-Recommends=false install /proof/daybook.deb > /proof/install.log 2>&1 \
    || { cat /proof/install.log; exit 1; }
dpkg --verify daybook
find /usr/lib/daybook -type f \( -name '*.so*' -o -name daybook \) -exec ldd {} + 2>/dev/null | grep "not found" && { echo "a library is missing"; exit 1; }
as_ann daybook --version
man_page=$(zcat /usr/share/man/man1/daybook.1.gz | head -1); echo "$man_page"

say "the demo draws every screen"
as_ann daybook --demo --screenshots /home/ann/screens > /proof/screens.log 2>&1 || { cat /proof/screens.log; exit 1; }
[ -s /proof/screens.log ] && { cat /proof/screens.log; echo "it said something unexpected"; exit 1; }
find /home/ann/screens -name '*.png' | wc -l

say "layouts are judged"
printf '{"blocks": {}}' > /proof/layout.json
if as_ann daybook layout --help > /dev/null 2>&1; then
    code=0; as_ann daybook layout check /proof/layout.json --json > /proof/layout.out || code=$?
    [ "$code" -le 1 ] && python_free=$(head -c 1 /proof/layout.out) && [ "$python_free" = "[" ] && echo "exit code $code"
else
    echo "this version has no command layout"
fi

say "a portal, a keyring, a window: the secret goes into the keyring and comes out of it"
$apt install -y dbus gnome-keyring libsecret-tools xvfb xdotool x11-apps > /proof/desktop.log 2>&1
install -d -o ann -g ann -m 700 /run/ann
setpriv --reuid=ann --regid=ann --clear-groups env -i HOME=/home/ann LC_ALL=C.UTF-8 PATH=/usr/bin:/bin \
    XDG_RUNTIME_DIR=/run/ann dbus-run-session -- bash /proof/person.sh

say "upgrade"
$apt install -y /proof/later.deb > /proof/upgrade.log 2>&1
dpkg-query --show daybook
as_ann daybook --version
[ -e /usr/lib/daybook/lib/of-this-version-only ] && { echo "a file of the older version stayed"; exit 1; }

say "remove"
$apt remove -y daybook > /dev/null
left=$(listing | grep -i daybook | grep -v '^/home/ann/' | grep -v '^/var/lib/dpkg/\|^/var/log\|^/var/lib/apt\|^/var/cache/apt' || true)
[ -n "$left" ] && { echo "left behind: $left"; exit 1; }
dpkg --status daybook > /dev/null 2>&1 && { echo "dpkg still knows it"; exit 1; }
find /home/ann -iname '*daybook*' | sort
[ -d /home/ann/.local/share/daybook ] || { echo "the person's own data is gone"; exit 1; }
say "proved"

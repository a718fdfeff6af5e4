#!/bin/bash
# What a person does on her desktop, by keys alone: connects a portal in the window and runs a recipe with it afterwards.
set -euo pipefail
echo -n secret | gnome-keyring-daemon --unlock --components=secrets --daemonize > /dev/null
export GNOME_KEYRING_CONTROL=/run/ann/keyring

daybook sandbox --data demo > /home/ann/sandbox.json &
sandbox=$!
Xvfb :7 -screen 0 1600x1000x24 > /dev/null 2>&1 &
screen=$!
ended() { kill "$sandbox" "$screen" 2> /dev/null || true; }
trap ended EXIT
for _ in $(seq 100); do [ -s /home/ann/sandbox.json ] && [ -e /tmp/.X11-unix/X7 ] && break; sleep 0.1; done
webhook=$(sed 's/.*"webhook": "\([^"]*\)".*/\1/' /home/ann/sandbox.json)

export DISPLAY=:7
began=$(date +%s%N)
daybook > /home/ann/window.log 2>&1 &
window=$!
id=$(timeout 30 xdotool search --sync --onlyvisible --name '^Daybook$' | head -1)
echo "the window is there after $((($(date +%s%N) - began) / 1000000)) ms"
xdotool windowfocus --sync "$id"
used() { awk '{print $14 + $15}' "/proc/$window/stat"; }
# Returns when the window has next to nothing to do any more, however slow this machine is; 30 s at most.
idle() { for _ in $(seq 30); do before=$(used); sleep 1; [ $(($(used) - before)) -le 3 ] && return; done; }
idle
# The start page has the focus on "Connect a portal".
xdotool key --clearmodifiers space
idle
xdotool type --clearmodifiers "$webhook"
xdotool key Return
stored() { secret-tool search --all service Daybook 2>&1 | grep -q '^secret = '; }
# The test of the portal ends with the focus on the name of the connection; there Return keeps.
idle
xdotool key Return
for _ in $(seq 20); do stored && break; sleep 1; done
stored || { echo "nothing is in the keyring"; cat /home/ann/window.log; xwd -root -silent > /home/ann/window.xwd; exit 1; }
echo "the keyring holds: $(secret-tool search --all service Daybook 2>&1 | grep -c '^secret = ') entry of Daybook"
secret=$(echo "$webhook" | sed 's|.*/rest/[0-9]*/\([^/]*\)/|\1|')
idle
xdotool key ctrl+q
for _ in $(seq 300); do kill -0 "$window" 2> /dev/null || break; sleep 0.1; done
kill -0 "$window" 2> /dev/null && { echo "the window does not close"; xwd -root -silent > /home/ann/window.xwd; exit 1; }
[ -s /home/ann/window.log ] && { cat /home/ann/window.log; echo "the window said something unexpected"; exit 1; }
grep -rqF "$secret" /home/ann/.local /home/ann/.config /home/ann/.cache --include='*' --exclude-dir=keyrings \
    && { echo "the secret is in a file"; exit 1; }

# A process of its own, which has the secret from the keyring alone.
name=$(daybook bulk preview /proof/recipe.json --connection "no such name" 2>&1 || true)
echo "$name"
code=0
daybook bulk preview /proof/recipe.json --connection "${DAYBOOK_CONNECTION:-127.0.0.1}" --json > /home/ann/preview.json || code=$?
echo "bulk preview: exit code $code, $(grep -o '"id"' /home/ann/preview.json | wc -l) rows"
[ "$code" = 0 ]

#!/bin/sh
# Compares taking a picture of the window with headless Chromium and a page of the same size:
#   tests/bench/bench_shot.sh PROGRAM
# PROGRAM is a Release build of interleave. Cold is from exec to file, the median of five; warm is the time of
# each further picture in one process.
set -eu
program=$1
chromium=$(command -v chromium || command -v chromium-browser || :)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

now() {
    date +%s%N
}

# median COMMAND…: the median time of five runs, in microseconds.
median() {
    for _ in 1 2 3 4 5; do
        start=$(now)
        "$@" >/dev/null 2>&1
        echo $((($(now) - start) / 1000))
    done | sort -n | sed -n 3p
}

for i in $(seq 41); do
    echo "$folder/$i.png --scenario lost-update --size 1440x900"
done > "$folder/forty"
head -n 1 "$folder/forty" > "$folder/one"

ours=$(median "$program" shot "$folder/window.png" --scenario lost-update --size 1440x900)
one=$(median "$program" shot --list "$folder/one")
forty=$(median "$program" shot --list "$folder/forty")
echo "cold: $((ours / 1000)) ms"
echo "warm: $((40000000 / (forty - one))) pictures a second"

if [ -z "$chromium" ]; then
    echo "There is no chromium here to compare with; install it and run this again."
    exit 0
fi
# A page of the same size that shows the same diagram.
"$program" export "$folder/page.svg" --scenario lost-update
browse() {
    rm -rf "$folder/profile"
    "$chromium" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync \
        --disable-background-networking --disable-component-update --user-data-dir="$folder/profile" \
        --window-size=1440,900 --screenshot="$folder/page.png" "file://$folder/page.svg"
}
theirs=$(median browse)
[ -s "$folder/page.png" ] || { echo "Chromium made no picture."; exit 1; }
echo "chromium: $((theirs / 1000)) ms"
echo "times faster: $((theirs / ours)).$((10 * theirs / ours % 10))"

#!/bin/sh
# Same second, locking: Timestamp
# The same requests as curl commands. In one terminal: interleave serve --locking timestamp
# In another: sh THIS-FILE [http://localhost:8412]
# Ends with 0 when every answer is as it was in Interleave, else with 1 and a sentence.

set -u
server=${1:-http://localhost:8412}
server=${server%%/records*}
answers=$(mktemp -d) || exit 1
trap 'rm -rf "$answers"' EXIT

# Where another second has begun meanwhile, that may be why: then all is asked once more, five times at most.
stop() {
    [ "$(date +%S)" = "${second-}" ] || late=yes
    if [ -n "${late-}" ] && [ -f "$0" ]; then
        tries=$((${INTERLEAVE_TRIES-1} + 1))
        [ "$tries" -le 5 ] || set -- "$1 "'Or these requests took longer than the second that they have to fit into.'
    else
        tries=6
    fi
    if [ "$tries" -gt 5 ]; then
        printf '%s\n' "$1" >&2
        exit 1
    fi
    printf '%s\n' 'A second ended meanwhile. All is asked once more.'
    rm -rf "$answers"
    export INTERLEAVE_TRIES="$tries"
    exec sh "$0" "$server"
}

# What the last answer says in this header.
header() {
    tr -d '\r' < "$answers/head" | sed -n "s/^$1: *//p"
}

# send CURL-ARGUMENTS…
send() {
    status=$(curl -q -sS -m 30 --path-as-is --noproxy '*' -D "$answers/head" -o "$answers/body" -w '%{http_code}' "$@") ||
        stop 'There was no answer. Start “interleave serve --locking timestamp” in another terminal, and give its address if it is not http://localhost:8412.'
}

# judge STEP STATUS
judge() {
    # shellcheck disable=SC2254 # a pattern
    case $status in
    $2) printf '%s  %s\n' "$status" "$1" ;;
    *) stop "$1: $status "'instead of'" $2. "'Start “interleave serve --locking timestamp” anew, and let nobody else use it meanwhile.' ;;
    esac
}

# ask STEP STATUS CURL-ARGUMENTS…
ask() {
    step=$1
    expected=$2
    shift 2
    send "$@"
    judge "$step" "$expected"
}

# start RECORD FIELDS
start() {
    printf '%s' "$2" > "$answers/sent"
    send -A start "$server$1"
    case $status in
    200) condition="If-Match: $(header ETag)" ;;
    *) condition='If-None-Match: *' ;;
    esac
    ask "$1" '20[01]' -X PUT -A start -H "$condition" -H 'Content-Type: application/json' \
        --data-binary "@$answers/sent" "$server$1"
}

# Dates count whole seconds.
next_second() {
    [ "$(date +%S)" = "${second-$(date +%S)}" ] || late=yes
    second=$(date +%S)
    while [ "$(date +%S)" = "$second" ]; do :; done
    second=$(date +%S)
}

# The records as they were at the start
next_second
start '/records/item' '{"stock": 10, "name": "Desk lamp"}'

ask '1. A: GET item' 200 \
    -A 'A' \
    -H 'Accept: application/json' \
    "$server"'/records/item'
date_1=$(header Last-Modified)

ask '2. B: GET item' 200 \
    -A 'B' \
    -H 'Accept: application/json' \
    "$server"'/records/item'

ask '3. A: PUT stock 7 · If-Unmodified-Since 09:00:00' 200 -X 'PUT' \
    -A 'A' \
    -H 'Content-Type: application/json' \
    -H "If-Unmodified-Since: $date_1" \
    --data-raw '{"stock": 7, "name": "Desk lamp"}' \
    "$server"'/records/item'

ask '4. B: PUT stock 8 · If-Unmodified-Since 09:00:00' 200 -X 'PUT' \
    -A 'B' \
    -H 'Content-Type: application/json' \
    -H "If-Unmodified-Since: $date_1" \
    --data-raw '{"stock": 8, "name": "Desk lamp"}' \
    "$server"'/records/item'
# ✕ v2 is lost: A’s stock 10 → 7

# What stands at the end
ask 'At the end: GET item' 200 -A check "$server"'/records/item'
[ "$(cat "$answers/body")" = '{"stock": 8, "name": "Desk lamp"}' ] || stop 'At the end “item” is not what it was in Interleave: {"stock": 8, "name": "Desk lamp"}'
printf '%s\n' 'Every answer was as it was in Interleave.'

#!/bin/sh
# Pessimistic: with a lease B waits, locking: Lease
# The same requests as curl commands. In one terminal: interleave serve --locking lease
# In another: sh THIS-FILE [http://localhost:8412]
# Ends with 0 when every answer is as it was in Interleave, else with 1 and a sentence.

set -u
server=${1:-http://localhost:8412}
server=${server%%/records*}
answers=$(mktemp -d) || exit 1
trap 'rm -rf "$answers"' EXIT

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

# What the last answer says in this header.
header() {
    tr -d '\r' < "$answers/head" | sed -n "s/^$1: *//p"
}

# send CURL-ARGUMENTS…
send() {
    status=$(curl -q -sS -m 30 --path-as-is --noproxy '*' -D "$answers/head" -o "$answers/body" -w '%{http_code}' "$@") ||
        stop 'There was no answer. Start “interleave serve --locking lease” in another terminal, and give its address if it is not http://localhost:8412.'
}

# judge STEP STATUS
judge() {
    # shellcheck disable=SC2254 # a pattern
    case $status in
    $2) printf '%s  %s\n' "$status" "$1" ;;
    *) stop "$1: $status "'instead of'" $2. "'Start “interleave serve --locking lease” anew, and let nobody else use it meanwhile.' ;;
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
    if [ "$status" = 404 ]; then
        ask "$1" 201 -X PUT -A start -H 'If-None-Match: *' -H 'Content-Type: application/json' \
            --data-binary "@$answers/sent" "$server$1"
        tag=$(header ETag)
        return
    fi
    ask "$1/lease" '20[01]' -X POST -A start "$server$1/lease"
    lease=$(header Lock-Token)
    ask "$1" '20[01]' -X PUT -A start -H "Lock-Token: $lease" -H 'Content-Type: application/json' \
        --data-binary "@$answers/sent" "$server$1"
    tag=$(header ETag)
    ask "$1/lease" 204 -X DELETE -A start -H "Lock-Token: $lease" "$server$1/lease"
}

# ask_later NUMBER CURL-ARGUMENTS…: goes on while the server lets this one wait.
ask_later() {
    later=$1
    shift
    curl -q -sS --path-as-is --noproxy '*' -D "$answers/head.$later" -o "$answers/body.$later" \
        -w '%{http_code}' "$@" > "$answers/status.$later" &
    printf '%s\n' "$!" > "$answers/job.$later"
    sleep 1
}

# hear STEP STATUS NUMBER: the answer to what was asked then.
hear() {
    wait "$(cat "$answers/job.$3")"
    status=$(cat "$answers/status.$3")
    cp "$answers/head.$3" "$answers/head"
    judge "$1" "$2"
}

# The records as they were at the start
start '/records/item' '{"stock": 10, "name": "Desk lamp"}'

ask '1a. A: POST item/lease · wait 60' 201 -X 'POST' \
    -A 'A' \
    -H 'Prefer: wait=60' \
    "$server"'/records/item/lease'
lease_1=$(header Lock-Token)

ask '1b. A: GET item' 200 \
    -A 'A' \
    -H 'Accept: application/json' \
    "$server"'/records/item'

ask_later 3 -X 'POST' \
    -A 'B' \
    -H 'Prefer: wait=60' \
    "$server"'/records/item/lease'

ask '3a. A: PUT stock 7 · token 1' 200 -X 'PUT' \
    -A 'A' \
    -H 'Content-Type: application/json' \
    -H "Lock-Token: $lease_1" \
    --data-raw '{"stock": 7, "name": "Desk lamp"}' \
    "$server"'/records/item'

ask '3b. A: DELETE item/lease · token 1' 204 -X 'DELETE' \
    -A 'A' \
    -H "Lock-Token: $lease_1" \
    "$server"'/records/item/lease'

hear '3c. B: waited for item/lease' 201 3
lease_2=$(header Lock-Token)

ask '3d. B: GET item' 200 \
    -A 'B' \
    -H 'Accept: application/json' \
    "$server"'/records/item'

ask '4a. B: PUT name "Oak desk lamp" · token 2' 200 -X 'PUT' \
    -A 'B' \
    -H 'Content-Type: application/json' \
    -H "Lock-Token: $lease_2" \
    --data-raw '{"stock": 7, "name": "Oak desk lamp"}' \
    "$server"'/records/item'

ask '4b. B: DELETE item/lease · token 2' 204 -X 'DELETE' \
    -A 'B' \
    -H "Lock-Token: $lease_2" \
    "$server"'/records/item/lease'

# What stands at the end
ask 'At the end: GET item' 200 -A check "$server"'/records/item'
[ "$(cat "$answers/body")" = '{"stock": 7, "name": "Oak desk lamp"}' ] || stop 'At the end “item” is not what it was in Interleave: {"stock": 7, "name": "Oak desk lamp"}'
printf '%s\n' 'Every answer was as it was in Interleave.'

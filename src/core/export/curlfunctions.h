#pragma once

// Internal to curlscript.cpp: the beginning of every script of requests, for a POSIX shell. %1 to %3 are
// replaced by words of the shell.

namespace interleave::curlfunctions {

inline constexpr const char* Usual = R"sh(
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
        stop %1
}

# judge STEP STATUS
judge() {
    # shellcheck disable=SC2254 # a pattern
    case $status in
    $2) printf '%s  %s\n' "$status" "$1" ;;
    *) stop "$1: $status "%2" $2. "%3 ;;
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
)sh";

inline constexpr const char* Start = R"sh(
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
)sh";

inline constexpr const char* StartUnderLease = R"sh(
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
)sh";

inline constexpr const char* Second = R"sh(
# Dates count whole seconds.
next_second() {
    second=$(date +%S)
    while [ "$(date +%S)" = "$second" ]; do :; done
}
)sh";

inline constexpr const char* Wait = R"sh(
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
)sh";

} // namespace interleave::curlfunctions

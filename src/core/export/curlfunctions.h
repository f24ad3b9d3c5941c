#pragma once

// Internal to curlscript.cpp: the beginning of every script of requests, for a POSIX shell. %1 to %3 are
// replaced by words of the shell, in each text anew.

#include "core/export/curlrequest.h"
#include "core/values/text.h"

namespace interleave::curlfunctions {

inline constexpr const char* Beginning = R"sh(
set -u
server=${1:-http://localhost:8412}
server=${server%%/records*}
answers=$(mktemp -d) || exit 1
trap 'rm -rf "$answers"' EXIT
)sh";

inline constexpr const char* Stop = R"sh(
stop() {
    printf '%s\n' "$1" >&2
    exit 1
}
)sh";

inline constexpr const char* StopOrRepeat = R"sh(
# Where another second has begun meanwhile, that may be why: then all is asked once more, five times at most.
stop() {
    [ "$(date +%S)" = "${second-}" ] || late=yes
    if [ -n "${late-}" ] && [ -f "$0" ]; then
        tries=$((${INTERLEAVE_TRIES-1} + 1))
        [ "$tries" -le 5 ] || set -- "$1 "%2
    else
        tries=6
    fi
    if [ "$tries" -gt 5 ]; then
        printf '%s\n' "$1" >&2
        exit 1
    fi
    printf '%s\n' %1
    rm -rf "$answers"
    export INTERLEAVE_TRIES="$tries"
    exec sh "$0" "$server"
}
)sh";

inline constexpr const char* Usual = R"sh(
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
    [ "$(date +%S)" = "${second-$(date +%S)}" ] || late=yes
    second=$(date +%S)
    while [ "$(date +%S)" = "$second" ]; do :; done
    second=$(date +%S)
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

/// What a rule that \a comparesDates may need again, because it needs several answers within one second.
[[nodiscard]] inline QString stop(bool comparesDates)
{
    return !comparesDates
               ? QString::fromUtf8(Stop)
               : QString::fromUtf8(StopOrRepeat)
                     .arg(
                         shellQuoted(Text::tr("A second ended meanwhile. All is asked once more.")),
                         shellQuoted(Text::tr(
                             "Or these requests took longer than the second that they have to fit into.")));
}

/// \a serve is the command that starts the server.
[[nodiscard]] inline QString usual(const QString& serve, bool comparesDates)
{
    QString functions = QString::fromUtf8(Usual);
    functions.replace(
        QLatin1String("%1"),
        shellQuoted(Text::tr("There was no answer. Start “%1” in another terminal, and give its address "
                             "if it is not http://localhost:8412.")
                        .arg(serve)));
    functions.replace(
        QLatin1String("%2"), shellQuoted(Text::tr("instead of", "an HTTP status, and the expected one")));
    functions.replace(
        QLatin1String("%3"),
        shellQuoted(Text::tr("Start “%1” anew, and let nobody else use it meanwhile.").arg(serve)));
    return QString::fromUtf8(Beginning) + stop(comparesDates) + functions;
}

} // namespace interleave::curlfunctions

#pragma once

#include "core/scenario/scenario.h"

namespace interleave::testing {

/// Both read both records; A moves three lamps from the store to the desk, B sells two from the desk.
inline QByteArray twoRecords()
{
    return R"({
        "title": "Two records",
        "summary": "Each record has versions of its own.",
        "locking": "off",
        "records": {
            "desk": { "stock": 10, "name": "On the desk" },
            "store": { "stock": 40, "name": "In the store" }
        },
        "steps": [
            { "client": "A", "do": "read", "record": "desk" },
            { "client": "A", "do": "read", "record": "store" },
            { "client": "B", "do": "read", "record": "desk" },
            { "client": "A", "do": "save", "record": "desk", "set": { "stock": 13 } },
            { "client": "A", "do": "save", "record": "store", "set": { "stock": 37 },
              "expect": { "off": { "status": 200, "lost": [] }, "version": { "status": 200 } } },
            { "client": "B", "do": "save", "record": "desk", "set": { "stock": 8 },
              "expect": { "off": { "status": 200, "lost": ["A"] }, "version": { "status": 412 } } }
        ],
        "expect": {
            "off": { "lostUpdates": 1, "records": { "desk": { "stock": 8 }, "store": { "stock": 37 } } },
            "version": { "lostUpdates": 0, "records": { "desk": { "stock": 13 }, "store": { "stock": 37 } } }
        }
    })";
}

inline Scenario twoRecordsScenario()
{
    const auto scenario = scenarioFromJson(twoRecords());
    return scenario ? *scenario : Scenario();
}

} // namespace interleave::testing

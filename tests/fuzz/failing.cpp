// Of which replay.cpp has to report the second input.

#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    interleave::fuzz::require(interleave::fuzz::bytesOf(data, size) == "good", "the input is good");
    return 0;
}

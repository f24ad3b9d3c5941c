#include <variant>

// Read by the check of defaults alone, never built: lines 10, 22 and 37 would swallow a new one, the others not.
int ofVerdict(Verdict verdict, int number)
{
    switch (verdict) {
    case Verdict::Saved:
        // The default: is what this is about.
        return 1;
    default:
        break;
    }
    switch (number) { // of numbers there is no end
    case 1:
        // case Verdict::Saved:
        return 2;
    default:
        switch (where()) {
        case interleave::Locking::Off: {
            return 3;
        }
        default :
            break;
        }
    }
    switch (verdict) {
    case Verdict::Saved:
    case Verdict::Stale:
        switch (number) {
        default:
            return 4;
        }
    }
    return std::string("case Action::Read: default:").size();
}

bool ofPrecondition(const Precondition& precondition) { return std::get_if<VersionIn>(&precondition) != nullptr; }

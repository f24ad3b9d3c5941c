#include "core/words/request.h"

namespace interleave {

Request requestOf(Action action)
{
    switch (action) {
    case Action::Write:
    case Action::Increment:
        return Request::Try;
    case Action::Acquire:
    case Action::Wait:
        return Request::Acquire;
    case Action::Release:
        return Request::Release;
    case Action::Read:
    case Action::Edit:
    case Action::Rule:
    case Action::AnswerLost:
    case Action::Clock:
        return Request::Read;
    }
    Q_UNREACHABLE();
}

Request requestOf(const Answer& answer)
{
    return requestOf(answer.action == Action::AnswerLost ? answer.asked : answer.action);
}

} // namespace interleave

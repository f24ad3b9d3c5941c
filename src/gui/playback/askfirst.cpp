#include "gui/playback/askfirst.h"

#include "gui/playback/guessing.h"

namespace interleave {

AskFirst::AskFirst(Guessing& lesson, QObject* parent)
    : QObject(parent)
    , m_lesson(lesson)
{
    connect(&m_lesson, &Guessing::stepped, this, [this](int position) {
        if (position == 0) {
            m_said.clear();
            m_revealed.clear();
        }
        ask();
    });
}

void AskFirst::setOn(bool on)
{
    if (m_on == on)
        return;
    m_on = on;
    ask();
    emit changed();
}

void AskFirst::ask()
{
    m_asked = isAsking() ? m_lesson.position() : -1;
    m_standing.start();
    m_tried.invalidate();
}

bool AskFirst::reveal()
{
    if (!isAsking())
        return false;
    if (m_asked != m_lesson.position())
        ask();
    const bool again = m_tried.isValid() && m_tried.hasExpired(Breath);
    if (!again && !m_standing.hasExpired(Pause)) {
        if (!m_tried.isValid())
            m_tried.start();
        return false;
    }
    m_revealed.insert(m_lesson.position());
    emit changed();
    return true;
}

bool AskFirst::isAsking() const
{
    if (!m_on || !m_lesson.canStep() || !m_lesson.hasQuestion())
        return false;
    const int next = m_lesson.position();
    return !m_said.contains(next) && !m_revealed.contains(next);
}

void AskFirst::answer(int guess)
{
    if (!isAsking())
        return;
    m_said.insert(m_lesson.position(), guess);
    m_lesson.step();
    emit changed();
}

AskFirst::Tally AskFirst::tally() const
{
    Tally tally;
    for (auto it = m_said.constBegin(); it != m_said.constEnd() && it.key() < m_lesson.position(); ++it) {
        const auto truth = m_lesson.truthOf(it.key());
        tally.said += truth ? 1 : 0;
        tally.right += truth == it.value() ? 1 : 0;
    }
    return tally;
}

QString AskFirst::tallyText() const
{
    const Tally counted = tally();
    if (counted.said == 0)
        return {};
    return tr("%1 of %2 right.").arg(QString::number(counted.right), QString::number(counted.said));
}

QString AskFirst::verdict() const
{
    const int last = m_lesson.position() - 1;
    if (!m_on || !m_lesson.isFollowed() || !m_said.contains(last))
        return {};
    const QString verdict = m_lesson.verdictOn(m_said.value(last), last);
    const QString counted = tallyText();
    return counted.isEmpty() ? verdict : QStringLiteral("%1 %2").arg(verdict, counted);
}

} // namespace interleave

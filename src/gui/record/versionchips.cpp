#include "gui/record/versionchips.h"

#include "core/values/textformat.h"
#include "gui/widgets/chip.h"

#include <QEvent>

#include <algorithm>

namespace interleave {

namespace {

constexpr int Gap = 4;
constexpr int TightGap = 2;

} // namespace

QString chipText(const Version& version, const QString& headline)
{
    QStringList parts{QStringLiteral("v%1").arg(version.number)};
    if (!version.author.isEmpty())
        parts.append(version.author);
    const Value* value = version.fields.find(headline);
    if (value != nullptr && isNumber(*value))
        parts.append(toText(*value));
    return parts.join(QLatin1Char(' '));
}

VersionChips::VersionChips(QWidget* parent)
    : QWidget(parent)
    , m_more(new Chip(this))
{
    for (int i = 0; i < Most; ++i)
        m_chips.append(new Chip(this));
}

void VersionChips::setVersions(const VersionTree* tree, qint64 tip)
{
    const bool any = tree != nullptr && !tree->isEmpty() && tree->contains(tip);
    m_count = any ? tip - tree->first() + 1 : 0;
    QStringList spoken;
    for (int i = 0; i < std::min<qint64>(m_count, Most); ++i) {
        const Version& version = tree->at(tip - i);
        const bool lost = !version.author.isEmpty() && !tree->isOnLine(version.number, tip);
        const Role role = version.author.isEmpty() ? Role::Server : roleOfClient(version.author);
        m_chips[i]->setContent(chipText(version, tree->headline()), role, lost);
        spoken.append(m_chips[i]->accessibleName());
    }
    setAccessibleName(tr("Newest versions: %1").arg(listed(spoken)));
    arrange();
}

void VersionChips::resizeEvent(QResizeEvent*)
{
    arrange();
}

void VersionChips::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

/// Makes all chips tight or normal; returns the width of those to show.
int VersionChips::setTight(bool tight)
{
    const auto shown = static_cast<int>(std::min<qint64>(m_count, Most));
    int width = 0;
    for (int i = 0; i < shown; ++i) {
        m_chips[i]->setTight(tight);
        width += m_chips[i]->sizeHint().width() + gap(tight);
    }
    m_more->setTight(tight);
    m_more->setContent(QStringLiteral("+%1").arg(m_count - shown), Role::Server);
    return m_count > shown ? width + m_more->sizeHint().width() : width - gap(tight);
}

int VersionChips::gap(bool tight) const
{
    return themeOf(this).px(tight ? TightGap : Gap);
}

void VersionChips::arrange()
{
    const bool tight = setTight(false) > width();
    if (tight)
        (void)setTight(true);
    const int gap = this->gap(tight);
    const auto place = [this](Chip* chip, int x) {
        const QSize size = chip->sizeHint();
        chip->setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
        return x + size.width();
    };
    const auto moreWidth = [this, gap](qint64 left) {
        m_more->setContent(QStringLiteral("+%1").arg(left), Role::Server);
        return gap + m_more->sizeHint().width();
    };
    int x = 0;
    qint64 shown = 0;
    for (Chip* chip : std::as_const(m_chips)) {
        const qint64 left = m_count - shown - 1;
        const int end = x + chip->sizeHint().width() + (left > 0 ? moreWidth(left) : 0);
        const bool fits = shown == m_chips.indexOf(chip) && shown < m_count && (shown == 0 || end <= width());
        chip->setVisible(fits);
        if (fits) {
            x = place(chip, x) + gap;
            ++shown;
        }
    }
    m_more->setVisible(shown < m_count);
    if (shown < m_count) {
        moreWidth(m_count - shown);
        place(m_more, x);
    }
}

} // namespace interleave

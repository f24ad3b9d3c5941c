#include "gui/record/versionchips.h"

#include "core/values/text.h"
#include "core/values/textformat.h"
#include "gui/widgets/chip.h"

#include <QEvent>

#include <algorithm>
#include <optional>

namespace interleave {

namespace {

constexpr int Gap = 4;
constexpr int TightGap = 2;
/// In characters: of a name or a text in a chip.
constexpr int LongestText = 14;

/// `10 → 7`, of the field that represents the record; of another one `name Bulb`.
QString changeOf(const Version& version, const VersionTree& tree)
{
    const std::optional<FieldChange> change = mainChange(version, tree);
    if (!change) {
        const Value* value = version.fields.find(tree.headline());
        return value == nullptr ? QString() : inALine(toText(*value), LongestText);
    }
    const auto isShort = [](const std::optional<Value>& value) {
        return !value || isNumber(*value);
    };
    const auto said = [](const std::optional<Value>& value) {
        return value ? inALine(toText(*value), LongestText) : QStringLiteral("–");
    };
    const QString values =
        isShort(change->before) && isShort(change->after)
            ? Text::tr("%1 → %2", "an old and a new value").arg(said(change->before), said(change->after))
            : said(change->after);
    return change->name == tree.headline()
               ? values
               : Text::tr("%1 %2", "a field and its change").arg(inALine(change->name, LongestText), values);
}

} // namespace

QString chipText(const Version& version, const VersionTree& tree)
{
    return dotted(
        {QStringLiteral("v%1").arg(version.number),
         inALine(version.author, LongestText),
         changeOf(version, tree)});
}

QString briefChipText(const Version& version, const QString& headline)
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
{
    for (int i = 0; i < Most; ++i)
        m_chips.append(new Chip(this));
    m_more = new Chip(this);
}

void VersionChips::setVersions(const VersionTree* tree, qint64 tip, const Cast& cast)
{
    const bool any = tree != nullptr && !tree->isEmpty() && tree->contains(tip);
    m_count = any ? tip - tree->first() + 1 : 0;
    m_words.clear();
    QStringList spoken;
    for (int i = 0; i < std::min<qint64>(m_count, Most); ++i) {
        const Version& version = tree->at(tip - i);
        const bool lost = !version.author.isEmpty() && !tree->isOnLine(version.number, tip);
        const Role role = version.author.isEmpty() ? Role::Server : roleOf(cast.seatOf(version.author));
        m_words.append({chipText(version, *tree), briefChipText(version, tree->headline()), role, lost});
        m_chips[i]->setContent(m_words.last().change, role, lost);
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

void VersionChips::setForm(bool brief, bool tight)
{
    m_gap = themeOf(this).px(tight ? TightGap : Gap);
    for (qsizetype i = 0; i < m_words.size(); ++i) {
        const Words& words = m_words.at(i);
        m_chips.at(i)->setTight(tight);
        m_chips.at(i)->setContent(brief ? words.value : words.change, words.role, words.lost);
    }
    m_more->setTight(tight);
}

int VersionChips::moreWidth(qint64 hidden) const
{
    if (hidden == 0)
        return 0;
    m_more->setContent(QStringLiteral("+%1").arg(hidden), Role::Server);
    return m_gap + m_more->sizeHint().width();
}

/// How many chips fit whole, with the count of the others.
qsizetype VersionChips::fitting() const
{
    qsizetype fitting = 0;
    int end = -m_gap;
    for (qsizetype i = 0; i < m_words.size(); ++i) {
        end += m_gap + m_chips.at(i)->sizeHint().width();
        if (end + moreWidth(m_count - i - 1) <= width())
            fitting = i + 1;
    }
    return fitting;
}

void VersionChips::arrange()
{
    struct Form
    {
        bool brief;
        bool tight;
        qsizetype enough;
    };
    const qsizetype all = m_words.size();
    qsizetype shown = 0;
    for (const Form form :
         {Form{false, false, all},
          {false, true, std::min<qsizetype>(all, 2)},
          {true, false, all},
          {true, true, 0}}) {
        setForm(form.brief, form.tight);
        shown = fitting();
        if (shown >= form.enough)
            break;
    }
    // The newest is never hidden.
    shown = std::max(shown, std::min<qsizetype>(all, 1));
    const auto place = [this](Chip* chip, int x) {
        const QSize size = chip->sizeHint();
        chip->setGeometry(x, (height() - size.height()) / 2, size.width(), size.height());
        return x + size.width() + m_gap;
    };
    int x = 0;
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        m_chips.at(i)->setVisible(i < shown);
        if (i < shown)
            x = place(m_chips.at(i), x);
    }
    const qint64 hidden = m_count - shown;
    m_more->setVisible(hidden > 0);
    if (moreWidth(hidden) > 0)
        place(m_more, x);
}

} // namespace interleave

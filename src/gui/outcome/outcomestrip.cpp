#include "gui/outcome/outcomestrip.h"

#include "core/values/textformat.h"
#include "gui/labels/elidedlabel.h"
#include "gui/labels/signlabel.h"
#include "gui/theme/presses.h"
#include "gui/theme/style.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <array>

namespace interleave {

namespace {

Role roleOfCount(qint64 count, Role some)
{
    return count == 0 ? Role::Quiet : some;
}

/// At 100 %.
constexpr int Height = 44;
constexpr int LargeHeight = 92;
constexpr int FigureGap = 6;
constexpr int CountsGap = 28;
/// Longer values are set in smaller figures.
constexpr qsizetype MostFigure = 6;
constexpr int FewerBelow = 880;
constexpr int FewestBelow = 560;
/// The longest name of a client among the figures.
constexpr qsizetype MostName = 16;

/// A button with the size of the layout in it.
class FigureButton final : public QPushButton
{
public:
    using QPushButton::QPushButton;

    [[nodiscard]] QSize sizeHint() const override { return layout()->sizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override { return layout()->minimumSize(); }
};

} // namespace

bool isCounted(OutcomeFigure figure, const Event& event, const VersionTrees& trees)
{
    switch (figure) {
    case OutcomeFigure::Tried:
        return event.isTry();
    case OutcomeFigure::Saved:
        return event.isCommit();
    case OutcomeFigure::Refused:
        return (event.isTry() && isRefusal(event.verdict)) || event.verdict == Verdict::Deadlock;
    case OutcomeFigure::Lost:
        return !lostUpdates(event, trees).isEmpty();
    }
    Q_UNREACHABLE();
}

OutcomeStrip::OutcomeStrip(QWidget* parent)
    : Card(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(18, 0, 18, 0);
    row->setSpacing(6);
    setFixedHeight(Height);
    m_figures = {
        addCount(QStringLiteral("triedFigure"), OutcomeFigure::Tried),
        addCount(QStringLiteral("savedFigure"), OutcomeFigure::Saved),
        addCount(QStringLiteral("refusedFigure"), OutcomeFigure::Refused),
        addCount(QStringLiteral("lostFigure"), OutcomeFigure::Lost)};
    m_figures.push_back(addFigure(QStringLiteral("valueFigure")));
    m_figures.push_back(addFigure(QStringLiteral("keptFigure")));
    arrange();
    setLedger({});
}

void OutcomeStrip::setLarge(bool large)
{
    setUnscaledHeight(this, large ? LargeHeight : Height);
    if (m_large == large)
        return;
    m_large = large;
    arrange();
    setLedger(m_ledger);
}

/// In one line, or the counts in two, each above the other.
void OutcomeStrip::arrange()
{
    auto* row = qobject_cast<QHBoxLayout*>(layout());
    while (QLayoutItem* item = row->takeAt(0))
        delete item;
    auto* counts = m_large ? new QGridLayout : nullptr;
    if (counts != nullptr) {
        row->addLayout(counts);
        setUnscaled(counts, {}, CountsGap);
    }
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const Figure& figure = m_figures[i];
        QWidget* whole = figure.name->parentWidget();
        const bool isCount = i < Value;
        // What it came to stands at the end.
        if (i == Value)
            row->addStretch(1);
        if (isCount && counts != nullptr)
            counts->addWidget(whole, static_cast<int>(i % 2), static_cast<int>(i / 2), Qt::AlignLeft);
        else
            row->addWidget(whole);
        const bool hasGap = !isCount || !m_large;
        figure.gap->setVisible(hasGap);
        if (hasGap)
            row->addWidget(figure.gap, 100);
        if (isCount)
            continue;
        qobject_cast<QBoxLayout*>(whole->layout())
            ->setDirection(m_large ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        setUnscaled(whole->layout(), {}, m_large ? 0 : FigureGap);
    }
}

OutcomeStrip::Figure OutcomeStrip::addFigure(const QString& objectName)
{
    return fill(new QWidget(this), objectName);
}

OutcomeStrip::Figure OutcomeStrip::addCount(const QString& objectName, OutcomeFigure figure)
{
    auto* button = new FigureButton(this);
    button->setObjectName(objectName.chopped(6) + QStringLiteral("Button"));
    setButtonKind(button, ButtonKind::Flat);
    button->setAccessibleDescription(tr("Goes to the next message that it counts"));
    button->setToolTip(button->accessibleDescription());
    setRepeating(*button, true);
    connect(button, &QPushButton::clicked, this, [this, figure] { emit figureChosen(figure); });
    return fill(button, objectName);
}

OutcomeStrip::Figure OutcomeStrip::fill(QWidget* figure, const QString& objectName)
{
    auto* row = new QHBoxLayout(figure);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(FigureGap);
    auto* name = new QLabel(figure);
    setTextRole(name, Role::Quiet);
    auto* value = new ElidedLabel(figure);
    setTextStyle(value, TextStyle::Number);
    value->setObjectName(objectName);
    setTextStyle(name, TextStyle::Body);
    for (QLabel* label : std::initializer_list<QLabel*>{name, value}) {
        label->setTextFormat(Qt::PlainText);
        // Don't inherit the colour of the button around it.
        label->setForegroundRole(QPalette::WindowText);
    }
    if (objectName == QStringLiteral("lostFigure"))
        row->addWidget(new SignLabel(Icon::Cross, Role::Quiet, figure));
    row->addWidget(name);
    row->addWidget(value);
    // Space between the figures, where there is some to spare.
    auto* gap = new QWidget(this);
    gap->setMaximumWidth(24);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    return {name, value, gap};
}

QList<QWidget*> OutcomeStrip::focusOrder() const
{
    return {
        m_figures[Tried].name->parentWidget(),
        m_figures[Saved].name->parentWidget(),
        m_figures[Refused].name->parentWidget(),
        m_figures[Lost].name->parentWidget()};
}

void OutcomeStrip::display(const Figure& figure, const QString& value, Role role)
{
    figure.value->setText(value);
    setTextRole(figure.value, role);
}

void OutcomeStrip::name(const Figure& figure)
{
    const QString words = QStringLiteral("%1: %2").arg(figure.name->text(), figure.value->text());
    figure.value->setAccessibleName(words);
    figure.value->parentWidget()->setAccessibleName(words);
}

/// The ledger's names from left to right, or shorter ones where space is short.
QStringList OutcomeStrip::namesOf(Words words) const
{
    const bool all = words == Words::All;
    const QString value = placeText(m_ledger);
    const bool isOpen = m_ledger.differs() && !m_ledger.isLost;
    const bool isByOne = isOpen && m_ledger.openBy.size() == 1;
    const QString kept = isByOne  ? tr("after %1 tries again").arg(shortened(m_ledger.openBy.at(0), MostName))
                         : isOpen ? tr("with what is still open")
                                  : tr("should be");
    const QString keptBriefly = isByOne  ? tr("after a retry")
                                : isOpen ? tr("with open", "the changes that are")
                                         : kept;
    return {
        all ? tr("Changes tried") : tr("Tried"),
        all ? tr("Told “saved”") : tr("“Saved”"),
        all ? tr("Refused, and told") : tr("Refused"),
        all                      ? tr("Lost, nobody told")
        : words == Words::Fewest ? tr("Lost")
                                 : tr("Lost, not told"),
        all ? tr("%1 is").arg(value) : value,
        all ? kept : keptBriefly};
}

/// How wide a figure is with that name.
int OutcomeStrip::widthOf(std::size_t figure, const QString& name) const
{
    const QLabel* label = m_figures[figure].name;
    const QLayout* inside = label->parentWidget()->layout();
    const int words = label->fontMetrics().horizontalAdvance(name) + 1;
    if (m_large && figure >= Value)
        return std::max(words, m_figures[figure].value->sizeHint().width());
    return inside->totalSizeHint().width() - label->sizeHint().width() + words;
}

/// How wide the strip has to be for these names beside the current values.
int OutcomeStrip::widthFor(Words words) const
{
    const QStringList names = namesOf(words);
    const QMargins margins = layout()->contentsMargins();
    int needed = margins.left() + margins.right();
    std::array<int, 2> columns{};
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const bool isShown =
            i <= Saved ? words != Words::Fewest : !m_figures[i].name->parentWidget()->isHidden();
        if (!isShown)
            continue;
        const int width = widthOf(i, names.at(static_cast<qsizetype>(i))) + 2 * layout()->spacing();
        if (m_large && i < Value)
            columns[i / 2] = std::max(columns[i / 2], width);
        else
            needed += width;
    }
    return needed + columns.front() + columns.back() + (m_large ? themeOf(this).px(CountsGap) : 0);
}

OutcomeStrip::Words OutcomeStrip::longestWords() const
{
    const Theme& theme = themeOf(this);
    if ((m_large || width() >= theme.px(FewerBelow)) && widthFor(Words::All) <= width())
        return Words::All;
    if ((m_large || width() >= theme.px(FewestBelow)) && widthFor(Words::Fewer) <= width())
        return Words::Fewer;
    return Words::Fewest;
}

/// Uses the longest names that fit; as a last resort, a long value is cut.
void OutcomeStrip::fit()
{
    const Words words = longestWords();
    const QStringList names = namesOf(words);
    bool changed = false;
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const Figure& figure = m_figures[i];
        const QString& text = names.at(static_cast<qsizetype>(i));
        changed = changed || text != figure.name->text();
        figure.name->setText(text);
        name(figure);
        if (i <= Saved) {
            figure.name->parentWidget()->setHidden(words == Words::Fewest);
            figure.gap->setHidden(m_large || words == Words::Fewest);
        }
    }
    if (!changed)
        return;
    // Update the layout now, before the rest is drawn.
    for (const Figure& figure : m_figures)
        figure.name->parentWidget()->updateGeometry();
    layout()->activate();
}

bool OutcomeStrip::event(QEvent* event)
{
    const bool result = Card::event(event);
    // Fonts and values have their new widths now.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        fit();
    return result;
}

void OutcomeStrip::setLedger(const Ledger& ledger)
{
    m_ledger = ledger;
    const auto count = [](qint64 number) {
        return QString::number(number);
    };
    display(m_figures[Tried], count(ledger.tried), roleOfCount(ledger.tried, Role::Text));
    display(m_figures[Saved], count(ledger.saved), roleOfCount(ledger.saved, Role::Text));
    const qint64 refused = ledger.refused + ledger.leasesRefused;
    display(m_figures[Refused], refusedText(ledger), roleOfCount(refused, Role::Stale));
    const Role nothingLost = ledger.tried == 0 ? Role::Quiet : Role::Current;
    display(m_figures[Lost], count(ledger.lost), ledger.lost == 0 ? nothingLost : Role::Lost);

    // Mark the value as wrong, not the one it should be.
    const Role open = ledger.differs() ? Role::Stale : Role::Quiet;
    const QString value = valueText(ledger);
    const QString shouldBe = shouldBeText(ledger);
    const bool isShort = value.size() <= MostFigure && shouldBe.size() <= MostFigure;
    const TextStyle large = isShort ? TextStyle::Figure : TextStyle::Title;
    for (const std::size_t i : {Value, Kept})
        setTextStyle(m_figures[i].value, m_large ? large : TextStyle::Number);
    display(m_figures[Value], value, ledger.isLost ? Role::Lost : Role::Text);
    display(m_figures[Kept], shouldBe, ledger.isLost ? Role::Text : open);
    m_figures[Value].name->parentWidget()->setHidden(value.isEmpty() && !ledger.value);
    m_figures[Kept].name->parentWidget()->setHidden(shouldBe.isEmpty());
    fit();
}

} // namespace interleave

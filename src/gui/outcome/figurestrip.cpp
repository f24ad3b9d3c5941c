#include "gui/outcome/figurestrip.h"

#include "gui/labels/elidedlabel.h"
#include "gui/labels/signlabel.h"
#include "gui/theme/buttonsize.h"
#include "gui/theme/presses.h"
#include "gui/theme/style.h"
#include "gui/theme/textwidth.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <array>
#include <numeric>

namespace interleave {

namespace {

/// At 100 %.
constexpr int Height = 44;
constexpr int LargeHeight = 92;
constexpr int FigureGap = 6;
constexpr int CountsGap = 28;
/// Longer values are set in smaller figures.
constexpr qsizetype MostFigure = 6;
/// Longer names are crowded below this width, the longest first, also where they fit.
constexpr std::array LeastWidths{880, 560};
constexpr qsizetype LinesOfCounts = 2;

/// A button with the size of the layout in it.
class FigureButton final : public QPushButton
{
public:
    using QPushButton::QPushButton;

    [[nodiscard]] QSize sizeHint() const override { return canBeHit(layout()->sizeHint()); }
    [[nodiscard]] QSize minimumSizeHint() const override { return canBeHit(layout()->minimumSize()); }

private:
    [[nodiscard]] QSize canBeHit(const QSize& size) const
    {
        return size.expandedTo({0, themeOf(this).px(LeastButton)});
    }
};

const QString& nameOf(const StripFigure& figure, int wording)
{
    return figure.names.at(std::min<qsizetype>(wording, figure.names.size() - 1));
}

/// Whether the same widgets can show both.
bool isAlike(const StripFigure& one, const StripFigure& other)
{
    return one.objectName == other.objectName && one.sign == other.sign && one.isCount == other.isCount;
}

} // namespace

FigureStrip::FigureStrip(QWidget* parent)
    : Card(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(18, 0, 18, 0);
    row->setSpacing(6);
    setFixedHeight(Height);
}

void FigureStrip::setFigures(const QList<StripFigure>& figures)
{
    const bool keepsParts = hasPartsFor(figures);
    m_figures = figures;
    if (!keepsParts) {
        build();
        arrange();
    }
    display();
}

bool FigureStrip::hasPartsFor(const QList<StripFigure>& figures) const
{
    return std::ranges::equal(figures, m_figures, isAlike);
}

void FigureStrip::setLarge(bool large)
{
    setUnscaledHeight(this, large ? LargeHeight : Height);
    if (m_large == large)
        return;
    m_large = large;
    arrange();
    display();
}

const FigureStrip::Parts& FigureStrip::parts(qsizetype index) const
{
    return m_parts[static_cast<std::size_t>(index)];
}

void FigureStrip::build()
{
    for (const Parts& old : m_parts) {
        delete old.whole;
        delete old.gap;
    }
    m_parts.clear();
    for (qsizetype i = 0; i < m_figures.size(); ++i) {
        const StripFigure& figure = m_figures.at(i);
        QWidget* whole = figure.isCount ? newButton(static_cast<int>(i)) : new QWidget(this);
        m_parts.push_back(fill(whole, figure));
    }
}

QWidget* FigureStrip::newButton(int index)
{
    auto* button = new FigureButton(this);
    button->setObjectName(m_figures.at(index).objectName + QStringLiteral("Button"));
    setButtonKind(button, ButtonKind::Flat);
    button->setAccessibleDescription(tr("Goes to the next message that it counts"));
    button->setToolTip(button->accessibleDescription());
    setRepeating(*button, true);
    connect(button, &QPushButton::clicked, this, [this, index] { emit countChosen(index); });
    return button;
}

FigureStrip::Parts FigureStrip::fill(QWidget* whole, const StripFigure& figure)
{
    auto* row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(FigureGap);
    auto* name = new QLabel(whole);
    setTextRole(name, Role::Quiet);
    auto* value = new ElidedLabel(whole);
    setTextStyle(value, TextStyle::Number);
    value->setObjectName(figure.objectName + QStringLiteral("Figure"));
    setTextStyle(name, TextStyle::Body);
    for (QLabel* label : std::initializer_list<QLabel*>{name, value}) {
        label->setTextFormat(Qt::PlainText);
        // Don't inherit the colour of the button around it.
        label->setForegroundRole(QPalette::WindowText);
    }
    if (figure.sign)
        row->addWidget(new SignLabel(*figure.sign, Role::Quiet, whole));
    row->addWidget(name);
    row->addWidget(value);
    auto* gap = new QWidget(this);
    gap->setMaximumWidth(24);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    return {whole, name, value, gap};
}

/// In one line, or the counts in two, each above the other.
void FigureStrip::arrange()
{
    auto* row = qobject_cast<QHBoxLayout*>(layout());
    while (QLayoutItem* item = row->takeAt(0))
        delete item;
    auto* counts = m_large ? new QGridLayout : nullptr;
    if (counts != nullptr) {
        row->addLayout(counts);
        setUnscaled(counts, {}, CountsGap);
    }
    int countsBefore = 0;
    bool isAtTheEnd = false;
    for (qsizetype i = 0; i < m_figures.size(); ++i) {
        const bool isCount = m_figures.at(i).isCount;
        const Parts& figure = parts(i);
        // What it came to stands at the end.
        if (!isCount && !isAtTheEnd) {
            row->addStretch(1);
            isAtTheEnd = true;
        }
        if (isCount && counts != nullptr)
            counts->addWidget(
                figure.whole, countsBefore % LinesOfCounts, countsBefore / LinesOfCounts, Qt::AlignLeft);
        else
            row->addWidget(figure.whole);
        const bool hasGap = !isCount || !m_large;
        figure.gap->setVisible(hasGap);
        if (hasGap)
            row->addWidget(figure.gap, 100);
        countsBefore += isCount ? 1 : 0;
        if (isCount)
            continue;
        qobject_cast<QBoxLayout*>(figure.whole->layout())
            ->setDirection(m_large ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        setUnscaled(figure.whole->layout(), {}, m_large ? 0 : FigureGap);
    }
}

QList<QWidget*> FigureStrip::focusOrder() const
{
    QList<QWidget*> order;
    for (qsizetype i = 0; i < m_figures.size(); ++i) {
        if (m_figures.at(i).isCount)
            order.append(parts(i).whole);
    }
    return order;
}

void FigureStrip::display()
{
    const bool isShort = std::ranges::all_of(m_figures, [](const StripFigure& figure) {
        return figure.isCount || figure.value.size() <= MostFigure;
    });
    const TextStyle large = isShort ? TextStyle::Figure : TextStyle::Title;
    for (qsizetype i = 0; i < m_figures.size(); ++i) {
        const StripFigure& figure = m_figures.at(i);
        if (!figure.isCount)
            setTextStyle(parts(i).value, m_large ? large : TextStyle::Number);
        parts(i).value->setText(figure.value);
        setTextRole(parts(i).value, figure.role);
    }
    fit();
}

/// The number of the shortest wording.
int FigureStrip::shortest() const
{
    qsizetype most = 1;
    for (const StripFigure& figure : m_figures)
        most = std::max(most, figure.names.size());
    return static_cast<int>(most) - 1;
}

bool FigureStrip::isShown(qsizetype index, int wording) const
{
    const StripFigure& figure = m_figures.at(index);
    return figure.isShown && !(figure.goesFirst && wording > 0 && wording == shortest());
}

/// How wide a figure is with that name.
int FigureStrip::widthOf(qsizetype index, int wording) const
{
    const Parts& figure = parts(index);
    const int words = advanceOf(figure.name->font(), nameOf(m_figures.at(index), wording)) + 1;
    if (m_large && !m_figures.at(index).isCount)
        return std::max(words, figure.value->sizeHint().width());
    return figure.whole->layout()->totalSizeHint().width() - figure.name->sizeHint().width() + words;
}

/// How wide the strip has to be for these names beside the current values.
int FigureStrip::widthFor(int wording) const
{
    const QMargins margins = layout()->contentsMargins();
    int needed = margins.left() + margins.right();
    QList<int> columns;
    qsizetype countsBefore = 0;
    for (qsizetype i = 0; i < m_figures.size(); ++i) {
        const int width = isShown(i, wording) ? widthOf(i, wording) + 2 * layout()->spacing() : 0;
        if (!m_large || !m_figures.at(i).isCount) {
            needed += width;
            continue;
        }
        const qsizetype column = countsBefore++ / LinesOfCounts;
        columns.resize(column + 1, 0);
        columns[column] = std::max(columns.at(column), width);
    }
    const qsizetype gaps = std::max<qsizetype>(columns.size() - 1, 0);
    return std::accumulate(columns.cbegin(), columns.cend(), needed) +
           static_cast<int>(gaps) * themeOf(this).px(CountsGap);
}

int FigureStrip::longestThatFits() const
{
    const Theme& theme = themeOf(this);
    const int last = shortest();
    for (int wording = 0; wording < last; ++wording) {
        const auto level = static_cast<std::size_t>(wording);
        const int least = m_large || level >= LeastWidths.size() ? 0 : theme.px(LeastWidths[level]);
        if (width() >= least && widthFor(wording) <= width())
            return wording;
    }
    return last;
}

/// Uses the longest names that fit; as a last resort, a long value is cut.
void FigureStrip::fit()
{
    const int wording = longestThatFits();
    bool changed = false;
    for (qsizetype i = 0; i < m_figures.size(); ++i) {
        const StripFigure& figure = m_figures.at(i);
        const Parts& shown = parts(i);
        const QString& name = nameOf(figure, wording);
        changed = changed || name != shown.name->text();
        shown.name->setText(name);
        const QString words = QStringLiteral("%1: %2").arg(name, figure.value);
        shown.value->setAccessibleName(words);
        shown.whole->setAccessibleName(words);
        shown.whole->setHidden(!isShown(i, wording));
        if (figure.isCount)
            shown.gap->setHidden(m_large || !isShown(i, wording));
    }
    if (!changed)
        return;
    // Update the layout now, before the rest is drawn.
    for (const Parts& shown : m_parts)
        shown.whole->updateGeometry();
    layout()->activate();
}

bool FigureStrip::event(QEvent* event)
{
    const bool result = Card::event(event);
    // Fonts and values have their new widths now.
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        fit();
    return result;
}

} // namespace interleave

#include "gui/isolation/isolationheader.h"

#include "gui/isolation/isolationmodel.h"
#include "gui/theme/theme.h"

#include <QPainter>
#include <QRegularExpression>

#include <algorithm>

namespace interleave {

namespace {

constexpr int Left = 5;
constexpr int LevelLeft = 14;
constexpr int Right = 2;
constexpr int Above = 8;
constexpr int Below = 6;

int heightOfText(const QString& text, TextStyle style, int width, const Theme& theme)
{
    if (text.isEmpty())
        return 0;
    const QFontMetrics metrics(theme.font(style));
    return metrics.boundingRect(QRect(0, 0, width, QWIDGETSIZE_MAX), Qt::TextWordWrap, text).height();
}

} // namespace

IsolationHeader::IsolationHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionResizeMode(Fixed);
    setHighlightSections(false);
    setSectionsClickable(false);
    setMinimumSectionSize(1);
    // The card is behind it, and has rounded corners.
    viewport()->setAutoFillBackground(false);
}

void IsolationHeader::setNotes(bool notes)
{
    m_notes = notes;
    updateGeometry();
    // Makes the view update the header's height.
    emit geometriesChanged();
}

QString IsolationHeader::titleOf(int section) const
{
    return model()->headerData(section, Qt::Horizontal).toString();
}

QString IsolationHeader::noteOf(int section) const
{
    return model()->headerData(section, Qt::Horizontal, IsolationModel::HeaderNoteRole).toString();
}

int IsolationHeader::leastWidth(int section) const
{
    static const QRegularExpression breaks(QStringLiteral(" |(?<=-)"));
    const Theme& theme = themeOf(this);
    const QFontMetrics metrics(theme.font(TextStyle::Label));
    int width = 0;
    for (const QString& word : titleOf(section).split(breaks))
        width = std::max(width, metrics.horizontalAdvance(word));
    return width + theme.px(Left + Right) + 1;
}

int IsolationHeader::textWidth(int section) const
{
    return sectionSize(section) - themeOf(this).px(Left + Right);
}

int IsolationHeader::heightOf(int section, bool notes) const
{
    const Theme& theme = themeOf(this);
    const int width = textWidth(section);
    return heightOfText(titleOf(section), TextStyle::Label, width, theme) +
           (notes ? heightOfText(noteOf(section), TextStyle::Hint, width, theme) : 0);
}

int IsolationHeader::heightWith(bool notes) const
{
    int height = 0;
    for (int section = 0; section < count(); ++section)
        height = std::max(height, heightOf(section, notes));
    return height + themeOf(this).px(Above + Below);
}

QSize IsolationHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), heightWith(m_notes)};
}

void IsolationHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const Theme& theme = themeOf(this);
    painter->save();
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.line());
    const int left = section == IsolationModel::LevelColumn ? LevelLeft : Left;
    QRect area = rect.adjusted(theme.px(left), 0, -theme.px(Right), -theme.px(Below));
    if (m_notes) {
        painter->setFont(theme.font(TextStyle::Hint));
        painter->setPen(theme.quiet());
        painter->drawText(area, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignBottom, noteOf(section));
        area.setBottom(
            area.bottom() - heightOfText(noteOf(section), TextStyle::Hint, textWidth(section), theme));
    }
    painter->setFont(theme.font(TextStyle::Label));
    painter->setPen(theme.text());
    painter->drawText(area, Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignBottom, titleOf(section));
    painter->restore();
}

} // namespace interleave

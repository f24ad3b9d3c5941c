#include "gui/labels/clauselabel.h"

#include "gui/theme/plaintext.h"
#include "gui/theme/stylepainter.h"

#include <QPainter>

namespace interleave {

ClauseLabel::ClauseLabel(QWidget* parent)
    : QWidget(parent)
{
}

void ClauseLabel::setClause(const WhereClause& clause, const QString& tip)
{
    m_clause = clause;
    setAccessibleName(QStringLiteral("%1 %2").arg(clause.common, clause.deciding).trimmed());
    setPlainTip(
        *this,
        tip.isEmpty() ? tr("Each save runs UPDATE records SET … %1").arg(accessibleName()) : tip);
    update();
}

void ClauseLabel::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    StylePainter(painter, theme).roundedBox(rect(), theme.controlRadius(), theme.field(), theme.line());

    QRect area = rect().adjusted(theme.px(12), 0, -theme.px(12), 0);
    const QFont deciding = theme.font(TextStyle::CodeBold);
    painter.setFont(theme.font(TextStyle::Code));
    painter.setPen(theme.quiet());
    // Keep the deciding part whole; shorten the common one.
    QString common = m_clause.common + QLatin1Char(' ');
    const int decides = QFontMetrics(deciding).horizontalAdvance(m_clause.deciding);
    if (!fitsWhole(common, painter.font(), area.width() - decides))
        common = QStringLiteral("… ");
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, common);
    area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(common));
    painter.setFont(deciding);
    painter.setPen(theme.text());
    // Show as many whole conditions as fit.
    QString words = m_clause.deciding;
    for (qsizetype cut = words.lastIndexOf(QLatin1String(" AND "));
         cut > 0 && !fitsWhole(words, painter.font(), area.width());
         cut = words.lastIndexOf(QLatin1String(" AND "), cut - 1))
        words = words.left(cut) + QStringLiteral(" …");
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, words);
}

} // namespace interleave

#include "gui/labels/measuredlabel.h"

#include <QTextDocument>
#include <QTextOption>

#include <cmath>

namespace interleave {

MeasuredLabel::MeasuredLabel(QWidget* parent)
    : QLabel(parent)
{
    setWordWrap(true);
}

MeasuredLabel::~MeasuredLabel() = default;

QSize MeasuredLabel::minimumSizeHint() const
{
    return {0, fontMetrics().height()};
}

int MeasuredLabel::heightForWidth(int width) const
{
    if (m_measured != text() || m_format != textFormat() || m_font != font()) {
        m_heights.clear();
        m_measured = text();
        m_format = textFormat();
        m_font = font();
        m_document.reset();
    }
    const auto known = m_heights.constFind(width);
    return known != m_heights.cend() ? *known : *m_heights.insert(width, measure(width));
}

int MeasuredLabel::measure(int width) const
{
    const bool isRich =
        textFormat() == Qt::RichText || (textFormat() == Qt::AutoText && Qt::mightBeRichText(m_measured));
    const bool isSelectable =
        textInteractionFlags() & (Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    // The only ones that are documents.
    if (m_measured.isEmpty() || (!isRich && !isSelectable) || textFormat() == Qt::MarkdownText)
        return QLabel::heightForWidth(width);
    if (!m_document) {
        m_document = std::make_unique<QTextDocument>();
        m_document->setUndoRedoEnabled(false);
        m_document->setDefaultFont(m_font);
        m_document->setDocumentMargin(0);
        QTextOption option = m_document->defaultTextOption();
        option.setWrapMode(QTextOption::WordWrap);
        m_document->setDefaultTextOption(option);
        if (isRich)
            m_document->setHtml(m_measured);
        else
            m_document->setPlainText(m_measured);
    }
    const QMargins margins = contentsMargins();
    const int around = 2 * margin();
    m_document->setTextWidth(width - around - margins.left() - margins.right());
    return static_cast<int>(std::ceil(m_document->size().height())) + around + margins.top() +
           margins.bottom();
}

} // namespace interleave

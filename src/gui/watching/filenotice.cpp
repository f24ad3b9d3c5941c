#include "gui/watching/filenotice.h"

#include "gui/labels/wraplabel.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/style.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace interleave {

namespace {

/// At 100 %.
constexpr int LeastHeight = 40;
constexpr int Around = 10;
constexpr int MostLines = 3;

} // namespace

FileNotice::FileNotice(QWidget* parent)
    : QWidget(parent)
    , m_words(new WrapLabel(this))
    , m_way(new QPushButton(this))
    , m_hide(new QPushButton(tr("Hide"), this))
{
    setObjectName(QStringLiteral("fileNotice"));
    setAccessibleName(tr("About the open file"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_words->setObjectName(QStringLiteral("fileNoticeLabel"));
    setTextStyle(m_words, TextStyle::Label);
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_way->setObjectName(QStringLiteral("fileNoticeButton"));
    m_hide->setObjectName(QStringLiteral("hideFileNoticeButton"));
    m_hide->setAccessibleDescription(tr("Hides this notice until there is another"));
    setButtonKind(m_hide, ButtonKind::Link);
    auto* row = new QHBoxLayout(this);
    row->addWidget(m_words, 1);
    row->addWidget(m_way);
    row->addWidget(m_hide);
    setUnscaled(row, {20, 4, 12, 5}, 12);
    connect(m_way, &QPushButton::clicked, this, &FileNotice::wayChosen);
    connect(m_hide, &QPushButton::clicked, this, &FileNotice::hideChosen);
    hide();
}

void FileNotice::setNotice(const OpenFile::Notice& notice)
{
    if (m_notice == notice)
        return;
    m_notice = notice;
    setHidden(notice.words.isEmpty());
    if (notice.words.isEmpty())
        return;
    m_words->setText(notice.words);
    setPlainTip(*m_words, notice.words);
    m_way->setText(literal(notice.way));
    m_way->setHidden(notice.way.isEmpty());
    setAccessibleDescription(notice.words);
    fit();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

/// The label's height follows its width here, because a layout would measure it again and again.
void FileNotice::fit()
{
    layout()->activate();
    const QFontMetrics metrics(m_words->font());
    const QRect lines(0, 0, std::max(1, m_words->width()), metrics.lineSpacing() * MostLines);
    const int text =
        std::min(metrics.boundingRect(lines, Qt::TextWordWrap, m_words->text()).height(), lines.height());
    const Theme& theme = themeOf(this);
    setFixedHeight(std::max(theme.px(LeastHeight), text + theme.px(Around)));
}

void FileNotice::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.band());
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line());
}

void FileNotice::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fit();
}

void FileNotice::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        fit();
}

} // namespace interleave

#include "gui/record/valuepopup.h"

#include "core/values/excerpt.h"
#include "core/values/text.h"
#include "gui/labels/elidedlabel.h"
#include "gui/theme/style.h"
#include "gui/theme/stylepainter.h"
#include "gui/widgets/iconbutton.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace interleave {

namespace {

// At 100 %.
constexpr int Width = 480;
constexpr int Height = 280;
constexpr int Gap = 4;

/// A paragraph is laid out as a whole, in time quadratic in its length, so split it.
QString inPieces(const QString& text)
{
    constexpr qsizetype longest = 2000;
    QString pieces;
    qsizetype length = 0;
    for (const QChar c : text) {
        length = c == QLatin1Char('\n') ? 0 : length + 1;
        if (length > longest && !c.isLowSurrogate()) {
            pieces += QLatin1Char('\n');
            length = 1;
        }
        pieces += c;
    }
    return pieces;
}

} // namespace

ValuePopup::ValuePopup(const QString& field, const QString& text, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_text(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("valuePopup"));
    setAccessibleName(excerpt(field));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(16, 12, 16, 16);
    rows->setSpacing(8);
    auto* title = new ElidedLabel(this);
    title->setText(tr("%1: %2 characters", "a field and its length", pluralOf(text.size()))
                       .arg(excerpt(field), QLocale(QLocale::English).toString(text.size())));
    setTextStyle(title, TextStyle::Label);
    auto* copy = new IconButton(this);
    copy->setObjectName(QStringLiteral("copyValueButton"));
    copy->setSign(Icon::Copy);
    copy->setAccessibleName(tr("Copy all of it"));
    copy->setToolTip(copy->accessibleName());
    connect(copy, &QPushButton::clicked, this, [text] { QGuiApplication::clipboard()->setText(text); });
    auto* head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(copy);
    rows->addLayout(head);
    m_text->setObjectName(QStringLiteral("wholeValue"));
    m_text->setAccessibleName(excerpt(field));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTextStyle(m_text, TextStyle::Chip);
    m_text->setPlainText(inPieces(text));
    rows->addWidget(m_text, 1);
    setFocusProxy(m_text);
}

void ValuePopup::showUnder(const QWidget& field)
{
    const Theme& theme = themeOf(&field);
    const QRect space = field.screen()->availableGeometry();
    resize(QSize(theme.px(Width), theme.px(Height)).boundedTo(space.size()));
    const QPoint corner = field.mapToGlobal(QPoint(0, field.height() + theme.px(Gap)));
    move(
        std::clamp(corner.x(), space.left(), std::max(space.left(), space.right() - width())),
        std::clamp(corner.y(), space.top(), std::max(space.top(), space.bottom() - height())));
    show();
    m_text->setFocus(Qt::PopupFocusReason);
}

void ValuePopup::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    StylePainter(painter, themeOf(this)).panel(rect());
}

} // namespace interleave

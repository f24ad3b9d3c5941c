#include "gui/widgets/focusring.h"

#include "gui/theme/stylepainter.h"

#include <QAbstractScrollArea>
#include <QFocusEvent>
#include <QPainter>

namespace interleave {

FocusRing::FocusRing(QAbstractScrollArea& area)
    : QWidget(&area)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    area.installEventFilter(this);
    hide();
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusIn: {
        const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
        if (reason != Qt::TabFocusReason && reason != Qt::BacktabFocusReason &&
            reason != Qt::ShortcutFocusReason)
            break;
        setGeometry(parentWidget()->rect());
        raise();
        show();
        break;
    }
    case QEvent::FocusOut:
        hide();
        break;
    case QEvent::Resize:
        setGeometry(parentWidget()->rect());
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FocusRing::paintEvent(QPaintEvent*)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    StylePainter(painter, theme).focusRing(rect(), theme.px(4));
}

} // namespace interleave

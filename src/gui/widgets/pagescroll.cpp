#include "gui/widgets/pagescroll.h"

#include <QLayout>

namespace interleave {

PageScroll::PageScroll(QWidget& pages)
    : QScrollArea(pages.parentWidget())
{
    setObjectName(QStringLiteral("pageScroll"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    delete pages.parentWidget()->layout()->replaceWidget(&pages, this);
    setWidget(&pages);
}

} // namespace interleave

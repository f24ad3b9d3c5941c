#include "gui/pages/pagetable.h"

#include "gui/pages/comparepage.h"
#include "gui/pages/everyorderpage.h"
#include "gui/pages/roompage.h"
#include "gui/pages/transactionspage.h"
#include "gui/pages/twoclientspage.h"
#include "stage/stage.h"

namespace interleave {

QList<PageEntry> pageTable()
{
    return {
        {QStringLiteral("two-clients"),
         Page::tr("Two clients"),
         [](const PageContext& context, QWidget* parent) -> Page* {
             return new TwoClientsPage(context.stage, context.transport, parent);
         }},
        {QStringLiteral("compare"),
         Page::tr("Compare"),
         [](const PageContext& context, QWidget* parent) -> Page* {
             return new ComparePage(context.stage, context.places, context.role, parent);
         }},
        {QStringLiteral("every-order"),
         Page::tr("Every order"),
         [](const PageContext& context, QWidget* parent) -> Page* {
             return new EveryOrderPage(context.places, parent);
         }},
        {QStringLiteral("transactions"),
         Page::tr("Transactions"),
         [](const PageContext& context, QWidget* parent) -> Page* {
             auto* page = new TransactionsPage(context.places, context.role, parent);
             page->setRoom(context.stage.room());
             return page;
         }},
        {QStringLiteral("room"),
         Page::tr("Room"),
         [](const PageContext& context, QWidget* parent) -> Page* {
             return new RoomPage(context.stage, context.transport, parent);
         }}};
}

} // namespace interleave

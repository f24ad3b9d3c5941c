#include "gui/pages/everyorderpage.h"

#include "gui/export/pngfile.h"
#include "gui/export/savemenu.h"
#include "schedules/schedulereport.h"

#include <QClipboard>
#include <QGuiApplication>

namespace interleave {

namespace {

/// A limit, because nobody pastes more rows.
constexpr int MostCopiedRows = 10'000;

/// The names of the actions, by which they are found, differ by whose orders they copy or save.
QString nameOf(const char* pattern, EveryOrderPage::Source source)
{
    const bool isOfRequests = source == EveryOrderPage::Source::Requests;
    return QString::fromLatin1(pattern).arg(
        isOfRequests ? QStringLiteral("Orders") : QStringLiteral("TransactionOrders"));
}

QAction* addCopy(QMenu* menu, const QString& name, const QString& text, std::function<QString()> make)
{
    QAction* action = menu->addAction(text);
    action->setObjectName(name);
    QObject::connect(action, &QAction::triggered, menu, [made = std::move(make)] {
        QGuiApplication::clipboard()->setText(made());
    });
    return action;
}

} // namespace

QMenu* EveryOrderPage::makeCopyMenu(Source source)
{
    const OrderTable& table = m_parts.at(static_cast<size_t>(source)).source->table();
    auto* menu = new QMenu(this);
    if (source == Source::Requests) {
        menu->setObjectName(QStringLiteral("copyMenu"));
        addCopy(menu, QStringLiteral("copyCountsCsv"), tr("Copy the counts as CSV"), [this] {
            return countsAsCsv(model().setup());
        });
        addCopy(menu, QStringLiteral("copyCountsMarkdown"), tr("Copy the counts as Markdown"), [this] {
            return countsAsMarkdown(model().setup());
        });
        menu->addSeparator();
    } else {
        menu->setObjectName(QStringLiteral("copyTransactionsMenu"));
    }
    QAction* csv = addCopy(menu, nameOf("copy%1Csv", source), {}, [&table] { return table.asCsv(); });
    QAction* markdown =
        addCopy(menu, nameOf("copy%1Markdown", source), {}, [&table] { return table.asMarkdown(); });
    const auto renderOrders = [&table, csv, markdown] {
        const bool few = table.rowCount() <= MostCopiedRows;
        const QString most = grouped(MostCopiedRows);
        csv->setText(
            few ? tr("Copy the orders shown as CSV")
                : tr("Copy the orders shown as CSV\nThere are more than %1: show fewer of them first.")
                      .arg(most));
        markdown->setText(
            few ? tr("Copy the orders shown as Markdown")
                : tr("Copy the orders shown as Markdown\nThere are more than %1: show fewer of them first.")
                      .arg(most));
        csv->setEnabled(few);
        markdown->setEnabled(few);
    };
    connect(menu, &QMenu::aboutToShow, this, renderOrders);
    return menu;
}

SaveMenu* EveryOrderPage::makeExportMenu(Source source)
{
    const Part& part = m_parts.at(static_cast<size_t>(source));
    const OrderTable& table = part.source->table();
    auto* menu = new SaveMenu(*this);
    menu->setTitle(tr("Export"));
    menu->addSave(
        tr("Save the page as picture (PNG)…"), tr("Pictures (*.png)"), nameOf("save%1Picture", source), [this] {
            return pngOf(grab().toImage());
        });
    menu->addSave(
        tr("Save the orders shown as CSV…"), tr("Tables (*.csv)"), nameOf("save%1Csv", source), [&table] {
            return table.asCsv().toUtf8();
        });
    if (source == Source::Requests) {
        menu->setObjectName(QStringLiteral("ordersExportMenu"));
        menu->addSave(
            tr("Save the counts as CSV…"), tr("Tables (*.csv)"), QStringLiteral("saveCountsCsv"), [this] {
                return countsAsCsv(model().setup()).toUtf8();
            });
    } else {
        menu->setObjectName(QStringLiteral("transactionOrdersExportMenu"));
    }
    connect(menu, &SaveMenu::problemMet, this, &EveryOrderPage::problemMet);
    menu->addSeparator();
    menu->addActions(part.copies->actions());
    connect(menu, &QMenu::aboutToShow, part.copies, &QMenu::aboutToShow);
    return menu;
}

} // namespace interleave

#include "gui/inspector/historypage.h"

#include "ui_historypage.h"

#include <QEvent>
#include <QHeaderView>
#include <QStyledItemDelegate>

#include <algorithm>

namespace interleave {

namespace {

/// At 100 %: for as much as "stock 10, …".
constexpr int LeastValue = 104;

TextStyle faceOf(int column)
{
    return column == VersionsModel::FateColumn ? TextStyle::Label : TextStyle::Chip;
}

/// Draws a cell in the colour of the role from the model.
class InkDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const Theme& theme = themeOf(option->widget);
        const auto role = index.data(VersionsModel::InkRole).value<Role>();
        for (const QPalette::ColorRole text : {QPalette::Text, QPalette::HighlightedText})
            option->palette.setColor(text, theme.color(role));
        option->palette.setColor(QPalette::Highlight, theme.band());
        option->font = theme.font(faceOf(index.column()));
        // Lost versions are struck through everywhere.
        option->font.setStrikeOut(role == Role::Lost && index.column() == VersionsModel::VersionColumn);
        option->state.setFlag(QStyle::State_HasFocus, false);
    }
};

} // namespace

HistoryPage::HistoryPage(QWidget* parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::HistoryPage>())
    , m_model(new VersionsModel(this))
{
    m_ui->setupUi(this);
    m_ui->versionsTable->setModel(m_model);
    m_ui->versionsTable->setItemDelegate(new InkDelegate(m_ui->versionsTable));
    QHeaderView* header = m_ui->versionsTable->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(VersionsModel::ValuesColumn, QHeaderView::Stretch);
    connect(
        m_ui->versionsTable->selectionModel(),
        &QItemSelectionModel::selectionChanged,
        this,
        &HistoryPage::compareChosen);
    m_ui->versionsTable->viewport()->setAutoFillBackground(false);
    header->setMinimumSectionSize(0);
    fitColumns();
    compareChosen();
}

HistoryPage::~HistoryPage() = default;

void HistoryPage::show(const Journal* journal, const QString& record, qint64 moment, qint64 version)
{
    m_model->show(journal, record, moment);
    choose(version);
    compareChosen();
}

void HistoryPage::choose(qint64 version)
{
    const int row = m_model->rowOf(version);
    if (row < 0)
        return;
    QItemSelectionModel* selection = m_ui->versionsTable->selectionModel();
    const auto select = [&](int at) {
        selection->select(m_model->index(at, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    };
    select(row);
    const int base = m_model->rowOf(m_model->version(m_model->index(row, 0))->base);
    if (base >= 0)
        select(base);
    m_ui->versionsTable->scrollTo(m_model->index(row, 0));
}

void HistoryPage::compareChosen()
{
    const QModelIndexList rows = m_ui->versionsTable->selectionModel()->selectedRows();
    if (rows.size() == 1) {
        const Version* version = m_model->version(rows.first());
        m_ui->diffHeading->setText(tr("What v%1 holds; choose another to compare.").arg(version->number));
        m_ui->diffBox->setCode(valuesText(version->fields));
        return;
    }
    if (rows.size() != 2) {
        m_ui->diffHeading->setText(tr("Choose two versions to compare them."));
        m_ui->diffBox->setCode({});
        return;
    }
    const auto [newer, older] = std::minmax({rows.first().row(), rows.last().row()});
    const Version* before = m_model->version(m_model->index(older, 0));
    const Version* after = m_model->version(m_model->index(newer, 0));
    m_ui->diffHeading->setText(
        tr("From v%1 to v%2").arg(QString::number(before->number), QString::number(after->number)));
    m_ui->diffBox->setCode(diffText(before->fields, after->fields));
}

void HistoryPage::fitColumns()
{
    const Theme& theme = themeOf(this);
    QTableView* table = m_ui->versionsTable;
    table->verticalHeader()->setDefaultSectionSize(theme.px(32));
    const int air = 2 * (style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, table) + 1);
    int taken = 0;
    for (int column = 0; column < VersionsModel::ColumnCount; ++column) {
        if (column == VersionsModel::ValuesColumn)
            continue;
        const QFontMetrics metrics(theme.font(faceOf(column)));
        const int words = metrics.horizontalAdvance(VersionsModel::sample(column)) + air + 1;
        const int width = std::max(words, table->horizontalHeader()->sectionSizeHint(column));
        table->setColumnWidth(column, width);
        taken += width;
    }
    // A value is worth more than when it was saved, which a tip tells.
    const bool hasRoom = table->width() - taken >= theme.px(LeastValue);
    table->setColumnHidden(VersionsModel::TimeColumn, !hasRoom);
}

void HistoryPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void HistoryPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        fitColumns();
}

} // namespace interleave

#include "gui/record/recordtabs.h"

#include "core/values/excerpt.h"
#include "gui/theme/plaintext.h"
#include "gui/theme/style.h"
#include "gui/widgets/segmentbar.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace interleave {

namespace {

constexpr int Height = 26;
constexpr int Padding = 8;

/// Has a maximum width; uses a shorter text where necessary, and cuts it as a last resort.
class RecordTab final : public QPushButton
{
public:
    using QPushButton::QPushButton;

    void setWords(const QStringList& wordings)
    {
        if (m_wordings == wordings)
            return;
        m_wordings = wordings;
        updateGeometry();
        fit();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        ensurePolished();
        const QString longest = m_wordings.isEmpty() ? QString() : m_wordings.first();
        return {
            fontMetrics().horizontalAdvance(longest) + 2 + themeOf(this).px(2 * Padding),
            themeOf(this).px(Height)};
    }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {themeOf(this).px(36), themeOf(this).px(Height)};
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QPushButton::resizeEvent(event);
        fit();
    }

private:
    void fit() { setText(literal(firstWhole(m_wordings, font(), width() - themeOf(this).px(2 * Padding)))); }

    QStringList m_wordings;
};

} // namespace

RecordTabs::RecordTabs(QWidget* parent)
    : QWidget(parent)
    , m_bar(new SegmentBar(this))
{
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_bar);
    outer->addStretch();
    auto* row = new QHBoxLayout(m_bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(1);
    setAccessibleName(tr("Records"));
    setVisible(false);
}

void RecordTabs::rebuild(const QStringList& ids)
{
    qDeleteAll(m_tabs);
    m_tabs.clear();
    m_ids = ids;
    for (const QString& id : ids) {
        auto* tab = new RecordTab(m_bar);
        tab->setObjectName(id + QStringLiteral("Tab"));
        tab->setCheckable(true);
        tab->setAutoExclusive(true);
        setButtonKind(tab, ButtonKind::Choice);
        setTextStyle(tab, TextStyle::Label);
        connect(tab, &QPushButton::clicked, this, [this, id] { emit recordChosen(id); });
        m_bar->layout()->addWidget(tab);
        m_tabs.append(tab);
    }
}

void RecordTabs::setRecords(const QStringList& ids, const Snapshot& snapshot, const QString& chosen)
{
    const bool several = ids.size() > 1;
    setVisible(several);
    if (!several)
        return;
    QStringList shown = ids.mid(0, Most);
    if (!shown.contains(chosen))
        shown.last() = chosen;
    if (shown != m_ids)
        rebuild(shown);
    for (int i = 0; i < m_tabs.size(); ++i) {
        const QString& id = m_ids.at(i);
        auto* tab = static_cast<RecordTab*>(m_tabs.at(i));
        const Record* record = snapshot.record(id);
        const QString headline = record == nullptr ? QString() : snapshot.headlineOf(id, record->fields);
        const Value* value = record == nullptr ? nullptr : record->fields.find(headline);
        const QString text = value == nullptr ? QStringLiteral("—") : excerpt(*value).simplified();
        const QString version = QString::number(record == nullptr ? 0 : record->version);
        tab->setWords(
            {tr("%1 %2 · v%3", "a record, its value and its version").arg(id, text, version),
             tr("%1 %2", "a record and its value").arg(id, text),
             id});
        tab->setAccessibleName(tr("Record %1: %2 %3, version %4", "its name, a field, its value")
                                   .arg(id, excerpt(headline), text, version));
        setPlainTip(*tab, tab->accessibleName());
        tab->setChecked(id == chosen);
    }
}

QList<QWidget*> RecordTabs::focusOrder() const
{
    QList<QWidget*> order;
    for (QPushButton* tab : m_tabs)
        order.append(tab);
    return isVisibleTo(parentWidget()) ? order : QList<QWidget*>();
}

} // namespace interleave

#include "gui/record/recordchooser.h"

#include "gui/theme/plaintext.h"
#include "gui/theme/style.h"

#include <QEvent>
#include <QMenu>

namespace interleave {

namespace {

constexpr int Height = 28;
constexpr int MostWords = 88;

} // namespace

RecordChooser::RecordChooser(QWidget* parent)
    : QPushButton(parent)
    , m_menu(new QMenu(this))
{
    m_menu->setObjectName(QStringLiteral("recordMenu"));
    setTextStyle(this, TextStyle::Label);
    setMenu(m_menu);
    setVisible(false);
}

void RecordChooser::setRecords(const QStringList& ids, const QString& chosen)
{
    setVisible(ids.size() > 1);
    if (ids == m_ids && chosen == m_chosen)
        return;
    if (ids != m_ids) {
        m_menu->clear();
        for (const QString& id : ids) {
            QAction* action = m_menu->addAction(literal(id));
            action->setObjectName(id);
            action->setCheckable(true);
            connect(action, &QAction::triggered, this, [this, action, id] {
                // The click must not change the check mark; the next update does.
                action->setChecked(id == m_chosen);
                emit recordChosen(id);
            });
        }
    }
    m_ids = ids;
    m_chosen = chosen;
    for (QAction* action : m_menu->actions())
        action->setChecked(action->objectName() == chosen);
    setAccessibleName(tr("Record: %1").arg(chosen));
    setAccessibleDescription(tr("Chooses the record that this client works on"));
    setPlainTip(*this, tr("Works on the record “%1”").arg(chosen));
    fit();
}

void RecordChooser::fit()
{
    ensurePolished();
    const QString words = fontMetrics().elidedText(m_chosen, Qt::ElideRight, themeOf(this).px(MostWords));
    setText(literal(words));
    updateGeometry();
}

QSize RecordChooser::sizeHint() const
{
    return {QPushButton::sizeHint().width(), themeOf(this).px(Height)};
}

void RecordChooser::changeEvent(QEvent* event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::StyleChange && !m_chosen.isEmpty())
        fit();
}

} // namespace interleave

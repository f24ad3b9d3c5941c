#include "gui/panels/laneheads.h"

#include "gui/diagram/diagramlayout.h"
#include "gui/panels/lanehead.h"
#include "gui/panels/observerstrip.h"
#include "gui/theme/style.h"

#include <QEvent>
#include <QGridLayout>

#include <algorithm>

namespace interleave {

LaneHeads::LaneHeads(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Ignored);
    m_grid->setSizeConstraint(QLayout::SetNoConstraint);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(8);
    m_grid->setRowStretch(0, 1);
    hide();
}

void LaneHeads::render(
    const DiagramLayout& layout, qsizetype cards, const Snapshot& snapshot, const RecordOf& recordOf)
{
    setCount(static_cast<int>(std::max<qsizetype>(0, layout.laneCount() - cards)));
    for (int i = 0; i < m_columns.size(); ++i) {
        const qsizetype lane = cards + i;
        const Column& column = m_columns.at(i);
        const QString title = layout.laneTitle(lane);
        const bool shared = layout.isShared(lane);
        const QString record = recordOf(title);
        column.head->setObjectName(QStringLiteral("client%1Head").arg(title));
        column.head->setMember(
            shared ? CastMember{{}, Seat::Other, QStringLiteral("…")} : layout.cast().member(title));
        const QStringList clients = layout.clientsOf(lane);
        column.head->setText(
            layout.isRooms(lane) ? roomHeadText(snapshot, clients)
                                 : laneHeadText(snapshot, title, clients, record));
        column.strip->setObjectName(QStringLiteral("client%1Strip").arg(title));
        column.strip->setHidden(shared);
        if (!shared)
            column.strip->setObservation(observerText(snapshot, title, record));
    }
}

void LaneHeads::setCount(int count)
{
    while (m_columns.size() > count) {
        const Column column = m_columns.takeLast();
        delete column.head;
        delete column.strip;
    }
    while (m_columns.size() < count) {
        auto* head = new LaneHead(this);
        auto* strip = new ObserverStrip(this);
        strip->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        const int at = this->count();
        m_grid->addWidget(head, 0, at);
        m_grid->addWidget(strip, 1, at);
        head->setHeadWidth(m_widths.head);
        head->installEventFilter(this);
        head->show();
        m_columns.append({head, strip});
    }
}

void LaneHeads::setWidths(const LaneWidths& widths)
{
    if (m_widths != widths) {
        m_widths = widths;
        setUnscaled(m_grid, {}, widths.headGap);
        for (const Column& column : std::as_const(m_columns))
            column.head->setHeadWidth(widths.head);
    }
    setVisible(widths.head > 0);
}

QList<LaneHead*> LaneHeads::heads() const
{
    QList<LaneHead*> result;
    for (const Column& column : m_columns) {
        if (!isHidden())
            result.append(column.head);
    }
    return result;
}

bool LaneHeads::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Move || event->type() == QEvent::Resize || event->type() == QEvent::Show)
        emit headsMoved();
    return QWidget::eventFilter(watched, event);
}

} // namespace interleave

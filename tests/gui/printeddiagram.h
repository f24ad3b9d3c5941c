#pragma once

#include "gui/diagram/diagramgeometry.h"
#include "gui/diagram/diagramlayout.h"

#include <QStringList>

namespace interleave::testing {

/// The picture of a whole diagram as text, for comparing: the texts of each row, then the lifelines. `6` is
/// the middle of event 6's row, `6r` where its request starts, `6a` where its answer arrives, `6b` its
/// bottom.
class PrintedDiagram final
{
public:
    PrintedDiagram(const DiagramLayout& layout, const DiagramFrame& frame)
        : m_layout(layout)
        , m_frame(frame)
        , m_picture(layout.picture(frame))
    {
    }

    [[nodiscard]] QStringList rows() const
    {
        QStringList result;
        for (const PictureRow& row : m_picture.rows)
            result.append(rowText(row));
        return result;
    }

    /// `A: current 1a-6, stale 6-end`
    [[nodiscard]] QStringList lanes() const
    {
        QStringList result;
        for (qsizetype lane = 0; lane < m_layout.laneCount(); ++lane) {
            QStringList bars;
            for (const PictureBar& bar : m_picture.bars) {
                if (bar.lane == lane)
                    bars.append(
                        recordPrefix(bar.record) +
                        (bar.state == Freshness::Current ? QStringLiteral("current ")
                                                         : QStringLiteral("stale ")) +
                        span(bar.rect.top(), bar.rect.bottom()));
            }
            result.append(m_layout.laneTitle(lane) + QStringLiteral(": ") + bars.join(QStringLiteral(", ")));
        }
        return result;
    }

    /// `A: holds 1a-6, waits 7-8a`; with several records `A: desk holds 1a-6`
    [[nodiscard]] QStringList leases() const
    {
        QStringList result;
        for (qsizetype lane = 0; lane < m_layout.laneCount(); ++lane) {
            QStringList parts;
            for (const PictureLease& lease : m_picture.leases) {
                if (lease.lane == lane)
                    parts.append(
                        recordPrefix(lease.record) +
                        (lease.waits ? QStringLiteral("waits ") : QStringLiteral("holds ")) +
                        span(lease.rect.top(), lease.rect.bottom()));
            }
            if (!parts.isEmpty())
                result.append(
                    m_layout.laneTitle(lane) + QStringLiteral(": ") + parts.join(QStringLiteral(", ")));
        }
        return result;
    }

    /// `v2 A lost 4-6`
    [[nodiscard]] QStringList versions() const
    {
        QStringList result;
        for (const PictureStretch& stretch : m_picture.stretches) {
            const QString author = m_layout.tree(stretch.record)->at(stretch.version).author;
            result.append(QStringLiteral("%1v%2 %3%4 %5")
                              .arg(
                                  recordPrefix(stretch.record),
                                  QString::number(stretch.version),
                                  author.isEmpty() ? QStringLiteral("start") : author,
                                  stretch.lost ? QStringLiteral(" lost") : QString(),
                                  span(stretch.rect.top(), stretch.rect.bottom())));
        }
        return result;
    }

    [[nodiscard]] QString legend() const
    {
        QStringList result;
        for (const LegendEntry& entry : m_picture.legend)
            result.append(entry.text);
        return result.join(QStringLiteral(" | "));
    }

    [[nodiscard]] const DiagramPicture& picture() const { return m_picture; }

private:
    [[nodiscard]] QString recordPrefix(qsizetype record) const
    {
        return m_layout.recordCount() > 1 ? m_layout.records().at(record) + QLatin1Char(' ') : QString();
    }

    [[nodiscard]] QString rowText(const PictureRow& row) const
    {
        QStringList parts;
        for (const PictureLine& line : m_picture.lines) {
            if (line.seq == row.seq)
                parts.append(QStringLiteral("line across"));
        }
        for (const PictureArrow& arrow : m_picture.arrows) {
            if (arrow.seq == row.seq && arrow.kind == ArrowKind::Refused)
                parts.append(QStringLiteral("refused"));
            if (arrow.seq == row.seq && arrow.kind == ArrowKind::Unanswered)
                parts.append(QStringLiteral("unanswered"));
        }
        for (const PictureMark& mark : m_picture.marks) {
            if (mark.seq == row.seq)
                parts.append(QStringLiteral("mark on ") + laneAt(mark.middle.x()));
        }
        QString number;
        for (const PictureText& text : m_picture.texts) {
            if (text.seq != row.seq)
                continue;
            if (text.kind == TextKind::Step)
                number = QStringLiteral("#%1 ").arg(text.wordings.first());
            else
                parts.append(
                    kindName(text.kind) + text.wordings.first() + QStringLiteral(" @") + gapOf(text.space));
        }
        return QStringLiteral("%1 %2%3%4")
            .arg(
                QString::number(row.seq),
                number,
                row.selected ? QStringLiteral("selected ") : QString(),
                parts.join(QStringLiteral(" | ")));
    }

    static QString kindName(TextKind kind)
    {
        switch (kind) {
        case TextKind::Request:
            return QStringLiteral("> ");
        case TextKind::Answer:
            return QStringLiteral("< ");
        case TextKind::LostNote:
            return QStringLiteral("! ");
        case TextKind::RefusedNote:
            return QStringLiteral("? ");
        default:
            return {};
        }
    }

    [[nodiscard]] QString laneAt(qreal x) const
    {
        for (qsizetype lane = 0; lane < m_frame.middles.clients.size() && lane < m_layout.laneCount();
             ++lane) {
            for (qsizetype record = 0; record < m_layout.recordCount(); ++record) {
                const qreal away = DiagramGeometry(m_layout, m_frame).lane(lane, record) - x;
                if (qAbs(away) < 1)
                    return (m_layout.laneTitle(lane) + QLatin1Char(' ') + recordPrefix(record)).trimmed();
            }
        }
        return QStringLiteral("?");
    }

    /// The lifelines on both sides of a space: `A S`, `- A` for outside.
    [[nodiscard]] QString gapOf(const QRectF& space) const
    {
        QString left = QStringLiteral("-");
        QString right = QStringLiteral("-");
        qreal leftX = -1;
        qreal rightX = m_frame.width;
        const auto look = [&](qreal x, const QString& name) {
            if (x <= space.center().x() - 1 && x > leftX) {
                leftX = x;
                left = name;
            } else if (x > space.center().x() + 1 && x < rightX) {
                rightX = x;
                right = name;
            }
        };
        look(m_frame.middles.server, QStringLiteral("S"));
        for (qsizetype lane = 0; lane < m_layout.laneCount(); ++lane)
            look(m_frame.middles.clients.at(lane), m_layout.laneTitle(lane));
        return left + QLatin1Char(' ') + right;
    }

    [[nodiscard]] QString span(qreal top, qreal bottom) const
    {
        return place(top) + QLatin1Char('-') + place(bottom);
    }

    [[nodiscard]] QString place(qreal y) const
    {
        const qreal absolute = y + m_frame.top;
        const qint64 rows = m_layout.rowCount();
        if (absolute < m_layout.rowTop(1, m_frame.scale))
            return QStringLiteral("start");
        if (absolute > m_layout.rowTop(rows + 1, m_frame.scale) + 1)
            return QStringLiteral("end");
        const qint64 seq = m_layout.seqAt(absolute - 0.01, m_frame.scale);
        const qreal down =
            (absolute - m_layout.rowTop(seq, m_frame.scale)) / m_frame.scale - m_layout.rowHeight(seq, 1) / 2;
        const QString at = QString::number(seq);
        if (qAbs(down) < 0.1)
            return at;
        if (qAbs(down - 16) < 0.1)
            return at + QLatin1Char('a');
        if (qAbs(down + 12) < 0.1)
            return at + QLatin1Char('r');
        return qAbs(down - m_layout.rowHeight(seq, 1) / 2) < 0.1 ? at + QLatin1Char('b')
                                                                 : QStringLiteral("%1%2").arg(at).arg(down);
    }

    const DiagramLayout& m_layout;
    DiagramFrame m_frame;
    DiagramPicture m_picture;
};

} // namespace interleave::testing

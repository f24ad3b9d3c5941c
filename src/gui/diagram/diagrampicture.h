#pragma once

#include "core/model/snapshot.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QLineF>
#include <QList>
#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace interleave {

/// The x of the lifelines, in px of the picture.
struct LifelineMiddles final
{
    qreal server = 0;
    /// In the order of the lanes; lanes beyond the list are spread over the space to its right.
    QList<qreal> clients;
    /// The left edge of the first card, where the legend begins too; empty without cards.
    std::optional<qreal> edge = {};

    bool operator==(const LifelineMiddles&) const = default;
};

/// Which part of a diagram to compose, at which moment, and how large.
struct DiagramFrame final
{
    /// How many events have happened; later ones are "not yet".
    qint64 moment = 0;
    /// 0 for none.
    qint64 selected = 0;
    /// 1 at 100 %.
    qreal scale = 1;
    qreal width = 0;
    LifelineMiddles middles;
    /// The visible part, in px from the top of the diagram.
    qreal top = 0;
    qreal height = 0;
    /// Show the names of the lanes at the top, for pictures without cards.
    bool heads = false;
    /// The space of the steps' numbers at the left, at 100 %.
    qreal gutter = 44;
    /// Of a width that was asked for (narrowFrame()): every text is whole or left out, and the legend has as
    /// many lines as it takes.
    bool isReflowed = false;
    /// The part that is kept of the usual distances beside lifelines.
    qreal closeness = 1;
};

/// The background of a row, as wide as the diagram.
struct PictureRow final
{
    qint64 seq = 0;
    QRectF rect;
    bool selected = false;
    bool future = false;
};

enum class ArrowKind {
    Request,
    Refused, ///< ends in a ✕ on the server's lifeline
    Answer,
    Folded,    ///< a whole message of a run that is told by the row of its first
    Unanswered ///< a request or an answer that never arrives, ends in a cross
};

struct PictureArrow final
{
    ArrowKind kind = ArrowKind::Request;
    qint64 seq = 0;
    QPointF from;
    QPointF to;
    Role role = Role::Quiet;
};

/// A part of a client's lifeline with one state; cut where the visible part ends.
struct PictureBar final
{
    qsizetype lane = 0;
    qsizetype record = 0;
    Freshness state = Freshness::NoCopy;
    /// The event that starts it; 0 for the journal's start.
    qint64 seq = 0;
    QRectF rect;
    /// False where its upper or lower end is cut.
    bool begins = true;
    bool ends = true;
    /// How far above \a rect it starts, so that a hatch does not move while scrolling.
    qreal hidden = 0;
    /// A value that was never committed; drawn as such, whatever the state.
    bool neverWas = false;
};

/// A transaction while it is open; cut where the visible part ends.
struct PictureFrame final
{
    /// The event that begins it.
    qint64 seq = 0;
    QRectF rect;
    Role role = Role::Quiet;
    /// False where its upper or lower end is cut, or where it is still open.
    bool begins = true;
    bool ends = true;
};

/// Beside a client's bar while it holds a lease; dashed while it waits for one.
struct PictureLease final
{
    qsizetype lane = 0;
    qsizetype record = 0;
    bool waits = false;
    qint64 seq = 0;
    QRectF rect;
    /// False where its upper or lower end is cut.
    bool begins = true;
    bool ends = true;
};

/// A thin line: a lifeline without a copy, or in the future.
struct PictureLifeline final
{
    qreal x = 0;
    qreal top = 0;
    qreal bottom = 0;
};

/// The server's lifeline while it had one version.
struct PictureStretch final
{
    qsizetype record = 0;
    qint64 version = 0;
    QRectF rect;
    Role role = Role::Server;
    bool lost = false;
};

struct PictureBead final
{
    qint64 version = 0;
    /// The commit; 0 for the journal's start.
    qint64 seq = 0;
    QPointF middle;
    qreal radius = 0;
    Role role = Role::Server;
    bool lost = false;
    /// What stands on it.
    QString text = {};
    /// Half of its width, where a long text makes it wider than high.
    qreal half = 0;
};

/// Beside the server's lifeline.
enum class PathKind {
    Pending, ///< since a value was written and is not committed
    Waits,   ///< from a request to the event that lets it go on
    Snapshot ///< from what a transaction sees to where it is read
};

struct PicturePath final
{
    PathKind kind = PathKind::Pending;
    qint64 seq = 0;
    QPolygonF points;
    Role role = Role::Quiet;
    /// It ends in a cross: nothing was kept.
    bool gone = false;
};

/// A value that was written and is not committed.
struct PictureRing final
{
    qint64 seq = 0;
    QRectF rect;
    Role role = Role::Quiet;
    QString text = {};
};

/// A small sign on a client's lifeline.
struct PictureMark final
{
    qint64 seq = 0;
    QPointF middle;
    Role role = Role::Quiet;
    bool answerLost = false;
};

/// A line across the diagram: something that concerns everybody (a change of the rule, the clock, an expired
/// lease), or the playhead.
struct PictureLine final
{
    qint64 seq = 0;
    qreal y = 0;
    qreal left = 0;
    qreal right = 0;
    bool playhead = false;
};

enum class TextKind {
    Head,
    Step,
    Request,
    Answer,
    StaleSince,
    LostNote,
    RefusedNote, ///< what the server compared
    Detail,      ///< a second line of a message: its status in words, what its statement did
    Edit,
    AnswerLost,
    Lease,
    Client,   ///< in the cycle of a deadlock
    Record,   ///< the name of a lifeline
    Date,     ///< the time of a version, beside its bead
    Values,   ///< what a commit changed besides, beside its bead
    Note,     ///< what only the observer knows, on the free side of a message
    Believes, ///< beside a client's lifeline: the value that was never committed
    LeftOut,  ///< a step that was not done
    Rule,     ///< on a line across
    NotYet,
    Playhead
};

/// A text and the space that it may take. The spaces of one row do not overlap; a text that does not
/// fit uses a shorter wording, and is cut as a last resort.
struct PictureText final
{
    TextKind kind = TextKind::Request;
    qint64 seq = 0;
    QRectF space;
    /// Across the lifeline: where a text goes of which no wording fits into its space, aligned to the other
    /// side.
    std::optional<QRectF> spaceAcross;
    Qt::Alignment align = Qt::AlignCenter;
    /// A centred text is centred on this x as far as its space allows; without it, on the middle of its
    /// space.
    std::optional<qreal> axis;
    /// The longest first.
    QStringList wordings;
    TextStyle style = TextStyle::Label;
    Role role = Role::Quiet;
    std::optional<Icon> icon;
    /// With padding, on the fill of its role.
    bool boxed = false;
    /// The part that is kept of the usual padding; set by typeset().
    qreal closeness = 1;

    /// The result of typeset(). Empty where not even the shortest wording fits.
    QString text;
    QRectF box;
};

enum class LegendSample {
    Current,
    Stale,
    Holds,
    Waits,
    Bead,
    Request,
    Answer,
    Edit,
    Refused,
    LostOnTheWay,
    Lost,
    Records,
    Transaction,
    Committed,
    Uncommitted,
    RolledBack,
    WaitsForRow,
    Snapshot,
    NeverCommitted,
    OldValue
};

struct LegendEntry final
{
    LegendSample sample = LegendSample::Current;
    QString text;
    /// Set by typeset().
    QRectF sampleRect;
    QRectF textRect;
};

/// Everything to draw in a frame, in px from the top left of the visible part. The painter, the SVG writer
/// and the tests all read this.
struct DiagramPicture final
{
    QSizeF size;
    qreal scale = 1;
    std::vector<PictureRow> rows;
    std::vector<PictureLifeline> lifelines;
    std::vector<PictureFrame> frames;
    std::vector<PictureBar> bars;
    std::vector<PictureLease> leases;
    std::vector<PictureStretch> stretches;
    std::vector<PicturePath> paths;
    std::vector<PictureArrow> arrows;
    std::vector<PictureBead> beads;
    std::vector<PictureRing> rings;
    std::vector<PictureMark> marks;
    std::vector<PictureLine> lines;
    std::vector<PictureText> texts;
    std::vector<LegendEntry> legend;
    /// The left edge and the middle of the legend's line.
    QPointF legendAt;
    /// Two lines where one is too short for it.
    bool wrapsLegend = false;
    /// Those of its frame.
    bool isReflowed = false;
    qreal closeness = 1;
};

} // namespace interleave

#pragma once

#include "core/scenario/headline.h"
#include "core/words/explanation.h"
#include "gui/diagram/diagrampicture.h"

#include <QByteArray>

#include <vector>

namespace interleave {

/// One diagram at one step.
struct PageMoment final
{
    /// Typeset for the light theme at 100 %; of one size at all steps.
    DiagramPicture picture;
    /// What has come of it; empty for nothing yet.
    QString outcome;
    Severity severity = Severity::Neutral;
    /// What happened in this step: titles and stories as explain() gives them.
    QList<Explanation> told;
    /// From where to where it happened, in px of the picture; the same for nowhere.
    qreal left = 0;
    qreal right = 0;
};

/// One diagram at all steps.
struct StorySide final
{
    /// What it is, where there are two; else empty.
    QString heading;
    /// A description of the diagram for people who cannot see it.
    QString description;
    /// From before the first step on.
    std::vector<PageMoment> moments;
};

/// The place of a step's rows in every side's diagram, in its px; empty for none.
struct StoryRow final
{
    qreal top = 0;
    qreal height = 0;
};

/// A story to step through.
struct StoryContent final
{
    /// The document's title; not empty.
    QString title;
    /// What happens; empty for no heading.
    QString story;
    /// One, or two that step together.
    std::vector<StorySide> sides;
    /// By step, from before the first on, as many as the moments of each side; likewise the author's words.
    std::vector<StoryRow> rows;
    QStringList words;
    /// The step at which the page opens.
    int opening = 0;
};

/// One HTML page that needs nothing beside it. Without its script it shows the end, and all steps in words;
/// the script steps through it. Text is shown literally, whatever it is; of the explanations the `<b>` stays.
[[nodiscard]] QByteArray storyPage(const StoryContent& content);

/// Rich text as explain() gives it, for a page: of markup only balanced `<b>` stays.
[[nodiscard]] QString storyMarkup(const QString& richText);

} // namespace interleave

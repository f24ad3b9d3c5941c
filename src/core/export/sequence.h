#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace interleave {

/// A line of a sequence diagram. Lanes are numbers: 0 for the server, then the clients in their order.
struct SequenceLine final
{
    enum class Kind {
        Request,    ///< from the lane to the server
        Refused,    ///< a request that is turned down: ends in a cross
        Answer,     ///< from the server to the lane
        Refusal,    ///< an answer that turns down what was asked: ends in a cross
        AnswerLost, ///< an answer that does not arrive
        Lost,       ///< a request that may not have arrived
        Note,       ///< over the lane
        Across,     ///< a note over all lanes
        Divider,    ///< a new part, where the language has that
        Legend,     ///< what the diagram's signs mean
        Activate,   ///< the lane is active from here on
        Deactivate
    };

    Kind kind = Kind::Note;
    qsizetype lane = 0;
    QString text = {};

    bool operator==(const SequenceLine&) const = default;
};

/// A sequence diagram, without the language in which it is written. Titles, names and texts may contain
/// anything: characters that a language would take for markup are written as numbers.
struct Sequence final
{
    /// Empty for none.
    QString title;
    /// The headings of the lanes. The server's is drawn second, between the clients.
    QString server;
    QStringList clients;
    std::vector<SequenceLine> lines;
};

/// For Mermaid (https://mermaid.js.org/syntax/sequenceDiagram.html).
[[nodiscard]] QString mermaidText(const Sequence& sequence);
/// For PlantUML (https://plantuml.com/sequence-diagram).
[[nodiscard]] QString plantUmlText(const Sequence& sequence);

} // namespace interleave

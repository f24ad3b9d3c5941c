#pragma once

#include "core/stacks/codeliteral.h"
#include "core/values/result.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace interleave {

/// What a piece of code does in a stack.
enum class StackCodeKind {
    Setup,   ///< once: what makes versions of the record be kept and compared
    Read,    ///< reads the record and its version
    Guarded, ///< saves what was made of it, if that version is still there
    Blind,   ///< saves it, whatever is there
    Again,   ///< after a refusal: reads again, and decides anew
    Change,  ///< adds an amount to what is there
    Lock     ///< keeps others away until it is done
};
/// The name in files: `setup`.
[[nodiscard]] QString toName(StackCodeKind kind);

struct StackCode final
{
    CodeLanguage language = CodeLanguage::Sql;
    /// For filledTemplate() (core/stacks/codetemplate.h).
    QString text;
};

/// A product or library, how a record is saved with it, and what it does about a conflict. Its texts are one
/// or two sentences each, and plain.
struct Stack final
{
    /// On the command line and in settings: `spring-data-rest`.
    QString id;
    QString title;
    /// There is at least one for StackCodeKind::Guarded.
    QMap<StackCodeKind, StackCode> codes;
    /// What a conflict raises, in a word or two: the name of an exception, `0 rows`.
    QString raises;
    QString conflict;
    /// Which status reaches the client, for a list: `412`, `yours`.
    QString status;
    QString told;
    QString pitfall;
    /// What would protect a save without a version.
    QString protection;
    /// Addresses where that was read, and the day, as in 2026-11-30.
    QStringList sources;
    QString readOn;
};

/// Reads a file of resources/stacks. The error is one sentence that names the member.
[[nodiscard]] Result<Stack, QString> stackFromJson(const QByteArray& text);

/// All there are, plain SQL first, those alike beside each other.
[[nodiscard]] const QList<Stack>& builtinStacks();
/// By its id or title, in upper or lower case. Null when there is none; lives as long as the program.
[[nodiscard]] const Stack* findStack(const QString& name);
/// Which ones an unknown name may mean, the nearest first, by id; at most three.
[[nodiscard]] QStringList nearestStacks(const QString& name);

} // namespace interleave

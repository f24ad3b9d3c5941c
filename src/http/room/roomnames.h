#pragma once

#include <QString>
#include <QStringList>

#include <functional>

namespace interleave {

/// How many names offeredName() draws from: each colour with each animal.
[[nodiscard]] int offeredNames();
/// The name of that number, from 0, such as "Teal heron". Not translated: it is the client's name in the
/// journal, which is the same in every language.
[[nodiscard]] QString offeredName(int number);
/// One that \a isTaken does not have, drawn by \a random, which gives a number below its argument. When all
/// are taken, one with a number at its end.
[[nodiscard]] QString drawnName(
    const std::function<bool(const QString& name)>& isTaken, const std::function<int(int below)>& random);

/// What somebody calls themselves, as it may be shown: without blanks at its ends and with single spaces,
/// without what is invisible or changes the direction of writing (Unicode's categories Cc, Cf, Cs, Co and
/// Cn), in NFC, and at most LongestRoomName code units long, ended before a character that does not fit.
/// Empty when nothing is left. To be shown as text, not as markup.
[[nodiscard]] QString cleanName(const QString& typed);
/// \a name, or with the first free number: "Anna 2". Not longer than LongestRoomName.
[[nodiscard]] QString
uniqueName(const QString& name, const std::function<bool(const QString& name)>& isTaken);
/// What two names that look the same have in common: no case, no compatibility forms.
[[nodiscard]] QString nameKey(const QString& name);

} // namespace interleave

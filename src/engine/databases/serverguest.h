#pragma once

#include "engine/databases/enginesession.h"

namespace interleave {

// A server of the user's own, on which we are a guest: everything happens in a schema or database of ours.

/// A name for it that nobody else has, `interleave_` and 16 hexadecimal digits.
[[nodiscard]] QString newGuestName();
/// Whether it is such a name; nothing else is ever dropped.
[[nodiscard]] bool isGuestName(const QString& name);

/// Reads `host=… port=… user=… dbname=…` or a `postgresql://` URI
/// (https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING). The error is one sentence: also
/// for a password, which every user of the machine could read in the list of processes.
[[nodiscard]] Result<ConnectionSettings, QString> postgresqlSettings(const QString& conninfo);
/// Reads `mariadb://user@host:port/?socket=…`; the password is taken from MYSQL_PWD. Errors as above.
[[nodiscard]] Result<ConnectionSettings, QString> mariadbSettings(const QString& url);

} // namespace interleave

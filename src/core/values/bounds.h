#pragma once

#include <QtGlobal>

namespace interleave {

/// Every cache and every queue, and how many bytes it may hold. What is held at a server's socket has its
/// bounds in ServerLimits (http/connection/serverlimits.h). Sizes are estimates (core/model/footprint.h):
/// what is counted is the data, and not what each allocation costs on top.
namespace bounds {

inline constexpr qint64 Megabyte = 1024 * 1024;

/// RecordStore: statements that stay prepared.
inline constexpr qint64 PreparedStatements = 4 * Megabyte;
/// RecordStore: records as they were last read or written.
inline constexpr qint64 PresentRecords = 8 * Megabyte;
/// Journal: the texts of exchanges and the statements of its newest events.
inline constexpr qint64 JournalTexts = 128 * Megabyte;
/// Intake: what the server has told and the window has not taken yet.
inline constexpr qint64 Intake = 16 * Megabyte;
/// LogWriter: lines that the terminal has not taken yet.
inline constexpr qint64 Log = Megabyte;
/// RequestRoom: large requests that are being read, of all connections together. Requests whose bodies are no
/// longer than FreeBody, and those of the window's own panels, are read without.
inline constexpr qint64 RequestBodies = 64 * Megabyte;
inline constexpr qint64 FreeBody = 16 * 1024;
/// Reception: answers that their clients have not taken yet, of all connections together.
inline constexpr qint64 UntakenAnswers = 64 * Megabyte;
/// RecordApi: the versions in one answer; older ones are the next answer's.
inline constexpr qint64 HistoryAnswer = 8 * Megabyte;

/// What is read of one journal, of one line in it, and of a list of pictures.
inline constexpr qint64 JournalFile = 1024 * Megabyte;
inline constexpr qint64 JournalLine = 64 * Megabyte;
inline constexpr qint64 PictureList = Megabyte;
/// A database and what a crash left beside it, which are looked at in a copy.
inline constexpr qint64 CopiedDatabase = 512 * Megabyte;

} // namespace bounds

} // namespace interleave

#include "stage/files/journalfile.h"

#include "core/export/exporting.h"
#include "core/scenario/recordedscenario.h"
#include "core/scenario/scenariowriting.h"
#include "core/values/bounds.h"
#include "core/values/text.h"
#include "stage/files/inputfile.h"
#include "stage/files/savedfile.h"
#include "store/fileidentity.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>

namespace interleave {

QString saveJournal(const Journal& journal, const QString& path)
{
    QBuffer lines;
    lines.open(QIODevice::WriteOnly);
    journal.write(lines);
    return saveFile(path, lines.data());
}

QString saveAsScenario(const Journal& journal, const QString& path)
{
    const auto scenario = scenarioOf(journal, QFileInfo(path).completeBaseName());
    return scenario ? saveFile(path, toJson(*scenario)) : scenario.error();
}

namespace {

/// Reads a journal of either kind.
template<typename Read>
Result<Read, QString>
loaded(const QString& path, Result<Read, QString> (*read)(QIODevice& device, const QString& name))
{
    if (isOpenDatabase(path)) {
        return Text::tr(
                   "“%1” is the database that this program keeps its records in, and no journal. Choose a "
                   "journal that was saved here.")
            .arg(path);
    }
    if (QFileInfo(path).isDir())
        return Text::tr("“%1” is a folder. Choose a journal that was saved here.").arg(path);
    InputFile file(path, bounds::JournalFile);
    if (!file.isOpen()) {
        return Text::tr("“%1” cannot be read: %2. Choose a journal that was saved here.")
            .arg(path, file.problem());
    }
    auto result = read(file, QFileInfo(path).fileName());
    // After a read error, this is not the end of the file.
    if (!file.problem().isEmpty()) {
        const QString problem = Text::tr("“%1” could not be read to its end: %2.").arg(path, file.problem());
        if (!result)
            return problem;
        result.value().problem = problem;
    }
    return result;
}

} // namespace

Result<ReadJournal, QString> loadJournal(const QString& path)
{
    return loaded<ReadJournal>(path, &readJournal);
}

bool isTransactionJournalFile(const QString& path)
{
    // What is read of a pipe is gone for whoever reads it next.
    QFile file(path);
    return QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly) && isTransactionJournal(file.read(256));
}

Result<ReadTransactionJournal, QString> loadTransactionJournal(const QString& path)
{
    return loaded<ReadTransactionJournal>(path, &readTransactionJournal);
}

} // namespace interleave

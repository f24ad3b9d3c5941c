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
    QString title = QFileInfo(path).completeBaseName();
    if (title.endsWith(OwnFileMark))
        title.chop(OwnFileMark.size());
    const auto scenario = scenarioOf(journal, title);
    return scenario ? saveFile(path, toJson(*scenario)) : scenario.error();
}

namespace {

/// What isTransactionJournal() needs.
constexpr qint64 BeginningSize = 256;

template<typename Read>
void setProblem(Read& read, const QString& problem)
{
    read.problem = problem;
}

void setProblem(AnyJournal& read, const QString& problem)
{
    std::visit([&problem](auto& one) { one.problem = problem; }, read);
}

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
        setProblem(result.value(), problem);
    }
    return result;
}

/// What tells the kind. A pipe may give it in pieces.
QByteArray beginningOf(QIODevice& device)
{
    QByteArray beginning;
    qsizetype before = -1;
    while (beginning.size() > before && beginning.size() < BeginningSize) {
        before = beginning.size();
        beginning = device.peek(BeginningSize);
        if (beginning.contains('\n'))
            break;
    }
    return beginning;
}

template<typename Read>
Result<AnyJournal, QString> ofAnyKind(Result<Read, QString> read)
{
    if (!read)
        return read.error();
    return AnyJournal(std::move(read).value());
}

Result<AnyJournal, QString> readAnyJournal(QIODevice& device, const QString& name)
{
    return isTransactionJournal(beginningOf(device)) ? ofAnyKind(readTransactionJournal(device, name))
                                                     : ofAnyKind(readJournal(device, name));
}

} // namespace

Result<ReadJournal, QString> loadJournal(const QString& path)
{
    return loaded<ReadJournal>(path, &readJournal);
}

Result<ReadTransactionJournal, QString> loadTransactionJournal(const QString& path)
{
    return loaded<ReadTransactionJournal>(path, &readTransactionJournal);
}

Result<AnyJournal, QString> loadAnyJournal(const QString& path)
{
    return loaded<AnyJournal>(path, &readAnyJournal);
}

} // namespace interleave

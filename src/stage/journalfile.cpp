#include "stage/journalfile.h"

#include "core/recordedscenario.h"
#include "core/scenariowriting.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::JournalFile)
};

} // namespace

QString saveJournal(const Journal& journal, const QString& path)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        journal.write(file);
        if (file.commit())
            return {};
    }
    return Text::tr("The journal was not saved as “%1”: %2. Choose another place.")
        .arg(path, file.errorString());
}

QString saveAsScenario(const Journal& journal, const QString& path)
{
    const auto scenario = scenarioOf(journal, QFileInfo(path).completeBaseName());
    if (!scenario)
        return scenario.error();
    const QByteArray text = toJson(*scenario);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return Text::tr("The scenario was not saved as “%1”: %2. Choose another place.")
        .arg(path, file.errorString());
}

Result<ReadJournal, QString> loadJournal(const QString& path)
{
    QFile file(path);
    if (QFileInfo(path).isDir())
        return Text::tr("“%1” is a folder. Choose a journal that was saved here.").arg(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Text::tr("“%1” cannot be read: %2. Choose a journal that was saved here.")
            .arg(path, file.errorString());
    }
    return readJournal(file, QFileInfo(path).fileName());
}

} // namespace interleave

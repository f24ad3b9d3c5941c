#include "stage/savedfile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

namespace interleave {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(interleave::SavedFile)
};

} // namespace

QString saveFile(const QString& path, const QByteArray& content)
{
    if (QFileInfo(path).isDir())
        return Text::tr("“%1” is a folder. Name a file.").arg(path);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return {};
    return Text::tr("“%1” was not written: %2. Choose another place.").arg(path, file.errorString());
}

} // namespace interleave

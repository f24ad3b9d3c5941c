// Feeds a fuzzer the inputs that are kept, without libFuzzer, so that every compiler can do it.
// Usage: replay FILE-OR-FOLDER…

#include "fuzz/fuzz.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstdio>
#include <cstdlib>

namespace {

/// False when it cannot be read.
bool replay(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "%s cannot be read: %s.\n", qPrintable(path), qPrintable(file.errorString()));
        return false;
    }
    const QByteArray input = file.readAll();
    // The last line on the screen, where the fuzzer ends the program, names the input.
    std::printf("%s\n", qPrintable(path));
    std::fflush(stdout);
    LLVMFuzzerTestOneInput(
        reinterpret_cast<const std::uint8_t*>(input.constData()), static_cast<std::size_t>(input.size()));
    return true;
}

} // namespace

int main(int count, char** arguments)
{
    LLVMFuzzerInitialize(&count, &arguments);
    int inputs = 0;
    for (int i = 1; i < count; ++i) {
        const QString path = QFile::decodeName(arguments[i]);
        QStringList files{path};
        if (QFileInfo(path).isDir()) {
            files.clear();
            for (const QString& name : QDir(path).entryList(QDir::Files, QDir::Name))
                files.append(path + u'/' + name);
        }
        for (const QString& file : files) {
            if (!replay(file))
                return EXIT_FAILURE;
            ++inputs;
        }
    }
    if (inputs == 0)
        std::fprintf(stderr, "There are no inputs. Name a file, or a folder with files.\n");
    return inputs > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

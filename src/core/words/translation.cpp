#include <QCoreApplication>
#include <QTranslator>

namespace {

/// English has a translation too: the sources have only the plural of a counted text, and this file has both
/// forms.
void installTranslation()
{
    auto* translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(QStringLiteral(":/translations/interleave_en.qm")))
        QCoreApplication::installTranslator(translator);
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(installTranslation)

#include "core/values/httpstatus.h"
#include "core/values/textformat.h"
#include "warningfreetest.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace interleave;

namespace {

/// The statuses in the server's source: every three-digit number that is the first member of a refusal or the
/// first argument of an answer, alone or as one of two.
QSet<int> statusesOfTheServer()
{
    static const QRegularExpression sent(
        QStringLiteral("(?:\\{|\\(|[?:])\\s*([1-5]\\d\\d)(?=\\s*(?:,|:\\s*[1-5]\\d\\d\\s*,))"));
    QSet<int> statuses;
    QDirIterator files(
        QStringLiteral(INTERLEAVE_SOURCES "/http"),
        {QStringLiteral("*.cpp")},
        QDir::Files,
        QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            return {};
        auto matches = sent.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext())
            statuses.insert(matches.next().captured(1).toInt());
    }
    return statuses;
}

} // namespace

class TestHttpStatus final : public WarningFreeTest
{
    Q_OBJECT

private slots:
    void status_hasItsPhraseOnTheWireAndInTexts()
    {
        const QSet<int> statuses = statusesOfTheServer();
        // Check the search itself: in a list, in a call, and as either of two.
        for (const int known : {200, 201, 204, 304, 400, 403, 404, 405, 408, 409, 412, 413,
                                415, 417, 421, 422, 423, 428, 431, 500, 501, 503, 505})
            QVERIFY2(statuses.contains(known), qPrintable(QString::number(known)));
        for (const int status : statuses) {
            const QByteArray phrase = reasonPhrase(status);
            QVERIFY2(!phrase.isEmpty(), qPrintable(QString::number(status)));
            const QByteArray number = QByteArray::number(status);
            const QByteArray said = statusText(status).toUtf8();
            QVERIFY2(said == number || said == number + ' ' + phrase, said.constData());
        }
    }

    void statusAboutLocking_isNamed()
    {
        QCOMPARE(statusText(412), QStringLiteral("412 Precondition Failed"));
        QCOMPARE(statusText(423), QStringLiteral("423 Locked"));
        QCOMPARE(statusText(405), QStringLiteral("405"));
        QCOMPARE(statusText(500), QStringLiteral("500"));
    }

    void unnamedStatus_isItsNumber()
    {
        QCOMPARE(reasonPhrase(299), QByteArray());
        QCOMPARE(statusText(299), QStringLiteral("299"));
        QCOMPARE(statusText(0), QStringLiteral("0"));
    }
};

QTEST_GUILESS_MAIN(TestHttpStatus)
#include "tst_httpstatus.moc"

#pragma once

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace interleave::testing {

/// A headless Chromium with one page, spoken to by its DevTools protocol over pipes
/// (https://chromedevtools.github.io/devtools-protocol/), as long as the object lives.
class DevTools final
{
public:
    static QString program()
    {
        const QString chromium = QStandardPaths::findExecutable(QStringLiteral("chromium"));
        return chromium.isEmpty() ? QStandardPaths::findExecutable(QStringLiteral("chromium-browser"))
                                  : chromium;
    }

    DevTools()
    {
        // The protocol's pipes are the descriptors 3 and 4.
        m_process.start(
            QStringLiteral("sh"),
            {QStringLiteral("-c"),
             QStringLiteral("exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1"),
             program(),
             QStringLiteral("--headless"),
             QStringLiteral("--no-sandbox"),
             QStringLiteral("--disable-gpu"),
             QStringLiteral("--disable-dev-shm-usage"),
             QStringLiteral("--no-first-run"),
             QStringLiteral("--disable-sync"),
             // Their documents can then be asked for with the page's.
             QStringLiteral("--disable-features=IsolateSandboxedIframes"),
             QStringLiteral("--remote-debugging-pipe"),
             QStringLiteral("--user-data-dir=") + m_profile.path(),
             QStringLiteral("about:blank")});
    }
    ~DevTools()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(10'000))
            m_process.kill();
        m_process.waitForFinished();
        // Its helper processes write a little longer than it runs itself.
        m_profile.setAutoRemove(false);
        (void)QTest::qWaitFor([this] { return QDir(m_profile.path()).removeRecursively(); });
    }
    DevTools(const DevTools&) = delete;
    DevTools& operator=(const DevTools&) = delete;
    DevTools(DevTools&&) = delete;
    DevTools& operator=(DevTools&&) = delete;

    /// Opens the page; false if there is no answer.
    bool attach()
    {
        const QString target = ask(QStringLiteral("Target.createTarget"),
                                   {{QStringLiteral("url"), QStringLiteral("about:blank")}})
                                   .value(QLatin1String("targetId"))
                                   .toString();
        m_session = ask(QStringLiteral("Target.attachToTarget"),
                        {{QStringLiteral("targetId"), target}, {QStringLiteral("flatten"), true}})
                        .value(QLatin1String("sessionId"))
                        .toString();
        for (const char* domain : {"Page", "Runtime", "Log", "Network"})
            ask(QLatin1String(domain) + QStringLiteral(".enable"));
        return !m_session.isEmpty();
    }

    /// The result; empty after an error or without an answer.
    QJsonObject ask(const QString& method, const QJsonObject& parameters = {})
    {
        QJsonObject question{
            {QStringLiteral("id"), ++m_id},
            {QStringLiteral("method"), method},
            {QStringLiteral("params"), parameters}};
        if (!m_session.isEmpty())
            question.insert(QStringLiteral("sessionId"), m_session);
        m_process.write(QJsonDocument(question).toJson(QJsonDocument::Compact) + '\0');
        QJsonObject answer;
        const bool came = wait([&](const QJsonObject& message) {
            answer = message;
            return message.value(QLatin1String("id")).toInt() == m_id;
        });
        return came ? answer.value(QLatin1String("result")).toObject() : QJsonObject();
    }

    /// Loads it and waits until it is there.
    bool load(const QString& url)
    {
        // The same document with another fragment would not be loaded again.
        ask(QStringLiteral("Page.navigate"), {{QStringLiteral("url"), QStringLiteral("about:blank")}});
        m_requests.clear();
        m_messages.clear();
        ask(QStringLiteral("Page.navigate"), {{QStringLiteral("url"), url}});
        return QTest::qWaitFor(
            [this, &url] {
                return evaluate(QStringLiteral("document.readyState + ' ' + location.href")).toString() ==
                       QStringLiteral("complete ") + url;
            },
            TimeMs);
    }

    [[nodiscard]] QJsonValue evaluate(const QString& expression)
    {
        return ask(QStringLiteral("Runtime.evaluate"),
                   {{QStringLiteral("expression"), expression},
                    {QStringLiteral("returnByValue"), true},
                    {QStringLiteral("awaitPromise"), true}})
            .value(QLatin1String("result"))
            .toObject()
            .value(QLatin1String("value"));
    }

    [[nodiscard]] QStringList texts(const QString& expression)
    {
        QStringList result;
        const QJsonArray values = evaluate(expression).toArray();
        for (const QJsonValue& value : values)
            result.append(value.toString());
        return result;
    }

    /// As a keyboard does; \a key as the DOM names it.
    void press(const QString& key, const QString& text = {})
    {
        for (const char* type : {"keyDown", "keyUp"}) {
            QJsonObject event{
                {QStringLiteral("type"), QLatin1String(type)},
                {QStringLiteral("key"), key},
                {QStringLiteral("code"), key == QLatin1String(" ") ? QStringLiteral("Space") : key}};
            if (!text.isEmpty() && QLatin1String(type) == QLatin1String("keyDown"))
                event.insert(QStringLiteral("text"), text);
            ask(QStringLiteral("Input.dispatchKeyEvent"), event);
        }
    }

    /// What was asked for since load(), and what the console says.
    [[nodiscard]] const QStringList& requests() const { return m_requests; }
    [[nodiscard]] const QStringList& messages() const { return m_messages; }

private:
    static constexpr int TimeMs = 60'000;

    template<typename Is>
    bool wait(Is is)
    {
        QElapsedTimer time;
        time.start();
        while (time.elapsed() < TimeMs) {
            for (qsizetype end = m_read.indexOf('\0'); end >= 0; end = m_read.indexOf('\0')) {
                const QJsonObject message = QJsonDocument::fromJson(m_read.left(end)).object();
                m_read.remove(0, end + 1);
                note(message);
                if (is(message))
                    return true;
            }
            if (!m_process.waitForReadyRead(TimeMs))
                return false;
            m_read += m_process.readAllStandardOutput();
        }
        return false;
    }

    void note(const QJsonObject& message)
    {
        const QString method = message.value(QLatin1String("method")).toString();
        const QJsonObject parameters = message.value(QLatin1String("params")).toObject();
        if (method == QLatin1String("Network.requestWillBeSent"))
            m_requests.append(
                parameters.value(QLatin1String("request")).toObject().value(QLatin1String("url")).toString());
        if (method == QLatin1String("Runtime.consoleAPICalled") ||
            method == QLatin1String("Runtime.exceptionThrown") || method == QLatin1String("Log.entryAdded"))
            m_messages.append(QString::fromUtf8(QJsonDocument(parameters).toJson()));
    }

    QTemporaryDir m_profile;
    QProcess m_process;
    QString m_session;
    int m_id = 0;
    QByteArray m_read;
    QStringList m_requests;
    QStringList m_messages;
};

} // namespace interleave::testing

#pragma once

#include "gui/diagram/diagramview.h"
#include "gui/journalfixtures.h"
#include "gui/pages/comparepage.h"
#include "gui/pages/twoclientspage.h"
#include "gui/panels/clientcard.h"
#include "gui/playback/timelinecursor.h"
#include "gui/record/fieldedit.h"
#include "gui/theme/appearance.h"
#include "gui/window/mainwindow.h"
#include "stage/stage.h"

#include <QAction>
#include <QCursor>
#include <QPushButton>
#include <QTcpSocket>

namespace interleave::uitest {

/// The real window with a real stage, without animation, and a user's actions in it.
struct ShownWindow
{
    Stage stage;
    Appearance appearance{
        *qobject_cast<QApplication*>(QCoreApplication::instance()), ThemeChoice::Light, 100};
    MainWindow window{stage, appearance, builtinScenarios()};

    explicit ShownWindow(const StageOptions& options = StageOptions{quint16{0}, {}, Locking::Off})
        : stage(options)
    {
        window.setAnimated(false);
        window.resize(1440, 900);
        window.show();
        window.activateWindow();
        // Newer versions of Qt close a menu that is clicked before the pointer has moved since it opened. Set
        // a position, because a pointer that never had one counts as such.
        QCursor::setPos(0, 0);
        stage.startFreePlay();
        stage.start();
        settle();
    }

    [[nodiscard]] const Journal& journal() const { return stage.journal(); }
    [[nodiscard]] TimelineCursor& timelineCursor() { return window.timelineCursor(); }

    [[nodiscard]] TwoClientsPage& page() { return *window.findChild<TwoClientsPage*>(); }
    [[nodiscard]] bool isComparing()
    {
        auto* page = window.findChild<ComparePage*>();
        return page != nullptr && page->isVisible();
    }
    [[nodiscard]] bool isInspectorShown() { return find<QWidget>("inspector")->isVisible(); }
    /// To be called only after the page that compares was shown.
    [[nodiscard]] Comparison& comparison() { return window.findChild<ComparePage*>()->comparison(); }

    template<typename T>
    [[nodiscard]] T* find(const char* name)
    {
        return window.findChild<T*>(QLatin1String(name));
    }
    [[nodiscard]] ClientCard* card(const QString& client)
    {
        return window.findChild<ClientCard*>(QStringLiteral("client%1Card").arg(client));
    }
    [[nodiscard]] QPushButton* button(const char* name) { return find<QPushButton>(name); }
    [[nodiscard]] QPushButton* buttonOf(const QString& client, const char* name)
    {
        return card(client)->findChild<QPushButton*>(QLatin1String(name));
    }
    [[nodiscard]] FieldEdit* stockOf(const QString& client)
    {
        return card(client)->findChild<FieldEdit*>(QStringLiteral("stockField"));
    }
    [[nodiscard]] DiagramView* diagram() { return find<DiagramView>("diagramView"); }

    /// Waits until nothing is under way.
    void settle()
    {
        QTRY_VERIFY(stage.port() != 0 && !stage.isMoving() && !stage.isBusy(A()) && !stage.isBusy(B()));
    }

    static void click(QWidget* widget)
    {
        QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center());
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        // A desktop returns the focus when a dialog closes; the offscreen platform does not.
        window.activateWindow();
        QTRY_VERIFY(window.isActiveWindow());
        QTest::keyClick(&window, key, modifiers);
    }
    void clickIn(const QString& client, const char* name)
    {
        click(buttonOf(client, name));
        settle();
    }
    /// Clicks the row of an event in the diagram.
    void clickRow(qint64 seq)
    {
        const DiagramFrame frame = diagram()->frame();
        const qreal middle = diagram()->layout().rowTop(seq, frame.scale) +
                             diagram()->layout().rowHeight(seq, frame.scale) / 2 - frame.top;
        QTest::mouseClick(diagram()->viewport(), Qt::LeftButton, {}, {12, qRound(middle)});
    }

    void typeStock(const QString& client, const QString& text)
    {
        FieldEdit* field = stockOf(client);
        QTest::mouseClick(field, Qt::LeftButton, {}, QPoint(20, field->height() / 2));
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, text);
    }
    void save(const QString& client, const QString& stock)
    {
        typeStock(client, stock);
        clickIn(client, "saveButton");
    }
    /// Both read, A saves 7, B saves 8, with the mouse.
    void playLesson()
    {
        clickIn(A(), "readButton");
        clickIn(B(), "readButton");
        save(A(), QStringLiteral("7"));
        save(B(), QStringLiteral("8"));
    }
    void load(const char* scenario)
    {
        find<QAction>(scenario)->trigger();
        QTRY_VERIFY(stage.canStep());
    }
    void loadAndPlay(const char* scenario)
    {
        load(scenario);
        stage.playTo(static_cast<int>(stage.scenario()->steps.size()));
        QTRY_COMPARE(stage.position(), static_cast<int>(stage.scenario()->steps.size()));
        settle();
    }

    /// Sends a request of an outside client, byte by byte, like curl.
    void put(const QByteArray& body)
    {
        const qint64 before = journal().size();
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), stage.port());
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
        socket.write(
            "PUT /records/item HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(stage.port()) +
            "\r\nUser-Agent: curl/8.0\r\nContent-Type: application/json\r\nContent-Length: " +
            QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 200"));
        QTRY_COMPARE(journal().size(), before + 1);
    }
};

} // namespace interleave::uitest

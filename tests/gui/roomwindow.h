#pragma once

#include "gui/room/qrview.h"
#include "gui/room/roommodel.h"
#include "gui/room/tilesview.h"
#include "gui/roomphone.h"
#include "gui/shownwindow.h"

#include <QLabel>
#include <QSignalSpy>

namespace interleave::uitest {

/// The window on its page of the room, and phones.
struct RoomWindow final : ShownWindow
{
    Phones phones;

    explicit RoomWindow(const RoomOptions& options = {})
        : ShownWindow(StageOptions{quint16{0}, {}, Locking::Off, std::nullopt, options})
    {
        press(Qt::Key_5, Qt::ControlModifier);
    }

    [[nodiscard]] Room& room() { return stage.room(); }
    [[nodiscard]] TilesView& tiles() { return *find<TilesView>("roomTiles"); }
    [[nodiscard]] QString word(int row) { return qobject_cast<RoomModel*>(tiles().model())->tiles().at(row).word; }
    [[nodiscard]] QString text(const char* name) { return find<QLabel>(name)->text(); }
    [[nodiscard]] QString value() { return find<QWidget>("roomValue")->accessibleName(); }

    void open()
    {
        QSignalSpy opened(&room(), &Room::opened);
        room().open(roomHost());
        QTRY_COMPARE(opened.size(), 1);
        QTRY_VERIFY(find<QrView>("qrView")->isVisible());
    }
    void join(int count)
    {
        for (int i = 0; i < count; ++i)
            phones.push_back(std::make_unique<Phone>(room()));
        QTRY_COMPARE(room().members().size(), qsizetype(phones.size()));
        QTRY_COMPARE(tiles().model()->rowCount(), int(phones.size()));
    }
    /// Up to the moment in which everybody may save.
    void letSave()
    {
        click(button("readStep"));
        QTRY_COMPARE(room().scene().phase, RoomPhase::Read);
        for (const auto& phone : phones)
            QCOMPARE(phone->read(), 200);
        QTRY_COMPARE(word(0), QStringLiteral("read v1"));
        QTRY_COMPARE(value(), QStringLiteral("stock: 100"));
        click(button("saveStep"));
        QTRY_VERIFY(value().startsWith(QStringLiteral("save in: ")));
        QTRY_COMPARE(room().scene().phase, RoomPhase::Save);
    }
    /// Up to where people were told and nothing is revealed.
    void sell()
    {
        letSave();
        for (const auto& phone : phones)
            QCOMPARE(phone->save(99), 200);
        // The answers may be there before the events are.
        QTRY_COMPARE(word(tiles().model()->rowCount() - 1), QStringLiteral("told 200"));
        QTRY_COMPARE(value(), QStringLiteral("stock: ?"));
    }
    /// Asks what is left, and tells it.
    void reveal()
    {
        click(button("leftStep"));
        QTRY_VERIFY(room().isWhatIsLeftAsked());
        click(button("leftStep"));
        QTRY_VERIFY(!room().isWhatIsLeftAsked());
        // The page is drawn a frame later.
        QTRY_VERIFY(value() != QStringLiteral("stock: ?"));
    }
};

} // namespace interleave::uitest

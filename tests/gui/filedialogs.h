#pragma once

#include "gui/momenttext.h"
#include "gui/window/files.h"
#include "gui/window/recentfiles.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>

/// Opens and saves files like a user, with dialogs and menus.
namespace interleave::uitest {

/// Removes what an earlier test left in the program's own folders.
inline void forgetFiles()
{
    QFile::remove(RecentFiles::lastSession());
    QSettings(
        QSettings::IniFormat,
        QSettings::UserScope,
        QStringLiteral("Interleave"),
        QStringLiteral("Interleave"))
        .clear();
}

inline void write(const QString& file, const QByteArray& content)
{
    QFile device(file);
    QVERIFY(device.open(QIODevice::WriteOnly));
    QCOMPARE(device.write(content), content.size());
}

inline void choose(ShownWindow& shown, const char* dialog, const QString& file)
{
    auto* chooser = shown.find<QFileDialog>(dialog);
    QVERIFY(chooser != nullptr && chooser->isVisible());
    // Typed text counts only in the focused field.
    auto* name = chooser->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    chooser->activateWindow();
    name->setFocus();
    QTRY_VERIFY(name->hasFocus());
    QTest::keyClick(name, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(name, file);
    const auto* buttons = chooser->findChild<QDialogButtonBox*>();
    const bool saves = chooser->acceptMode() == QFileDialog::AcceptSave;
    shown.click(buttons->button(saves ? QDialogButtonBox::Save : QDialogButtonBox::Open));
    QTRY_VERIFY(shown.find<QFileDialog>(dialog) == nullptr);
}

inline void saveByDialog(ShownWindow& shown, const QString& file)
{
    shown.press(Qt::Key_S, Qt::ControlModifier);
    choose(shown, "saveDialog", file);
}

/// Waits until another journal is shown.
inline void waitForAnother(ShownWindow& shown, const QSignalSpy& replaced)
{
    QTRY_COMPARE(replaced.size(), 1);
    shown.settle();
}

inline void openByDialog(ShownWindow& shown, const QString& file)
{
    const QSignalSpy replaced(&shown.stage, &Stage::journalReplaced);
    shown.press(Qt::Key_O, Qt::ControlModifier);
    choose(shown, "openDialog", file);
    waitForAnother(shown, replaced);
}

/// Opens the menu behind ⋯ with the mouse, and its list of recent files.
inline QMenu* openRecentMenu(ShownWindow& shown)
{
    shown.click(shown.button("moreButton"));
    return shown.find<QMenu>("recentMenu");
}

inline void closeMenus(ShownWindow& shown)
{
    shown.find<QMenu>("moreMenu")->close();
}

inline QStringList recent(ShownWindow& shown)
{
    QStringList names;
    for (const QAction* action : openRecentMenu(shown)->actions())
        names.append(action->text());
    closeMenus(shown);
    return names;
}

inline void triggerRecent(ShownWindow& shown, int index)
{
    QMenu* menu = openRecentMenu(shown);
    QVERIFY(menu->isEnabled() && menu->actions().size() > index);
    const QSignalSpy replaced(&shown.stage, &Stage::journalReplaced);
    menu->popup(QPoint(10, 10));
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().at(index)).center());
    waitForAnother(shown, replaced);
    closeMenus(shown);
}

} // namespace interleave::uitest

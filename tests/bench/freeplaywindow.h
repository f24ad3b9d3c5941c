#pragma once

#include "gui/theme/appearance.h"
#include "gui/window/mainwindow.h"
#include "stage/files/scenariolibrary.h"
#include "stage/stage.h"

#include <QApplication>

namespace interleave::bench {

/// The window in free play, whose server answers. The fonts must have been loaded.
struct FreePlayWindow final
{
    explicit FreePlayWindow(QApplication& application)
        : appearance(application, ThemeChoice::Light, 100)
        , window(stage, appearance, builtinScenarios())
    {
        window.resize(1440, 900);
        window.show();
        stage.startFreePlay();
        stage.start();
        while (stage.port() == 0 || stage.isMoving())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

    Stage stage{{quint16{0}, {}, Locking::Off}};
    Appearance appearance;
    MainWindow window;
};

} // namespace interleave::bench

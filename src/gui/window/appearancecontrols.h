#pragma once

#include <QKeySequence>
#include <QObject>
#include <QPointer>

class QAction;
class QMenu;
class QWidget;

namespace interleave {

class Appearance;

/// The user's controls for theme and zoom of a window: two menus, keys, and the wheel with Ctrl.
class AppearanceControls final : public QObject
{
    Q_OBJECT

public:
    /// \a appearance must outlive it; \a window owns it and gets the keys.
    AppearanceControls(Appearance& appearance, QWidget& window);

    void addTo(QMenu& menu);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addThemes(QMenu& menu);
    void addZooms(QMenu& menu);

    Appearance& m_appearance;
    QWidget& m_window;
    /// The part of the wheel's rotation that has not become a zoom step yet, in eighths of a degree.
    int m_turned = 0;
};

} // namespace interleave

#pragma once

#include "gui/isolation/isolationpane.h"
#include "gui/isolation/isolationview.h"
#include "gui/journalfixtures.h"

#include <QHeaderView>
#include <QPushButton>

namespace interleave::uitest {

/// The pane without a window, and a user's actions on it.
struct ShownMatrix
{
    IsolationPane pane;

    explicit ShownMatrix(const QSize& size = {1440, 844})
    {
        applyStyle();
        pane.resize(size);
        pane.show();
        pane.activateWindow();
        [this] {
            QTRY_VERIFY(pane.isActiveWindow());
        }();
    }

    [[nodiscard]] const IsolationModel& model() const { return pane.model(); }
    template<typename T = QWidget>
    [[nodiscard]] T* find(const char* name)
    {
        return pane.findChild<T*>(QLatin1String(name));
    }
    [[nodiscard]] IsolationView* view() { return find<IsolationView>("matrixView"); }
    [[nodiscard]] QPushButton* button(const char* name) { return find<QPushButton>(name); }
    [[nodiscard]] QString text(const char* label) { return uitest::text(pane, label); }

    static void click(QWidget* widget)
    {
        QTest::mouseClick(widget, Qt::LeftButton, {}, widget->rect().center());
    }
    [[nodiscard]] QPoint middleOf(int row, int column)
    {
        // The engine's name is above the first row.
        const QRect cell = view()->visualRect(model().index(row, column));
        return {cell.center().x(), cell.bottom() - 10};
    }
    void clickCell(int row, int column)
    {
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, middleOf(row, column));
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(pane.isSettled(), 300'000); }
};

} // namespace interleave::uitest

#pragma once

#include <QTableView>

#include <vector>

namespace interleave {

class IsolationDelegate;
class IsolationHeader;
class IsolationModel;

/// The table of an IsolationModel. Return or a double click on a cell plays it. Where it is narrow the
/// results become shorter, and then the columns are scrolled.
class IsolationView final : public QTableView
{
    Q_OBJECT

public:
    explicit IsolationView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// How high it may become: rows are as high as that allows, within limits, and in less space the header
    /// leaves out what the schedules are.
    void setSpace(int height);
    /// The height without scrolling.
    [[nodiscard]] int fullHeight() const;
    [[nodiscard]] bool isWordy() const;

signals:
    void playAsked(const QModelIndex& index);
    /// fullHeight() may have changed.
    void measured();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] const IsolationModel* matrix() const;
    void measure();
    void measureColumns();
    [[nodiscard]] std::vector<int> columnWidths() const;
    [[nodiscard]] int levelWidth() const;
    void measureRows();

    IsolationDelegate* m_delegate;
    IsolationHeader* m_header;
    int m_space = 0;
};

} // namespace interleave

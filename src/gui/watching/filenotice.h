#pragma once

#include "gui/watching/openfile.h"

#include <QWidget>

class QPushButton;

namespace interleave {

class WrapLabel;

/// What is to be told of a file that is open, below the window's bar; hidden while there is nothing. As high
/// as its sentence needs.
class FileNotice final : public QWidget
{
    Q_OBJECT

public:
    explicit FileNotice(QWidget* parent = nullptr);

    void setNotice(const OpenFile::Notice& notice);

signals:
    void wayChosen();
    void hideChosen();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();

    WrapLabel* m_words;
    QPushButton* m_way;
    QPushButton* m_hide;
    OpenFile::Notice m_notice;
};

} // namespace interleave

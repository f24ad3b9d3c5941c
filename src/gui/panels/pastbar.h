#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace interleave {

/// "Viewing the past · back to step 9 · continue from here". Its place stays reserved while it is hidden.
class PastBar final : public QWidget
{
    Q_OBJECT

public:
    explicit PastBar(QWidget* parent = nullptr);

    /// \a shown and \a newest are message numbers.
    void setMoment(qint64 shown, qint64 newest);

signals:
    void newestChosen();
    void continueChosen();

private:
    QLabel* m_text;
    QPushButton* m_newest;
    QPushButton* m_continue;
};

} // namespace interleave

#pragma once

#include <QWidget>

class QPushButton;

namespace interleave {

class WrapLabel;

/// Shown in place of the diagram before anything was sent: an introduction, and the button that starts the
/// scenario.
class StartPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit StartPanel(QWidget* parent = nullptr);

    /// An empty \a step or \a link hides that button.
    void setInvitation(const QString& title, const QString& text, const QString& step, const QString& link);
    void setStepEnabled(bool enabled);

signals:
    void stepChosen();
    void freePlayChosen();

private:
    WrapLabel* m_title;
    WrapLabel* m_text;
    QPushButton* m_step;
    QPushButton* m_link;
};

} // namespace interleave

#pragma once

#include <QWidget>

class QPushButton;

namespace interleave {

class WrapLabel;

/// What stands in the story's place before anything was sent: what this is, and the one button that begins
/// it.
class StartPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit StartPanel(QWidget* parent = nullptr);

    /// An empty \a step or \a link leaves that button out.
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

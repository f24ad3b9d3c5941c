#pragma once

#include <QFrame>

class QLabel;

namespace interleave {

class Stage;

/// How to join with curl from another terminal of this machine: commands to copy, with the current record.
class JoinPopup final : public QFrame
{
    Q_OBJECT

public:
    /// \a stage must outlive the popup.
    explicit JoinPopup(const Stage& stage, QWidget* parent = nullptr);

    /// Shows it under \a button, with right edges aligned.
    void showUnder(const QWidget* button);

    /// Commands to read, to overwrite, and to save with the version as a precondition.
    [[nodiscard]] QStringList commands() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addCommand(const QString& caption);
    [[nodiscard]] QString body() const;
    /// The commands as displayed: of a very long record only the beginning.
    [[nodiscard]] QStringList shownCommands() const;
    [[nodiscard]] QStringList commandsWith(const QString& body) const;

    const Stage& m_stage;
    QLabel* m_note;
    QList<QLabel*> m_commands;
};

} // namespace interleave

#pragma once

#include <QFrame>

class QLabel;

namespace interleave {

class Stage;

/// How a curl in another terminal of this machine joins: commands to copy, with the record as it is now.
class JoinPopup final : public QFrame
{
    Q_OBJECT

public:
    /// \a stage must outlive the popup.
    explicit JoinPopup(const Stage& stage, QWidget* parent = nullptr);

    /// Under \a button, right edges aligned.
    void showUnder(const QWidget* button);

    /// Reading, saving over everything, and saving with the version as the precondition.
    [[nodiscard]] QStringList commands() const;
    /// The same for reading: of a very long record only the beginning.
    [[nodiscard]] QStringList shownCommands() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addCommand(const QString& caption);
    [[nodiscard]] QString body() const;
    [[nodiscard]] QStringList commandsWith(const QString& body) const;

    const Stage& m_stage;
    QLabel* m_note;
    QList<QLabel*> m_commands;
};

} // namespace interleave

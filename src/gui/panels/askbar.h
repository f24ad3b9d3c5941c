#pragma once

#include <QPointer>
#include <QStringList>
#include <QWidget>

class QAction;
class QPushButton;

namespace interleave {

class ElidedLabel;

/// The question before a step and its answers, by mouse or by the keys 1, 2, 3, …
class AskBar final : public QWidget
{
    Q_OBJECT

public:
    explicit AskBar(QWidget* parent = nullptr);

    /// Replaces the answers, at most nine. \a objectNames are those of the buttons. \a shortTitles are shown
    /// where the question and \a titles do not fit; where these do not either, a button shows its key alone.
    void setAnswers(
        const QStringList& titles, const QStringList& objectNames, const QStringList& shortTitles = {});
    /// \a shortQuestion is shown where \a question does not fit beside the answers.
    void setQuestion(const QString& question, const QString& shortQuestion = {});
    /// How many in the room chose each answer, shown beside it; empty for nothing.
    void setCounts(const QList<int>& counts);
    [[nodiscard]] const QStringList& titles() const { return m_titles; }
    /// Shows the user where to answer: moves the focus to the first answer until the bar disappears.
    void beg();
    /// The focusable widgets, from left to right.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// By its place in the list of answers.
    void answered(int index);

protected:
    bool event(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    /// What a button shows: its key, and the title, a shorter one, or nothing more.
    enum class Wording { Title, ShortTitle, Key };

    void addAnswer(const QString& title, const QString& objectName);
    [[nodiscard]] QString textOf(qsizetype index, Wording wording) const;
    [[nodiscard]] int spacesBetween() const;
    /// How wide the answers are at least.
    [[nodiscard]] int widthFor(Wording wording) const;
    [[nodiscard]] Wording longestThatFits() const;
    void fit();
    [[nodiscard]] bool hasFocusInside() const;

    ElidedLabel* m_question;
    QString m_shortQuestion;
    QStringList m_titles;
    QStringList m_shortTitles;
    QList<int> m_counts;
    QPointer<QWidget> m_before;
    QList<QPushButton*> m_buttons;
    QList<QAction*> m_keys;
};

} // namespace interleave

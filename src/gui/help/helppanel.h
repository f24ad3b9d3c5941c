#pragma once

#include <QPointer>
#include <QWidget>

class QButtonGroup;
class QTextBrowser;
class QVBoxLayout;

namespace interleave {

/// Help inside the program: some texts in tabs, over the page it was opened from. It is not modal, and Esc
/// closes it. The texts are Markdown in resources/help; the last one is followed by the notices in
/// resources/licences.
class HelpPanel final : public QWidget
{
    Q_OBJECT

public:
    enum Topic { Keys, Lesson, Transactions, Room, Workshop, Scenarios, Curl, Stacks, About, TopicCount };

    /// Covers \a page and follows its size; hidden until it is opened.
    explicit HelpPanel(QWidget& page);

    void open(Topic topic);
    [[nodiscard]] Topic topic() const { return m_topic; }
    /// The Markdown of a topic.
    [[nodiscard]] static QString text(Topic topic);

signals:
    void opened();
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void addTopics(QVBoxLayout& column);
    void render();
    void cover();

    QWidget& m_page;
    QTextBrowser* m_text;
    QButtonGroup* m_topics;
    QPointer<QWidget> m_focusBefore;
    Topic m_topic = Keys;
};

} // namespace interleave

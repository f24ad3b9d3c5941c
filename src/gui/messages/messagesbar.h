#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QAbstractItemModel;
class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace interleave {

class ChoiceButton;
class MessagesFilter;
class MessagesView;

/// Finds messages in the table below it: by their texts, client and record, and those that were refused or
/// lost an update. Choosing a found one shows its moment; the diagram keeps all messages.
class MessagesBar final : public QWidget
{
    Q_OBJECT

public:
    /// Stands above \a view in its layout. \a source has the columns and roles of MessagesModel.
    MessagesBar(MessagesView& view, QAbstractItemModel& source);

    [[nodiscard]] MessagesFilter& filter() { return *m_filter; }
    /// Goes to the field for the text.
    void find();
    /// Shows all messages again.
    void clear();
    /// In the order of the Tab key.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    void addKeys();
    void ask();
    void move(int by);
    void render();
    void offer();
    void arrange();

    MessagesView& m_view;
    QAbstractItemModel& m_source;
    MessagesFilter* m_filter;
    QLineEdit* m_text;
    ChoiceButton* m_client;
    ChoiceButton* m_record;
    QPushButton* m_refused;
    QPushButton* m_lost;
    QLabel* m_count;
    QPushButton* m_all;
    QBoxLayout* m_rows;
    QStringList m_clients;
    QStringList m_records;
    /// How many rows of the source have been looked at for clients and records.
    int m_offered = 0;
    /// Until it fires, only the first messages were looked at.
    QTimer m_more;
};

} // namespace interleave

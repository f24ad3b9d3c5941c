#pragma once

#include <QMap>
#include <QObject>
#include <QStringList>

namespace interleave {

class TimelineCursor;
class Stage;

/// Which record each card shows if there are several. A client's card follows the client's actions, the
/// server's card follows everybody's; a record chosen by the user stays until then. A choice made in the past
/// is only for viewing, and ends when another moment is shown.
class RecordChoice final : public QObject
{
    Q_OBJECT

public:
    /// \a stage and \a cursor must outlive the choice.
    RecordChoice(Stage& stage, TimelineCursor& cursor, QObject* parent = nullptr);

    /// All records to choose from, in order; never empty.
    [[nodiscard]] QStringList ids() const;
    [[nodiscard]] QString ofClient(const QString& client) const;
    [[nodiscard]] QString ofServer() const;

    void chooseForClient(const QString& client, const QString& record);
    void chooseForServer(const QString& record);

signals:
    void changed();

private:
    /// The record of the newest event up to the moment; only of \a client's events, unless that is empty.
    [[nodiscard]] QString newestOf(const QString& client) const;
    void forgetOld();
    [[nodiscard]] bool holds() const;

    Stage& m_stage;
    TimelineCursor& m_cursor;
    /// The moment for which the following two were chosen.
    qint64 m_chosenAt = -1;
    QMap<QString, QString> m_inPast;
    QString m_server;
};

} // namespace interleave

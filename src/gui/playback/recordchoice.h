#pragma once

#include <QMap>
#include <QObject>
#include <QStringList>

namespace interleave {

class TimelineCursor;
class Stage;

/// Which record each card shows, where there are several. A client's card follows what its client does, the
/// server's what anybody does; what is chosen by hand holds until then. In the past it is looked at, not
/// worked on: a choice made there ends with the moment.
class RecordChoice final : public QObject
{
    Q_OBJECT

public:
    /// \a stage and \a moment must outlive the choice.
    RecordChoice(Stage& stage, TimelineCursor& cursor, QObject* parent = nullptr);

    /// All that can be chosen, in their order; never empty.
    [[nodiscard]] QStringList ids() const;
    [[nodiscard]] QString ofClient(const QString& client) const;
    [[nodiscard]] QString ofServer() const;

    void chooseForClient(const QString& client, const QString& record);
    void chooseForServer(const QString& record);

signals:
    void changed();

private:
    /// What the newest event of the moment was about; of one client's events, unless \a client is empty.
    [[nodiscard]] QString newestOf(const QString& client) const;
    void forgetOld();
    [[nodiscard]] bool holds() const;

    Stage& m_stage;
    TimelineCursor& m_cursor;
    /// The moment at which the two that follow were chosen.
    qint64 m_chosenAt = -1;
    QMap<QString, QString> m_inPast;
    QString m_server;
};

} // namespace interleave

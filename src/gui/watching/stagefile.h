#pragma once

#include "core/scenario/scenario.h"
#include "gui/watching/openfile.h"

namespace interleave {

class Stage;
class StageTransport;

/// The file of the scenario or the journal on the stage. A changed one is shown as far as the one before was;
/// but people are asked first where they have gone on by themselves.
class StageFile final : public OpenFile
{
    Q_OBJECT

public:
    /// \a stage and \a transport must outlive it.
    StageFile(Stage& stage, StageTransport& transport, QObject* parent = nullptr);

    /// The stage has just loaded its scenario from \a path.
    void watchScenario(const QString& path, const std::optional<FileStamp>& read);
    /// The same for a journal that begins so.
    void watchJournal(const QString& path, const std::optional<FileStamp>& read, const JournalHeader& header);

    /// A journal makes way for what its file holds now, and nothing was added to it here.
    [[nodiscard]] bool isReplacing() const { return m_isReplacing; }

protected:
    [[nodiscard]] bool isShown() const override { return m_isShown; }
    [[nodiscard]] Notice question(const FileContent& content) const override;
    void show(const FileContent& content) override;

private:
    /// What was shown when the file was read again.
    struct Place final
    {
        /// The scenario's step up to which is played; -1 for a journal.
        int reached = -1;
        /// The scenario's step, or the journal's event, that was looked back at; -1 for the newest.
        qint64 past = -1;
        bool wasPlaying = false;
    };

    void showScenario(const Scenario& scenario);
    void showJournal(const Journal& journal);
    void follow();
    void arrive();
    [[nodiscard]] bool beginsAlike() const;
    [[nodiscard]] bool hasOwnWork() const;

    Stage& m_stage;
    StageTransport& m_transport;
    /// As last read; nothing for a journal.
    std::optional<Scenario> m_scenario;
    JournalHeader m_header;
    bool m_isShown = false;
    bool m_isReplacing = false;
    /// How many events the journal had when it was opened; nothing until then.
    std::optional<qint64> m_opened;
    std::optional<Place> m_place;
};

} // namespace interleave

#pragma once

#include "core/model/merge.h"

#include <QRadioButton>
#include <QWidget>

namespace interleave {

class ElidedLabel;

/// One of several choices, said in fewer words where it is narrow.
class TakeButton final : public QRadioButton
{
    Q_OBJECT

public:
    /// \a wordings are the same, the longest first. It is read out as the first of them.
    TakeButton(const QStringList& wordings, QWidget* parent);

    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {0, QRadioButton::minimumSizeHint().height()};
    }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QStringList m_wordings;
};

/// One field of a merge: what it was, what is merged already, or the choice between mine and theirs.
class MergeRow final : public QWidget
{
    Q_OBJECT

public:
    /// A field that collides begins with \a take; without one, with theirs and my change where numbers add
    /// up, and else undecided.
    MergeRow(const MergeField& field, std::optional<Take> take, QWidget* parent);

    [[nodiscard]] const MergeField& field() const { return m_field; }
    [[nodiscard]] bool isConflicting() const { return m_field.kind == MergeField::Kind::Conflicting; }
    /// Nothing for a field that is merged already, or not decided yet.
    [[nodiscard]] std::optional<Take> take() const;
    [[nodiscard]] const QList<TakeButton*>& choices() const { return m_choices; }

signals:
    void taken();

private:
    void addChoice(Take take, const QStringList& wordings);
    void addMerged();

    MergeField m_field;
    QList<TakeButton*> m_choices;
    QList<Take> m_takes;
};

} // namespace interleave

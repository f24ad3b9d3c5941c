#pragma once

#include "core/model/merge.h"

#include <QRadioButton>
#include <QWidget>

namespace interleave {

class ElidedLabel;

/// A radio button with shorter wordings for narrow widths.
class TakeButton final : public QRadioButton
{
    Q_OBJECT

public:
    /// \a wordings say the same, the longest first. Screen readers get the first.
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

/// One field of a merge: its old value, the value merged automatically, or the choice between mine and
/// theirs.
class MergeRow final : public QWidget
{
    Q_OBJECT

public:
    /// A conflicting field starts with \a take; without it, with theirs and my change for numbers, else
    /// undecided.
    MergeRow(const MergeField& field, std::optional<Take> take, QWidget* parent);

    [[nodiscard]] const MergeField& field() const { return m_field; }
    [[nodiscard]] bool isConflicting() const { return m_field.kind == MergeField::Kind::Conflicting; }
    /// Empty for a field that is merged automatically or not decided yet.
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

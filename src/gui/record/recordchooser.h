#pragma once

#include <QPushButton>
#include <QStringList>

class QMenu;

namespace interleave {

/// In the header of a client's card: the record that the client works on, and a menu of the others. Hidden
/// when there is only one.
class RecordChooser final : public QPushButton
{
    Q_OBJECT

public:
    explicit RecordChooser(QWidget* parent = nullptr);

    void setRecords(const QStringList& ids, const QString& chosen);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void recordChosen(const QString& id);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fit();

    QStringList m_ids;
    QString m_chosen;
    QMenu* m_menu;
};

} // namespace interleave

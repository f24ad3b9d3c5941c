#pragma once

#include "gui/theme/icons.h"
#include "gui/theme/theme.h"
#include "gui/widgets/card.h"

#include <QStringList>

#include <optional>
#include <vector>

class QLabel;

namespace interleave {

/// A figure of a strip: a name and a value.
struct StripFigure final
{
    /// "lost": the label of the value is then the "lostFigure", and a count's button the "lostButton".
    QString objectName;
    /// Wordings of the name, from the longest to the shortest; at least one.
    QStringList names = {};
    QString value = {};
    Role role = Role::Quiet;
    /// Before the name.
    std::optional<Icon> sign = {};
    /// It counts events: a click on it asks for the next one. Other figures are results, and stand at the
    /// end.
    bool isCount = false;
    bool isShown = true;
    /// Left out where only the shortest names fit.
    bool goesFirst = false;

    bool operator==(const StripFigure&) const = default;
};

/// A row of figures, counts and then results, with the longest names that fit.
class FigureStrip : public Card
{
    Q_OBJECT

public:
    explicit FigureStrip(QWidget* parent = nullptr);

    /// Replaces the figures; the widgets stay as they are where the figures have the same object names, signs
    /// and kinds as before.
    void setFigures(const QList<StripFigure>& figures);
    /// For plenty of height: the counts in two lines, and the results in large figures below their names.
    void setLarge(bool large);

    /// The focusable widgets, from left to right.
    [[nodiscard]] QList<QWidget*> focusOrder() const;

    [[nodiscard]] QSize minimumSizeHint() const override { return {0, minimumHeight()}; }

signals:
    /// Show the next event that the figure with this index counts.
    void countChosen(int index);

protected:
    bool event(QEvent* event) override;

private:
    /// The widgets of a figure.
    struct Parts final
    {
        QWidget* whole;
        QLabel* name;
        QLabel* value;
        /// Space after it, where there is some to spare.
        QWidget* gap;
    };

    [[nodiscard]] bool hasPartsFor(const QList<StripFigure>& figures) const;
    void build();
    [[nodiscard]] QWidget* newButton(int index);
    [[nodiscard]] Parts fill(QWidget* whole, const StripFigure& figure);
    void arrange();
    void display();
    [[nodiscard]] int shortest() const;
    [[nodiscard]] bool isShown(qsizetype index, int wording) const;
    [[nodiscard]] int widthOf(qsizetype index, int wording) const;
    [[nodiscard]] int widthFor(int wording) const;
    [[nodiscard]] int longestThatFits() const;
    void fit();
    [[nodiscard]] const Parts& parts(qsizetype index) const;

    QList<StripFigure> m_figures;
    std::vector<Parts> m_parts;
    bool m_large = false;
};

} // namespace interleave

#include "gui/widgets/outcomestrip.h"

#include "gui/theme/presses.h"
#include "gui/theme/style.h"
#include "gui/widgets/signlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace interleave {

namespace {

Role roleOfCount(qint64 count, Role some)
{
    return count == 0 ? Role::Quiet : some;
}

/// At 100 %.
constexpr int FewerBelow = 880;
constexpr int FewestBelow = 560;

/// As large as what is laid out in it.
class FigureButton final : public QPushButton
{
public:
    using QPushButton::QPushButton;

    [[nodiscard]] QSize sizeHint() const override { return layout()->sizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override { return layout()->minimumSize(); }
};

QString capitalised(const QString& name)
{
    return name.left(1).toUpper() + name.mid(1);
}

} // namespace

bool isCounted(OutcomeFigure figure, const Event& event, const VersionTrees& trees)
{
    switch (figure) {
    case OutcomeFigure::Tried:
        return event.isTry();
    case OutcomeFigure::Saved:
        return event.isCommit();
    case OutcomeFigure::Refused:
        return event.isTry() && isRefusal(event.verdict);
    case OutcomeFigure::Lost:
        return !lostUpdates(event, trees).isEmpty();
    }
    Q_UNREACHABLE();
}

OutcomeStrip::OutcomeStrip(QWidget* parent)
    : Card(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(18, 0, 18, 0);
    row->setSpacing(6);
    setFixedHeight(44);
    m_tried = addCount(QStringLiteral("triedFigure"), tr("Changes tried"), OutcomeFigure::Tried);
    m_saved = addCount(QStringLiteral("savedFigure"), tr("Told “saved”"), OutcomeFigure::Saved);
    m_refused = addCount(QStringLiteral("refusedFigure"), tr("Refused, and told"), OutcomeFigure::Refused);
    m_lost = addCount(QStringLiteral("lostFigure"), tr("Lost, nobody told"), OutcomeFigure::Lost);
    m_value = addFigure(QStringLiteral("valueFigure"), {});
    m_kept = addFigure(QStringLiteral("keptFigure"), {});
    row->addStretch(1);
    setLedger({});
}

OutcomeStrip::Figure OutcomeStrip::addFigure(const QString& objectName, const QString& text)
{
    return fill(new QWidget(this), objectName, text);
}

OutcomeStrip::Figure
OutcomeStrip::addCount(const QString& objectName, const QString& text, OutcomeFigure figure)
{
    auto* button = new FigureButton(this);
    button->setObjectName(objectName.chopped(6) + QStringLiteral("Button"));
    setButtonKind(button, ButtonKind::Flat);
    button->setAccessibleDescription(tr("Goes to the next message that it counts"));
    button->setToolTip(button->accessibleDescription());
    setRepeating(*button, true);
    connect(button, &QPushButton::clicked, this, [this, figure] { emit figureChosen(figure); });
    return fill(button, objectName, text);
}

OutcomeStrip::Figure OutcomeStrip::fill(QWidget* figure, const QString& objectName, const QString& text)
{
    auto* row = new QHBoxLayout(figure);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    auto* name = new QLabel(text, figure);
    setInk(name, Role::Quiet);
    auto* value = new QLabel(figure);
    setTextStyle(value, TextStyle::Number);
    value->setObjectName(objectName);
    setTextStyle(name, TextStyle::Body);
    for (QLabel* label : {name, value}) {
        label->setTextFormat(Qt::PlainText);
        // Not what the button around it would lend.
        label->setForegroundRole(QPalette::WindowText);
    }
    if (objectName == QStringLiteral("lostFigure"))
        row->addWidget(new SignLabel(Icon::Cross, Role::Quiet, figure));
    row->addWidget(name);
    row->addWidget(value);
    auto* outer = qobject_cast<QHBoxLayout*>(layout());
    outer->addWidget(figure);
    // Room to breathe where there is room.
    auto* gap = new QWidget(this);
    gap->setMaximumWidth(24);
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    outer->addWidget(gap, 100);
    return {name, value, gap};
}

QList<QWidget*> OutcomeStrip::focusOrder() const
{
    return {
        m_tried.name->parentWidget(),
        m_saved.name->parentWidget(),
        m_refused.name->parentWidget(),
        m_lost.name->parentWidget()};
}

void OutcomeStrip::display(const Figure& figure, const QString& value, Role role)
{
    figure.value->setText(value);
    const QString words = QStringLiteral("%1: %2").arg(figure.name->text(), value);
    figure.value->setAccessibleName(words);
    figure.value->parentWidget()->setAccessibleName(words);
    setInk(figure.value, role);
}

/// The account's own words, or the ones that are left where there is little room.
void OutcomeStrip::nameFigures()
{
    const bool all = m_words == Words::All;
    const bool fewest = m_words == Words::Fewest;
    m_tried.name->setText(all ? tr("Changes tried") : tr("Tried"));
    m_saved.name->setText(all ? tr("Told “saved”") : tr("“Saved”"));
    m_refused.name->setText(all ? tr("Refused, and told") : tr("Refused"));
    m_lost.name->setText(all ? tr("Lost, nobody told") : fewest ? tr("Lost") : tr("Lost, not told"));
    const QString place = placeText(m_ledger);
    // A record's name is said as it is.
    const QString value = m_ledger.record.isEmpty() ? capitalised(place) : place;
    m_value.name->setText(all ? tr("%1 is").arg(value) : value);
    const bool isOpen = m_ledger.differs() && !m_ledger.isLost;
    const QString kept = isOpen ? tr("With what is still open") : tr("Should be");
    const QString keptBriefly = isOpen ? tr("With open", "the changes that are") : kept;
    m_kept.name->setText(all ? kept : keptBriefly);
    for (const Figure* figure : {&m_tried, &m_saved}) {
        figure->name->parentWidget()->setHidden(fewest);
        figure->gap->setHidden(fewest);
    }
}

void OutcomeStrip::resizeEvent(QResizeEvent*)
{
    const Theme& theme = themeOf(this);
    const Words words = width() < theme.px(FewestBelow)  ? Words::Fewest
                        : width() < theme.px(FewerBelow) ? Words::Fewer
                                                         : Words::All;
    if (m_words == words)
        return;
    m_words = words;
    setLedger(Ledger(m_ledger));
}

void OutcomeStrip::setLedger(const Ledger& ledger)
{
    m_ledger = ledger;
    nameFigures();
    const auto count = [](qint64 number) {
        return QString::number(number);
    };
    display(m_tried, count(ledger.tried), roleOfCount(ledger.tried, Role::Text));
    display(m_saved, count(ledger.saved), roleOfCount(ledger.saved, Role::Text));
    display(m_refused, count(ledger.refused), roleOfCount(ledger.refused, Role::Stale));
    const Role nothingLost = ledger.tried == 0 ? Role::Quiet : Role::Current;
    display(m_lost, count(ledger.lost), ledger.lost == 0 ? nothingLost : Role::Lost);

    // What is wrong is the value, not what it should be.
    const Role open = ledger.differs() ? Role::Stale : Role::Quiet;
    const QString value = valueText(ledger);
    const QString shouldBe = shouldBeText(ledger);
    display(m_value, value, ledger.isLost ? Role::Lost : Role::Text);
    display(m_kept, shouldBe, ledger.isLost ? Role::Text : open);
    m_value.name->parentWidget()->setHidden(value.isEmpty() && !ledger.value);
    m_kept.name->parentWidget()->setHidden(shouldBe.isEmpty());
}

} // namespace interleave

#include "gui/pages/inspectorcolumn.h"

#include "gui/labels/captionline.h"
#include "gui/theme/style.h"
#include "gui/widgets/sidepanel.h"

#include <QPushButton>

#include <utility>

namespace interleave {

namespace {

/// At 100 %: both fit from this width of the page on.
constexpr int WideFrom = 1180;

/// Don't show a child before its parent; that layout is thrown away.
void reveal(QWidget& widget, bool shown)
{
    const bool comesUp =
        !widget.testAttribute(Qt::WA_WState_ExplicitShowHide) && !widget.parentWidget()->isVisible();
    if (!shown || !comesUp)
        widget.setVisible(shown);
}

} // namespace

InspectorColumn::InspectorColumn(const Parts& parts, QWidget& page)
    : QObject(&page)
    , m_parts(parts)
    , m_page(page)
{
    connect(parts.toInspector, &QPushButton::clicked, this, [this] { show(true); });
    connect(parts.toStory, &QPushButton::clicked, this, [this] { show(false); });
}

QPushButton* InspectorColumn::makeSwitch(const char* name, const QString& text, QWidget& page)
{
    auto* button = new QPushButton(text, &page);
    button->setObjectName(QLatin1String(name));
    setButtonKind(button, ButtonKind::Link);
    setTextStyle(button, TextStyle::Label);
    button->setCursor(Qt::PointingHandCursor);
    button->hide();
    return button;
}

void InspectorColumn::setPresenting(bool presenting)
{
    if (m_presenting == presenting)
        return;
    m_presenting = presenting;
    if (presenting)
        m_askedBefore = std::exchange(m_asked, std::nullopt);
    else
        m_asked = std::exchange(m_askedBefore, std::nullopt);
}

void InspectorColumn::show(bool shown)
{
    m_asked = shown;
    emit changed();
}

void InspectorColumn::toggle()
{
    show(!m_parts.side->isVisible());
}

bool InspectorColumn::isWide() const
{
    return m_page.width() >= themeOf(&m_page).px(WideFrom);
}

bool InspectorColumn::isAsked() const
{
    return m_asked.value_or(isWide() && !m_presenting);
}

bool InspectorColumn::hasCaption() const
{
    return m_presenting && !m_asked.value_or(false);
}

void InspectorColumn::arrange()
{
    const bool wide = isWide();
    const bool asked = isAsked();
    m_parts.caption->setVisible(m_presenting && !asked);
    m_parts.side->setSizePolicy(wide ? QSizePolicy::Maximum : QSizePolicy::Expanding, QSizePolicy::Preferred);
    reveal(*m_parts.side, asked);
    reveal(*m_parts.story, wide || !asked);
    m_parts.toInspector->setVisible(!wide && !asked && m_isUsed);
    m_parts.toStory->setVisible(!wide && asked);
}

} // namespace interleave

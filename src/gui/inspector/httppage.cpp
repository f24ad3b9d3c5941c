#include "gui/inspector/httppage.h"

#include "ui_httppage.h"

#include "core/export/curlrequest.h"
#include "gui/theme/theme.h"
#include "gui/widgets/focusring.h"

#include "core/words/explanation.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>

namespace interleave {

namespace {

QString readable(const QByteArray& text)
{
    return QString::fromUtf8(text).replace(QLatin1String("\r\n"), QLatin1String("\n")).trimmed();
}

/// The complete line of a header in the text.
QString headerLine(const QString& text, const QString& name)
{
    // Don't search the body, which may have very many lines.
    const QString headers = text.left(text.indexOf(QLatin1String("\n\n")));
    for (const QString& line : headers.split(QLatin1Char('\n'))) {
        if (line.startsWith(name + QLatin1Char(':'), Qt::CaseInsensitive))
            return line;
    }
    return {};
}

/// The status decides a refusal; the entity tag decides later writes.
QStringList decidingInResponse(const Event& event, const QString& response)
{
    QStringList result{headerLine(response, QStringLiteral("ETag"))};
    if (event.isTry())
        result.append(response.section(QLatin1Char('\n'), 0, 0));
    return result;
}

} // namespace

HttpPage::HttpPage(QWidget* parent)
    : QScrollArea(parent)
    , m_ui(std::make_unique<Ui::HttpPage>())
{
    m_ui->setupUi(this);
    setAccessibleName(tr("HTTP"));
    viewport()->setAutoFillBackground(false);
    new FocusRing(*this);
    m_ui->contents->setAutoFillBackground(false);
    connect(m_ui->copyButton, &QPushButton::clicked, this, &HttpPage::copyTexts);
    connect(m_ui->copyAsCurlButton, &QPushButton::clicked, this, &HttpPage::copyAsCurl);
    show(nullptr);
}

HttpPage::~HttpPage() = default;

void HttpPage::setPort(quint16 port)
{
    m_port = port;
}

void HttpPage::show(const Event* event)
{
    m_event = event == nullptr ? Event() : *event;
    const bool sent = event != nullptr && event->isMessage();
    const bool kept = sent && !m_event.requestText.isEmpty();
    const QString request = kept ? readable(m_event.requestText) : QString();
    const QString response = kept ? readable(m_event.responseText) : QString();
    const Role role = sent ? roleOf(messageText(m_event).severity) : Role::Text;

    m_ui->copyButton->setVisible(kept);
    m_ui->copyAsCurlButton->setVisible(sent);
    m_ui->requestBox->setCode(request, {QString::fromUtf8(m_event.condition)}, Role::Text);
    m_ui->responseBox->setCode(
        response, decidingInResponse(m_event, response), role == Role::Quiet ? Role::Text : role);
    m_ui->requestSection->setVisible(!request.isEmpty());
    m_ui->responseSection->setVisible(!response.isEmpty());

    QString empty;
    if (!sent)
        empty = event == nullptr ? tr("No message is chosen.")
                                 : tr("Nothing was sent: there is no request here.");
    else if (!kept)
        empty = tr("The exact texts of a message this old are not kept.");
    m_ui->emptyLabel->setText(empty);
    m_ui->emptyLabel->setVisible(!empty.isEmpty());

    const bool unchecked = sent && m_event.isTry() && m_event.condition.isEmpty() &&
                           m_event.locking == Locking::Off && !m_event.outside;
    if (sent && m_event.answerLost)
        m_ui->noteLabel->setText(
            tr("%1 never heard this answer: it was lost on the way.").arg(m_event.client));
    else
        m_ui->noteLabel->setText(
            tr("No If-Match was sent: locking is off, and a server must honour one wherever "
               "it comes (RFC 9110 §13.1.1)."));
    m_ui->noteLabel->setVisible(unchecked || (sent && m_event.answerLost));
    verticalScrollBar()->setValue(0);
}

void HttpPage::copyTexts()
{
    QGuiApplication::clipboard()->setText(
        m_ui->requestBox->code() + QLatin1String("\n\n") + m_ui->responseBox->code());
}

void HttpPage::copyAsCurl()
{
    QGuiApplication::clipboard()->setText(curlCommand(m_event, m_port));
}

} // namespace interleave

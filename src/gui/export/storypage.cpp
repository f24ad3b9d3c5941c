#include "gui/export/storypage.h"

#include "core/values/text.h"
#include "gui/diagram/svgwriter.h"
#include "gui/export/storyfigure.h"
#include "http/contenthash.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>

namespace interleave {

namespace {

/// A page may be narrower than its diagrams, which are then drawn smaller, until they are this part of their
/// size.
constexpr qreal SmallestPart = 0.72;

QString resource(const char* name)
{
    QFile file(QStringLiteral(":/export/") + QLatin1String(name));
    (void)file.open(QIODevice::ReadOnly);
    return QString::fromUtf8(file.readAll());
}

/// Literally, in elements and attributes.
QString plain(const QString& text)
{
    return SvgWriter::plainText(text).toHtmlEscaped();
}

QString hashOf(const QString& content)
{
    return QString::fromLatin1(contentHash(content.toUtf8()));
}

/// Each "@name@" in \a pattern, once: what is put there is not looked at.
QString filled(const QString& pattern, const QMap<QString, QString>& values)
{
    static const QRegularExpression place(QStringLiteral("@([a-z-]+)@"));
    QString result;
    qsizetype end = 0;
    auto matches = place.globalMatch(pattern);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        Q_ASSERT(values.contains(match.captured(1)));
        result += QStringView(pattern).sliced(end, match.capturedStart() - end);
        result += values.value(match.captured(1));
        end = match.capturedEnd();
    }
    result += QStringView(pattern).sliced(end);
    return result;
}

QString colorsOf(const Theme& theme)
{
    const QList<std::pair<const char*, QColor>> colors{
        {"window", theme.window()},
        {"card", theme.card()},
        {"line", theme.line()},
        {"band", theme.band()},
        {"text", theme.text()},
        {"quiet", theme.quiet()},
        {"current", theme.color(Role::Current)},
        {"stale", theme.color(Role::Stale)},
        {"lost", theme.color(Role::Lost)},
        {"pending", theme.color(Role::Pending)}};
    QString css;
    for (const auto& [name, color] : colors)
        css += QStringLiteral(" --%1: %2;").arg(QLatin1String(name), color.name());
    return css;
}

QString styleOf(const StoryContent& content, const StoryFigures& figures)
{
    qreal widest = 0;
    for (const StorySide& side : content.sides)
        widest = std::max(widest, side.moments.back().picture.size.width());
    return QStringLiteral(":root {%1 --least: %2px; --widest: %3px; }\n"
                          "@media (prefers-color-scheme: dark) {\n:root {%4 }\n}\n")
               .arg(
                   colorsOf(Theme::light()),
                   QString::number(qRound(SmallestPart * widest)),
                   QString::number(qRound(widest)),
                   colorsOf(Theme::dark())) +
           resource("story.css") + figures.styleSheet();
}

QString nameOf(Severity severity)
{
    return SvgWriter::nameOf(roleOf(severity));
}

/// One line for each outcome that differs from the one before, of which the last is shown.
QString outcomesOf(const StorySide& side, StoryFigures& figures)
{
    QString html;
    const int count = static_cast<int>(side.moments.size());
    for (int first = 0; first < count;) {
        const PageMoment& moment = side.moments[static_cast<std::size_t>(first)];
        int next = first + 1;
        while (next < count && side.moments[static_cast<std::size_t>(next)].outcome == moment.outcome &&
               side.moments[static_cast<std::size_t>(next)].severity == moment.severity)
            ++next;
        const QString shown = QStringLiteral("%1-%2").arg(QString::number(first), QString::number(next - 1));
        const QString off = next == count ? QString() : QStringLiteral(" off");
        if (moment.outcome.isEmpty())
            html += QStringLiteral("<p class=\"outcome%1\" data-s=\"%2\">&#160;</p>\n").arg(off, shown);
        else
            html += QStringLiteral("<p class=\"outcome %1%2\" data-s=\"%3\">%4 %5</p>\n")
                        .arg(
                            nameOf(moment.severity),
                            off,
                            shown,
                            figures.sign(signOf(moment.severity), roleOf(moment.severity)),
                            plain(moment.outcome));
        first = next;
    }
    return html;
}

QString figureOf(const StorySide& side, StoryFigures& figures)
{
    std::vector<DiagramPicture> pictures;
    pictures.reserve(side.moments.size());
    for (const PageMoment& moment : side.moments)
        pictures.push_back(moment.picture);
    // Where it is wider than the page it is scrolled, also by keyboard.
    return QStringLiteral(
               "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"%1\">\n%2\n</div>\n")
        .arg(
            plain(side.heading.isEmpty() ? Text::tr("Sequence diagram") : side.heading),
            figures.figure(pictures, side.description));
}

QString sideOf(const StorySide& side, StoryFigures& figures)
{
    const QString content = outcomesOf(side, figures) + figureOf(side, figures);
    if (side.heading.isEmpty())
        return QStringLiteral("<div>\n%1</div>\n").arg(content);
    return QStringLiteral("<section>\n<h2>%1</h2>\n%2</section>\n").arg(plain(side.heading), content);
}

QString toldOf(const StorySide& side, std::size_t step)
{
    QString html;
    if (!side.heading.isEmpty())
        html += QStringLiteral("<p class=\"side\">%1</p>\n").arg(plain(side.heading));
    for (const Explanation& told : side.moments[step].told)
        html += QStringLiteral("<p><b class=\"%1\">%2</b> %3</p>\n")
                    .arg(
                        nameOf(told.severity),
                        plain(Text::tr("%1.", "a title, before the text").arg(told.title)),
                        storyMarkup(told.story));
    if (side.moments[step].told.isEmpty() && step > 0)
        html += QStringLiteral("<p>%1</p>\n").arg(plain(Text::tr("Nothing happens.", "in a step")));
    return html;
}

QString captionOf(const StoryContent& content, std::size_t step)
{
    const StoryRow row = content.rows[step];
    QStringList across;
    for (const StorySide& side : content.sides)
        across.append(QStringLiteral("%1-%2").arg(
            QString::number(qRound(side.moments[step].left)),
            QString::number(qRound(side.moments[step].right))));
    QString html =
        QStringLiteral("<li id=\"step-%1\" data-row=\"%2 %3\" data-across=\"%4\">\n"
                       "<p class=\"number\">%5</p>\n")
            .arg(
                QString::number(step),
                QString::number(row.top),
                QString::number(row.height),
                across.join(QLatin1Char(' ')),
                plain(step == 0 ? Text::tr("At the start") : Text::tr("Step %1").arg(QString::number(step))));
    html += QStringLiteral("<div class=\"told\">\n");
    if (step == 0)
        html += QStringLiteral("<p>%1</p>\n").arg(plain(Text::tr("Nothing has happened yet.")));
    else
        for (const StorySide& side : content.sides)
            html += QStringLiteral("<div>\n") + toldOf(side, step) + QStringLiteral("</div>\n");
    const QString words = content.words.value(static_cast<qsizetype>(step));
    if (!words.isEmpty())
        html += QStringLiteral("<p class=\"words\">%1</p>\n").arg(plain(Text::tr("“%1”").arg(words)));
    return html + QStringLiteral("</div>\n</li>\n");
}

} // namespace

QString storyMarkup(const QString& richText)
{
    static const QRegularExpression token(QStringLiteral("</?b>|&(?:amp|lt|gt|quot|#39);|[&<>\"]"));
    const QString text = SvgWriter::plainText(richText);
    QString html;
    int open = 0;
    qsizetype end = 0;
    auto matches = token.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString found = match.captured();
        html += QStringView(text).sliced(end, match.capturedStart() - end);
        end = match.capturedEnd();
        if (found == QLatin1String("<b>")) {
            ++open;
            html += found;
        } else if (found == QLatin1String("</b>")) {
            html += open > 0 ? found : QString();
            open = std::max(0, open - 1);
        } else {
            html += found.size() > 1 ? found : found.toHtmlEscaped();
        }
    }
    html += QStringView(text).sliced(end);
    return html + QStringLiteral("</b>").repeated(open);
}

QByteArray storyPage(const StoryContent& content)
{
    StoryFigures figures;
    QString sides;
    for (const StorySide& side : content.sides)
        sides += sideOf(side, figures);
    QString captions;
    for (std::size_t step = 0; step < content.rows.size(); ++step)
        captions += captionOf(content, step);
    const QString style = styleOf(content, figures);
    const QString script = resource("story.js");
    return filled(
               resource("story.html"),
               {{QStringLiteral("policy"),
                 QStringLiteral("default-src 'none'; style-src %1; script-src %2; base-uri 'none'; "
                                "form-action 'none'")
                     .arg(hashOf(style), hashOf(script))},
                {QStringLiteral("title"), plain(content.title)},
                {QStringLiteral("style"), style},
                {QStringLiteral("script"), script},
                {QStringLiteral("last"), QString::number(content.rows.size() - 1)},
                {QStringLiteral("opening"), QString::number(content.opening)},
                {QStringLiteral("sides-class"),
                 content.sides.size() > 1 ? QStringLiteral(" class=\"two\"") : QString()},
                {QStringLiteral("heading"),
                 content.story.isEmpty() ? QString()
                                         : QStringLiteral("<h1>%1</h1>\n").arg(plain(content.story))},
                {QStringLiteral("sides"), sides},
                {QStringLiteral("in-words"), plain(Text::tr("All steps in words"))},
                {QStringLiteral("captions"), captions},
                {QStringLiteral("steps"), plain(Text::tr("Steps"))},
                {QStringLiteral("first"), plain(Text::tr("To the start"))},
                {QStringLiteral("back"), plain(Text::tr("Back"))},
                {QStringLiteral("next"), plain(Text::tr("Next"))},
                {QStringLiteral("to-end"), plain(Text::tr("To the end"))},
                {QStringLiteral("place"), plain(Text::tr("Step %1 of %2"))}})
        .toUtf8();
}

} // namespace interleave

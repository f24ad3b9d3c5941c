#pragma once

#include "gui/export/drawingfile.h"
#include "gui/export/storycontent.h"
#include "gui/textjournal.h"
#include "gui/transactionstories.h"

#include <QRegularExpression>
#include <QXmlStreamReader>

namespace interleave::testing {

/// A journal as a page shows it, whole, with a story over it.
inline ExportSource pageSource(const TextJournal& text, qint64 moment = -1)
{
    const Journal& journal = text.journal();
    ExportSource source{
        &journal,
        moment < 0 ? journal.size() : moment,
        {QStringLiteral("A"), QStringLiteral("B")},
        QStringLiteral("Two shops")};
    source.headline.story = QStringLiteral("10 desk lamps");
    source.record = journal.header().records.first().id;
    return source;
}

/// The page as XML: its script left out, and its elements that have no end closed. What is no such thing
/// gives the error.
inline QString problemOf(const QByteArray& page)
{
    QString text = QString::fromUtf8(page);
    if (!text.startsWith(QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\">")))
        return QStringLiteral("the beginning is %1").arg(text.left(40));
    static const QRegularExpression script(
        QStringLiteral("<(script|style)>.*?</\\1>"), QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression meta(QStringLiteral("<meta ([^>]*)>"));
    text.remove(script).replace(meta, QStringLiteral("<meta \\1/>"));
    text.replace(QStringLiteral(" open>"), QStringLiteral(" open=\"\">"));
    QXmlStreamReader xml(text);
    QStringList ids;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QXmlStreamAttributes attributes = xml.attributes();
        for (const char* outside : {"src", "href", "srcset", "action", "style", "onload", "onclick"}) {
            if (attributes.hasAttribute(QLatin1String(outside)))
                return QStringLiteral("<%1 %2>").arg(xml.name(), QLatin1String(outside));
        }
        for (const char* element : {"link", "img", "iframe", "object", "script", "base", "image", "use"}) {
            if (xml.name() == QLatin1String(element))
                return QStringLiteral("<%1>").arg(xml.name());
        }
        const QString id = attributes.value(QLatin1String("id")).toString();
        if (!id.isEmpty() && ids.contains(id))
            return QStringLiteral("id %1 twice").arg(id);
        ids.append(id);
    }
    return xml.hasError() ? QStringLiteral("%1, line %2").arg(xml.errorString()).arg(xml.lineNumber())
                          : QString();
}

/// What can be read in a diagram, in the order in which it is drawn.
inline QStringList textsOf(const DiagramPicture& picture)
{
    QStringList texts;
    QXmlStreamReader xml(svgOf(Drawing{picture.size, {}, {{QPointF(), picture}}, {}}));
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == QLatin1String("text"))
            texts.append(xml.readElementText());
    }
    return texts;
}

} // namespace interleave::testing

#include "gui/export/savemenu.h"

#include "core/values/text.h"
#include "stage/files/savedfile.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMimeData>
#include <QToolTip>

namespace interleave {

SaveMenu::SaveMenu(QWidget& window)
    : QMenu(&window)
    , m_window(window)
{
}

QAction* SaveMenu::add(const QString& text, const QString& name)
{
    QAction* action = addAction(text);
    action->setObjectName(name);
    return action;
}

void SaveMenu::addSave(const QString& text, const QString& filter, const QString& name, Content content)
{
    connect(add(text, name), &QAction::triggered, this, [this, text, filter, made = std::move(content)] {
        askToSave(text, filter, made);
    });
}

void SaveMenu::addCopyText(const QString& text, const QString& name, Content content)
{
    connect(add(text, name), &QAction::triggered, this, [this, made = std::move(content)] {
        const auto had = this->had(made);
        if (!had)
            return;
        const QString words = QString::fromUtf8(*had);
        QGuiApplication::clipboard()->setText(words);
        tellCopied(tr("%n lines are on the clipboard", nullptr, pluralOf(words.count(QLatin1Char('\n')))));
    });
}

void SaveMenu::addCopyPicture(const QString& text, const QString& name, Picture picture)
{
    connect(add(text, name), &QAction::triggered, this, [this, made = std::move(picture)] {
        const auto image = made();
        if (!image) {
            emit problemMet(image.error());
            return;
        }
        QGuiApplication::clipboard()->setImage(*image);
        tellCopied(tr("The picture is on the clipboard"));
    });
}

void SaveMenu::addCopyDrawing(const QString& text, const QString& name, Content content)
{
    connect(add(text, name), &QAction::triggered, this, [this, made = std::move(content)] {
        const auto svg = had(made);
        if (!svg)
            return;
        auto* copied = new QMimeData;
        copied->setData(QStringLiteral("image/svg+xml"), *svg);
        copied->setText(QString::fromUtf8(*svg));
        QGuiApplication::clipboard()->setMimeData(copied);
        tellCopied(tr("The drawing is on the clipboard"));
    });
}

void SaveMenu::askToSave(const QString& title, const QString& filter, const Content& content)
{
    const QString suffix = filter.section(QStringLiteral("*"), 1).chopped(1);
    auto* dialog = new QFileDialog(&m_window, title);
    dialog->setObjectName(QStringLiteral("exportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix.mid(1));
    dialog->setNameFilter(filter);
    dialog->selectFile(QStringLiteral("interleave") + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this, content](const QString& file) {
        save(file, content);
    });
    dialog->open();
}

void SaveMenu::save(const QString& file, const Content& content)
{
    const auto had = this->had(content);
    const QString problem = had ? saveFile(file, *had) : QString();
    if (!problem.isEmpty())
        emit problemMet(problem);
}

std::optional<QByteArray> SaveMenu::had(const Content& content)
{
    auto made = content();
    if (made)
        return std::move(made).value();
    emit problemMet(made.error());
    return std::nullopt;
}

/// Nothing else would confirm the copy.
void SaveMenu::tellCopied(const QString& what)
{
    QToolTip::showText(pos(), what, &m_window);
}

} // namespace interleave

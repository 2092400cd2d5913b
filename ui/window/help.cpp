// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/help.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

constexpr const char *kPages[]{"overview",
                               "accounts",
                               "proxies",
                               "bulk",
                               "tasks",
                               "profiles",
                               "import",
                               "transfer",
                               "backup",
                               "settings",
                               "checks",
                               "keys"};

/// Compiled in, so it is there and reading it does not wait.
QString textOf(const QString &page)
{
    const QString language = QLocale().language() == QLocale::Russian ? u"ru"_s : u"en"_s;
    QFile file(u":/help/%1/%2.md"_s.arg(language, page));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString titleOf(const QString &text)
{
    return text.section(u'\n', 0, 0).mid(2);
}

} // namespace

HelpDialog::HelpDialog(const QString &page, QWidget *parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
    , m_text(new QTextBrowser(this))
{
    setObjectName(u"help"_s);
    setWindowTitle(tr("Help"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(2);
    m_list->setAccessibleName(tr("Help pages"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(16);
    for (const char *name : kPages) {
        const QString text = textOf(QLatin1StringView(name));
        auto *item = new QListWidgetItem(titleOf(text), m_list);
        item->setData(Qt::UserRole, QString::fromLatin1(name));
    }
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + fontMetrics().averageCharWidth() * 4);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *both = new QHBoxLayout;
    both->addWidget(m_list);
    both->addWidget(m_text, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(both, 1);
    layout->addWidget(buttons);
    const int character = fontMetrics().averageCharWidth();
    resize(m_list->width() + character * 90, fontMetrics().height() * 30);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        m_text->setMarkdown(textOf(item->data(Qt::UserRole).toString()));
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) {
        show(link.path());
    });
    show(page);
    m_text->setFocus(); // the arrows scroll
}

void HelpDialog::show(const QString &page)
{
    m_list->setCurrentRow(0);
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->data(Qt::UserRole).toString() == page)
            m_list->setCurrentRow(row);
}

void showHelp(const QString &page, QWidget *window)
{
    auto *dialog = new HelpDialog(page, window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace pelorus::ui

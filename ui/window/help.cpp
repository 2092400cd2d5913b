// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/help.h"

#include <QCoreApplication>
#include <QMessageBox>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

QString helpOn(const QString &page)
{
    static constexpr std::pair<const char *, const char *> kTexts[]{
        {"overview",
         QT_TRANSLATE_NOOP("Help",
                           "What needs you, what runs, what went out and which machines work. Open "
                           "a line with a double click or Enter.")},
        {"accounts",
         QT_TRANSLATE_NOOP("Help",
                           "Every account, who works with it and whether it is signed in. Drop a "
                           "video on an account to publish it there; choose several for a bulk "
                           "upload. Beside the table: cookies, blueprint, credentials and history "
                           "of the current account.")},
        {"proxies",
         QT_TRANSLATE_NOOP(
             "Help",
             "Every proxy, whether it works and which accounts go through it. Drop "
             "or paste a list to import it. A test goes through the proxy to the site "
             "itself. Enter edits, Del removes and can be undone. User names are "
             "shortened, passwords are never shown.")},
        {"bulk",
         QT_TRANSLATE_NOOP("Help",
                           "Drop videos or a folder, tick the accounts with Space, write the "
                           "captions and look at the review: it says for each video what will "
                           "happen. The button names what it does.")},
        {"tasks",
         QT_TRANSLATE_NOOP("Help",
                           "Every task with its steps and, while it runs on this machine, its "
                           "browser. “Needs you”: take over, answer the site in the browser, give "
                           "back. “Unconfirmed”: look at the account, then say what you saw. Del "
                           "cancels.")},
        {"import",
         QT_TRANSLATE_NOOP("Help",
                           "Drop a file, paste a list or choose files; for cookies also a folder "
                           "of files named after the accounts. The table says for every line what "
                           "would become of it: new, changed, exists already, not taken and why. "
                           "Above it you see how a delimited list is read, correct that and keep "
                           "it as a preset. Lines that can be read in several ways are asked "
                           "about once. The import is all or nothing: when it is stopped, nothing "
                           "was written. Passwords and cookies are never shown.")},
        {"profiles",
         QT_TRANSLATE_NOOP("Help",
                           "The browser profiles that Pelorus made. Each is deleted with its task; "
                           "a leaked one is one whose machine is gone, and is swept by itself.")},
        {"checks",
         QT_TRANSLATE_NOOP("Help",
                           "Whether database, Dolphin and tools are as they should be, and what to "
                           "do where they are not.")},
        {"settings",
         QT_TRANSLATE_NOOP("Help",
                           "Settings of this machine. What the environment sets cannot be changed "
                           "here. Secrets are sealed and never shown again. Move to PostgreSQL "
                           "when several machines are to share the work. Back up writes the whole "
                           "database into one file while the work goes on; “pelorus-cli restore” "
                           "brings it back.")},
        {"transfer",
         QT_TRANSLATE_NOOP("Help",
                           "Choose what is moved and give the address of an empty PostgreSQL "
                           "database. The dry run lists every row that is not as it should be and "
                           "what would become of it; the report can be saved. The move is one "
                           "transaction: when it is stopped or fails, the target is as it was. "
                           "Then every row is read back and compared. The old file is never "
                           "changed and only stops running tasks.")},
    };
    for (const auto &[name, text] : kTexts)
        if (page == QLatin1StringView(name))
            return QCoreApplication::translate("Help", text);
    return {};
}

} // namespace

void showHelp(const QString &page, const QString &title, QWidget *window)
{
    auto *box
        = new QMessageBox(QMessageBox::NoIcon, title, helpOn(page), QMessageBox::Close, window);
    box->setObjectName(u"help"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(QCoreApplication::translate(
        "Help",
        "Ctrl+1 to Ctrl+8: pages. Ctrl+K: find a page, an action or an account. Ctrl+F: filter. "
        "F5: read anew. Enter: open. Space: choose. Ctrl+C: copy the chosen lines."));
    box->open();
}

} // namespace pelorus::ui

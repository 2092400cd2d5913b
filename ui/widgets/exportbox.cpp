// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/exportbox.h"

#include "ui/widgets/banner.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Export)
};

} // namespace

void askCsvFile(QWidget *parent,
                const QString &title,
                const QString &name,
                std::function<void(const QString &path)> chosen)
{
    auto *dialog = new QFileDialog(parent, title, name, Words::tr("CSV files (*.csv)"));
    dialog->setObjectName(u"exportFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->open();
}

void askReport(Services &services,
               Banner *banner,
               std::function<Result<void>(const QString &path)> save)
{
    askCsvFile(banner->window(),
               Words::tr("Save report"),
               {},
               [&services, banner, save = std::move(save)](const QString &path) {
                   services.workers.run(
                       banner,
                       [path, save] { return save(path); },
                       [banner](const Result<void> &saved) {
                           if (saved)
                               banner->showNotice(Role::Ok, Words::tr("The report is saved."));
                           else
                               banner->showError(saved.error());
                       });
               });
}

void askExport(QWidget *parent,
               const QString &title,
               const QString &name,
               std::function<void(const QString &path, store::Reveal reveal)> chosen)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon,
                                title,
                                Words::tr("Shall the file hold passwords?"),
                                QMessageBox::Cancel,
                                parent);
    box->setObjectName(u"exportQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        Words::tr("With them everybody who gets the file can read them, and it can be imported "
                  "again as it is. Without them their columns stay empty."));
    auto *with = box->addButton(Words::tr("With passwords in clear"), QMessageBox::AcceptRole);
    auto *without = box->addButton(Words::tr("Without passwords"), QMessageBox::AcceptRole);
    box->setDefaultButton(qobject_cast<QPushButton *>(without));
    const auto ask = [parent, title, name, chosen = std::move(chosen)](store::Reveal reveal) {
        askCsvFile(
            parent, title, name, [chosen, reveal](const QString &path) { chosen(path, reveal); });
    };
    QObject::connect(with, &QAbstractButton::clicked, parent, [ask] { ask(store::Reveal::Yes); });
    QObject::connect(without, &QAbstractButton::clicked, parent, [ask] { ask(store::Reveal::No); });
    box->open();
}

void writeList(Services &services,
               Banner *banner,
               const QString &path,
               std::function<Result<store::ListExport>()> make)
{
    services.workers.run(
        banner,
        [path, make = std::move(make)]() -> Result<int> {
            const auto list = make();
            if (!list)
                return fail(list.error());
            if (auto saved = store::saveList(path, *list); !saved)
                return fail(saved.error());
            return list->rows;
        },
        [banner](const Result<int> &rows) {
            if (rows)
                banner->showNotice(Role::Ok, Words::tr("%Ln lines are written.", nullptr, *rows));
            else
                banner->showError(rows.error());
        });
}

} // namespace pelorus::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/backupsection.h"

#include "ui/settings/backuprun.h"
#include "ui/support/format.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QDate>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace pelorus::ui {

BackupSection::BackupSection(Services &services, Banner *banner, QWidget *page)
    : QObject(page)
    , m_services(services)
    , m_banner(banner)
    , m_page(page)
    , m_folder(new QLineEdit(page))
    , m_choose(new QPushButton(tr("Choose…"), page))
    , m_every(new QSpinBox(page))
    , m_keep(new QSpinBox(page))
    , m_media(new QCheckBox(tr("Back up the files of the media folder too"), page))
    , m_backUp(new QPushButton(tr("Back up…"), page))
    , m_restore(new QPushButton(tr("Restore…"), page))
    , m_progress(new QProgressBar(page))
    , m_stop(new QPushButton(tr("Stop"), page))
    , m_actions(new QHBoxLayout)
{
    m_folder->setObjectName(u"backupFolder"_s);
    m_every->setObjectName(u"backupEvery"_s);
    m_keep->setObjectName(u"backupKeep"_s);
    m_media->setObjectName(u"backupMedia"_s);
    m_backUp->setObjectName(u"backupNow"_s);
    m_restore->setObjectName(u"backupRestore"_s);
    const settings::Settings &settings = services.settings;
    m_folder->setPlaceholderText(tr("none: backups are made by hand only"));
    m_folder->setText(QDir::toNativeSeparators(settings.backupDir));
    m_every->setRange(1, settings::kBackupHoursMost);
    m_every->setSuffix(tr(" h"));
    m_every->setValue(int(settings.backupEvery.count()));
    m_keep->setRange(1, settings::kBackupsMost);
    m_keep->setValue(settings.backupKeep);
    m_media->setChecked(settings.backupMedia);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(page->fontMetrics().averageCharWidth() * 24);
    m_actions->setSpacing(8);
    m_actions->addWidget(m_backUp);
    m_actions->addWidget(m_restore);
    m_actions->addWidget(m_progress);
    m_actions->addWidget(m_stop);
    m_actions->addStretch();
    auto &run = services.settingsDraft->backup;
    if (!run)
        run = std::make_shared<BackupRun>();
    m_run = run;
    showRun();

    connect(m_choose, &QPushButton::clicked, this, &BackupSection::chooseFolder);
    connect(m_backUp, &QPushButton::clicked, this, &BackupSection::chooseBackupFile);
    connect(m_restore, &QPushButton::clicked, this, &BackupSection::chooseFileToRestore);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_run->stop(); });
    connect(m_run.get(), &BackupRun::ended, this, &BackupSection::showEnd);
}

void BackupSection::addTo(QHash<QString, QString> &values) const
{
    if (m_folder->isEnabled()) {
        values.insert(u"PELORUS_BACKUP_DIR"_s,
                      QDir::fromNativeSeparators(m_folder->text().trimmed()));
    }
    if (m_every->isEnabled())
        values.insert(u"PELORUS_BACKUP_EVERY"_s, QString::number(m_every->value()));
    if (m_keep->isEnabled())
        values.insert(u"PELORUS_BACKUP_KEEP"_s, QString::number(m_keep->value()));
    if (m_media->isEnabled())
        values.insert(u"PELORUS_BACKUP_MEDIA"_s, m_media->isChecked() ? u"1"_s : u"0"_s);
}

QString BackupSection::startFolder() const
{
    return m_services.settings.backupDir.isEmpty() ? QDir::homePath()
                                                   : m_services.settings.backupDir;
}

void BackupSection::chooseFolder()
{
    auto *dialog = new QFileDialog(m_page, tr("Folder for backups"), startFolder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_folder->setText(QDir::toNativeSeparators(path));
    });
    dialog->open();
}

void BackupSection::chooseBackupFile()
{
    const bool lite = m_services.database->engine() == store::Engine::Sqlite;
    auto *dialog = new QFileDialog(m_page, tr("Back up the database"), startFolder());
    dialog->setObjectName(u"backupFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    // A backup never takes the place of another; it says so itself.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setDefaultSuffix(lite ? u"db"_s : u"dump"_s);
    dialog->selectFile(u"pelorus-%1"_s.arg(QDate::currentDate().toString(Qt::ISODate)));
    connect(dialog, &QFileDialog::fileSelected, this, &BackupSection::backUp);
    dialog->open();
}

void BackupSection::backUp(const QString &file)
{
    m_banner->clear();
    // As the box stands, saved or not: that is what the person sees.
    const QString media = m_media->isChecked() ? m_services.settings.mediaRoot : QString();
    if (m_media->isChecked() && media.isEmpty()) {
        m_banner->showNotice(Role::Warning,
                             tr("No media folder is set. Choose it below and save, or leave its "
                                "files out of the backup."));
        return;
    }
    m_run->start(m_services.workers,
                 m_services.settings.databaseUrl,
                 file,
                 media,
                 // SQLite copies its file in one go.
                 m_services.database->engine() == store::Engine::PostgreSql || !media.isEmpty());
    showRun();
}

void BackupSection::showEnd()
{
    showRun();
    const Result<store::BackupReport> &report = m_run->report();
    const QString file = m_run->file();
    if (!report && report.error().kind == ErrorKind::Cancelled) {
        m_banner->showNotice(Role::Warning, tr("Stopped. There is no backup."));
        return;
    }
    if (!report) {
        m_banner->showError(report.error());
        return;
    }
    QString text = tr("Backed up to %1 (%2). Keep it as safe as the database: it holds "
                      "passwords.")
                       .arg(QDir::toNativeSeparators(file), format::size(report->bytes));
    if (report->media) {
        text += u' '
            + tr("%Ln files of the media folder lie beside it.",
                 nullptr,
                 int(report->media->files));
    }
    const bool whole = !report->media || report->media->left.isEmpty();
    if (!whole) {
        text += u' '
            + tr("%Ln could not be copied, %1 among them.",
                 nullptr,
                 int(report->media->left.size()))
                  .arg(QDir::toNativeSeparators(report->media->left.first()));
    }
    const Role role = whole ? Role::Running : Role::Warning;
    m_banner->showNotice(role, text, tr("Open the folder"), [file] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).path()));
    });
}

void BackupSection::chooseFileToRestore()
{
    const bool lite = m_services.database->engine() == store::Engine::Sqlite;
    auto *dialog = new QFileDialog(m_page, tr("Restore a backup"), startFolder());
    dialog->setObjectName(u"restoreFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {lite ? tr("Backups of SQLite (*.db)") : tr("Backups of PostgreSQL (*.dump)"),
         tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &BackupSection::askToRestore);
    dialog->open();
}

void BackupSection::askToRestore(const QString &file)
{
    struct Facts
    {
        QDateTime at;
        qint64 bytes;
        bool media;
    };
    m_services.workers.run(
        this,
        [file] {
            const QFileInfo info(file);
            return Facts{
                info.lastModified(), info.size(), QFileInfo(store::mediaOfBackup(file)).isDir()};
        },
        [this, file](const Facts &facts) { ask(file, facts.at, facts.bytes, facts.media); });
}

void BackupSection::ask(const QString &file, const QDateTime &at, qint64 bytes, bool media)
{
    auto *box = new QMessageBox(
        QMessageBox::Warning,
        tr("Restore a backup"),
        tr("%1 of %2 (%3) takes the place of the present database. The "
           "present one is backed up first.")
            .arg(QFileInfo(file).fileName(), format::exact(at), format::size(bytes)),
        QMessageBox::Cancel,
        m_page);
    box->setObjectName(u"restoreQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QString more = tr("Tasks that were open in the backup do not start by themselves, since they "
                      "may have gone out meanwhile: look at their accounts, then run them again or "
                      "leave them.");
    if (m_services.database->engine() == store::Engine::PostgreSql)
        more += u' '
            + tr("Close Pelorus on all other machines and the old application's workers first.");
    if (media)
        more += u' ' + tr("Videos of the backup that are missing in the media folder come back.");
    box->setInformativeText(more);
    const auto *restore = box->addButton(tr("Restore"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(restore, &QPushButton::clicked, this, [this, file] { emit restoreRequested(file); });
    box->open();
}

bool BackupSection::isBackingUp() const
{
    return m_run->isRunning();
}

void BackupSection::showRun()
{
    const bool on = isBackingUp();
    m_backUp->setEnabled(!on);
    m_restore->setEnabled(!on);
    m_progress->setVisible(on);
    m_stop->setVisible(on && m_run->canStop());
}

} // namespace pelorus::ui

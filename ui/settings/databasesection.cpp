// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/databasesection.h"

#include "core/settings/databaseaddress.h"
#include "core/store/backup.h"
#include "core/store/url.h"
#include "core/vault/machinesecrets.h"
#include "ui/support/format.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/secretedit.h"

#include <QDate>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::ui {
namespace {

/// Asked as the same user: then it may be given the password that it was given before.
bool isSameServer(const QString &one, const QString &other)
{
    const auto first = store::parseDatabaseUrl(Secret(one));
    const auto second = store::parseDatabaseUrl(Secret(other));
    return first && second && first->engine == second->engine && first->host == second->host
        && first->port == second->port && first->user == second->user;
}

} // namespace

DatabaseSection::DatabaseSection(Services &services, Banner *banner, QWidget *page)
    : QObject(page)
    , m_services(services)
    , m_banner(banner)
    , m_page(page)
    , m_address(new QLineEdit(page))
    , m_password(new SecretEdit(page))
    , m_forget(new QPushButton(tr("Forget"), page))
    , m_move(new QPushButton(tr("Move to PostgreSQL…"), page))
    , m_backUp(new QPushButton(tr("Back up…"), page))
    , m_progress(new QProgressBar(page))
    , m_stop(new QPushButton(tr("Stop"), page))
    , m_actions(new QHBoxLayout)
{
    m_address->setObjectName(u"databaseAddress"_s);
    m_password->setObjectName(u"databasePassword"_s);
    m_forget->setObjectName(u"databaseForget"_s);
    m_move->setObjectName(u"databaseMove"_s);
    m_backUp->setObjectName(u"databaseBackup"_s);
    m_address->setPlaceholderText(tr("the file on this machine, or postgresql://user@host/name"));
    const settings::Settings &settings = services.settings;
    auto parts = settings::splitDatabaseUrl(settings.databaseUrl);
    const bool outside = !settings.databaseSetBy.isEmpty();
    if (settings.databaseInFile || outside)
        m_savedAddress = parts.text;
    m_address->setText(m_savedAddress);
    m_password->setEnabled(!outside);
    m_forget->setVisible(!outside);
    m_savedPassword
        = std::make_shared<const Secret>(outside ? Secret() : std::move(parts.password));
    m_password->setStored(m_savedPassword->length());
    m_forget->setEnabled(!m_savedPassword->isEmpty());
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(page->fontMetrics().averageCharWidth() * 24);
    m_actions->setSpacing(8);
    m_actions->addWidget(m_move);
    m_actions->addWidget(m_backUp);
    m_actions->addWidget(m_progress);
    m_actions->addWidget(m_stop);
    m_actions->addStretch();
    setBackingUp(false);

    connect(m_forget, &QPushButton::clicked, this, &DatabaseSection::forgetPassword);
    connect(m_move, &QPushButton::clicked, this, &DatabaseSection::moveRequested);
    connect(m_backUp, &QPushButton::clicked, this, &DatabaseSection::chooseBackupFile);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_cancel.request_stop(); });
}

DatabaseSection::~DatabaseSection()
{
    m_cancel.request_stop();
}

std::optional<DatabaseSetting> DatabaseSection::change()
{
    if (!m_address->isEnabled())
        return std::nullopt;
    takePasswordOut(m_address, m_password);
    const QString address = m_address->text();
    if (address == m_savedAddress && !m_password->isTyped())
        return std::nullopt;
    DatabaseSetting setting{address, {}};
    if (m_password->isTyped())
        setting.password = std::make_shared<const Secret>(m_password->typed());
    else if (!isSameServer(address, m_savedAddress))
        setting.password = std::make_shared<const Secret>(); // it is the other server's
    return setting;
}

std::shared_ptr<Secret> DatabaseSection::urlToTry(const DatabaseSetting &change) const
{
    if (change.address.isEmpty())
        return {};
    return std::make_shared<Secret>(settings::joinDatabaseUrl(
        change.address, change.password ? *change.password : *m_savedPassword));
}

void DatabaseSection::saved(const DatabaseSetting &change)
{
    m_savedAddress = change.address;
    m_password->clear();
    if (!settings::isPostgresUrl(change.address))
        m_savedPassword = std::make_shared<const Secret>();
    else if (change.password)
        m_savedPassword = change.password;
    m_password->setStored(m_savedPassword->length());
    m_forget->setEnabled(!m_savedPassword->isEmpty());
}

void DatabaseSection::forgetPassword()
{
    m_services.workers.run(
        this,
        [file = m_services.secretsFile()] {
            return vault::LocalSecrets(file).remove(vault::kDatabasePassword, Call::in(60s));
        },
        [this](const Result<void> &done) {
            if (!done) {
                m_banner->showError(done.error());
                return;
            }
            m_savedPassword = std::make_shared<const Secret>();
            m_password->setStored(0);
            m_forget->setEnabled(false);
            m_banner->showNotice(Role::Ok, tr("The password is forgotten."));
        });
}

void DatabaseSection::chooseBackupFile()
{
    const bool lite = m_services.database->engine() == store::Engine::Sqlite;
    auto *dialog = new QFileDialog(m_page, tr("Back up the database"));
    dialog->setObjectName(u"backupFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    // A backup never takes the place of another; it says so itself.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setDefaultSuffix(lite ? u"db"_s : u"dump"_s);
    dialog->selectFile(u"pelorus-%1"_s.arg(QDate::currentDate().toString(Qt::ISODate)));
    connect(dialog, &QFileDialog::fileSelected, this, &DatabaseSection::backUp);
    dialog->open();
}

void DatabaseSection::backUp(const QString &file)
{
    m_banner->clear();
    m_cancel = std::stop_source();
    setBackingUp(true);
    m_services.workers.run(
        this,
        [url = std::make_shared<Secret>(m_services.settings.databaseUrl.clone()),
         file,
         stop = m_cancel.get_token()] {
            return store::backup(*url, file, {Deadline::never(), stop});
        },
        [this, file](const Result<qint64> &bytes) {
            setBackingUp(false);
            if (!bytes && bytes.error().kind == ErrorKind::Cancelled) {
                m_banner->showNotice(Role::Warning, tr("Stopped. There is no backup."));
                return;
            }
            if (!bytes) {
                m_banner->showError(bytes.error());
                return;
            }
            m_banner->showNotice(
                Role::Running,
                tr("Backed up to %1 (%2). Keep it as safe as the database: it "
                   "holds passwords.")
                    .arg(QDir::toNativeSeparators(file), format::size(*bytes)),
                tr("Open the folder"),
                [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).path())); });
        });
}

void DatabaseSection::setBackingUp(bool on)
{
    m_backUp->setEnabled(!on);
    m_progress->setVisible(on);
    // SQLite copies in one go.
    m_stop->setVisible(on && m_services.database->engine() == store::Engine::PostgreSql);
}

} // namespace pelorus::ui

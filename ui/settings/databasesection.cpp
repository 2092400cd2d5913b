// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/databasesection.h"

#include "core/settings/databaseaddress.h"
#include "core/store/url.h"
#include "core/vault/machinesecrets.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/secretedit.h"

#include <QPushButton>

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
    , m_address(new QLineEdit(page))
    , m_password(new SecretEdit(page))
    , m_forget(new QPushButton(tr("Forget"), page))
    , m_move(new QPushButton(tr("Move to PostgreSQL…"), page))
{
    m_address->setObjectName(u"databaseAddress"_s);
    m_password->setObjectName(u"databasePassword"_s);
    m_forget->setObjectName(u"databaseForget"_s);
    m_move->setObjectName(u"databaseMove"_s);
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
    showStored();

    connect(m_forget, &QPushButton::clicked, this, &DatabaseSection::forgetPassword);
    connect(m_move, &QPushButton::clicked, this, &DatabaseSection::moveRequested);
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
    showStored();
}

void DatabaseSection::showStored()
{
    m_password->setStored(m_savedPassword->length());
    m_forget->setEnabled(!m_savedPassword->isEmpty());
}

void DatabaseSection::keepIn(SettingsDraft &draft)
{
    if (m_address->isEnabled())
        takePasswordOut(m_address, m_password);
    draft.databasePassword = m_password->typed();
    draft.storedDatabase = DatabaseSetting{m_savedAddress, m_savedPassword};
}

void DatabaseSection::takeFrom(SettingsDraft &draft)
{
    if (!draft.storedDatabase || !m_password->isEnabled())
        return;
    m_savedAddress = draft.storedDatabase->address;
    m_savedPassword = draft.storedDatabase->password;
    m_password->setTyped(std::exchange(draft.databasePassword, {}));
    showStored();
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
            showStored();
            m_banner->showNotice(Role::Ok, tr("The password is forgotten."));
        });
}

} // namespace pelorus::ui

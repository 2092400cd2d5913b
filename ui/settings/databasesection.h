// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/databasesetting.h"
#include "ui/support/services.h"

#include <QWidget>

class QPushButton;

namespace pelorus::ui {

class Banner;

/// The database's part of the settings: its fields, which the page lays out and saves, and what can
/// be done with the whole of it.
class DatabaseSection final : public QObject
{
    Q_OBJECT
public:
    DatabaseSection(Services &services, Banner *banner, QWidget *page);

    [[nodiscard]] QLineEdit *address() const { return m_address; }
    [[nodiscard]] SecretEdit *password() const { return m_password; }
    [[nodiscard]] QPushButton *forget() const { return m_forget; }
    [[nodiscard]] QPushButton *move() const { return m_move; }

    /// What was changed and has to be saved; a password typed into the address has moved to its
    /// field then.
    [[nodiscard]] std::optional<DatabaseSetting> change();
    /// The URL to try before `change` is saved; null when there is nothing to try.
    [[nodiscard]] std::shared_ptr<Secret> urlToTry(const DatabaseSetting &change) const;
    void saved(const DatabaseSetting &change);
    /// The password into the draft; one that was typed into the address has moved to its field.
    void keepIn(SettingsDraft &draft);
    void takeFrom(SettingsDraft &draft);

signals:
    void moveRequested();

private:
    void forgetPassword();
    void showStored();

    Services &m_services;
    Banner *m_banner;
    QLineEdit *m_address;
    SecretEdit *m_password;
    QPushButton *m_forget;
    QPushButton *m_move;
    QString m_savedAddress;
    std::shared_ptr<const Secret> m_savedPassword;
};

} // namespace pelorus::ui

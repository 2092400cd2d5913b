// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/databasesetting.h"
#include "ui/support/services.h"

#include <QWidget>

#include <stop_token>

class QHBoxLayout;
class QProgressBar;
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
    ~DatabaseSection() override;

    [[nodiscard]] QLineEdit *address() const { return m_address; }
    [[nodiscard]] SecretEdit *password() const { return m_password; }
    [[nodiscard]] QPushButton *forget() const { return m_forget; }
    /// "Move to PostgreSQL…", "Back up…" and how far that is.
    [[nodiscard]] QHBoxLayout *actions() const { return m_actions; }

    /// What was changed and has to be saved; a password typed into the address has moved to its
    /// field then.
    [[nodiscard]] std::optional<DatabaseSetting> change();
    /// The URL to try before `change` is saved; null when there is nothing to try.
    [[nodiscard]] std::shared_ptr<Secret> urlToTry(const DatabaseSetting &change) const;
    void saved(const DatabaseSetting &change);

signals:
    void moveRequested();

private:
    void forgetPassword();
    void chooseBackupFile();
    void backUp(const QString &file);
    void setBackingUp(bool on);

    Services &m_services;
    Banner *m_banner;
    QWidget *m_page;
    QLineEdit *m_address;
    SecretEdit *m_password;
    QPushButton *m_forget;
    QPushButton *m_move;
    QPushButton *m_backUp;
    QProgressBar *m_progress;
    QPushButton *m_stop;
    QHBoxLayout *m_actions;
    QString m_savedAddress;
    std::shared_ptr<const Secret> m_savedPassword;
    std::stop_source m_cancel;
};

} // namespace pelorus::ui

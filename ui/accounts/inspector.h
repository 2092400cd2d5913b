// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/stores.h"
#include "ui/support/services.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;
class QTableWidget;

namespace pelorus::ui {

class Banner;

/// What is known about one account beyond its row. No secret in it: of credentials only lengths.
struct AccountDetails
{
    AccountId id;
    formats::Cookies cookies; ///< without values
    std::vector<store::CookieStore::Version> versions;
    QString blueprint; ///< indented, sensitive keys masked
    qsizetype passwordLength = 0;
    qsizetype totpLength = 0;
    std::vector<store::Publication> publications;
    std::vector<store::JobRow> jobs;
};

/// Blocking; worker threads.
[[nodiscard]] Result<AccountDetails> readDetails(const store::DatabasePtr &database, AccountId id);

/// Beside the table: everything about the current account.
class AccountInspector final : public QWidget
{
    Q_OBJECT
public:
    explicit AccountInspector(Services &services, QWidget *parent = nullptr);

    /// The row at once, the rest when it is read.
    void setAccount(const store::AccountRow *row);
    void showDetails(const AccountDetails &details);
    void showTab(int index);
    void edit();

signals:
    void openJob(pelorus::JobId job);
    void accountChanged();

private:
    [[nodiscard]] static QString waits();
    void showRow();
    void showCookies(const std::vector<formats::Cookie> &cookies);
    void restore(qint64 version);
    void importCookies();

    Services &m_services;
    store::AccountRow m_row;
    Reader<AccountDetails> m_reader;
    qsizetype m_passwordLength = 0;
    qsizetype m_totpLength = 0;
    QLabel *m_name;
    QLabel *m_state;
    QPushButton *m_edit;
    Banner *m_banner;
    QTabWidget *m_tabs;
    QFormLayout *m_overview;
    QTableWidget *m_cookies;
    QList<QStringList> m_cookieRows;
    QListWidget *m_versions;
    QPlainTextEdit *m_blueprint;
    QLabel *m_blueprintState;
    QFormLayout *m_credentials;
    QListWidget *m_history;
};

} // namespace pelorus::ui

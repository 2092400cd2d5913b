// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/accounts/accountmodel.h"
#include "ui/support/services.h"
#include "ui/widgets/page.h"

class QLabel;
class QPushButton;

namespace pelorus::ui {

class AccountFilterBar;
class AccountInspector;
struct AccountDetails;
class ImportDialog;
enum class ImportKind;
class TableView;

/// Where is account X, who works with it, and what is known about it.
class AccountsPage final : public Page
{
    Q_OBJECT
public:
    explicit AccountsPage(Services &services, QWidget *parent = nullptr);

    void refresh() override;
    void focusFilter() override;
    void show(AccountModel::Snapshot accounts);
    void showOnly(AccountFilter::Status status);
    void select(AccountId account);
    [[nodiscard]] const AccountModel &model() const { return *m_model; }
    [[nodiscard]] AccountInspector &inspector() { return *m_inspector; }

signals:
    /// `videos` may be empty: those of the draft.
    void bulkRequested(const QList<qint64> &accounts, const QStringList &videos);
    void uploadCreated();
    void openJob(pelorus::JobId job);

protected:
    [[nodiscard]] QSet<QString> tables() const override;

private:
    struct Buttons
    {
        QWidget *bar;
        QLabel *count;
        QPushButton *upload;
        QPushButton *pause;
        QPushButton *resume;
        QPushButton *unlock;
    };
    Buttons makeActionBar();
    void updateSummary();
    void updateSelection();
    void pause(std::chrono::seconds time);
    void askResume();
    void resume(const std::vector<qint64> &keys);
    void askUnlock();
    void unlock(const std::vector<qint64> &keys);
    void addAccount();
    void takeFiles(const QStringList &paths, const QModelIndex &row);
    ImportDialog *openImport(ImportKind kind);
    void exportList();
    void openUpload(const QString &path, const store::AccountRow &account);
    /// Of how many accounts, and what is to be said behind it.
    using Changed = std::function<void(int count, const QString &note)>;
    /// One database call an account on a worker, then `done` with the count of all, `before` among
    /// them; what was removed meanwhile is said by the note. When one fails, its error is shown,
    /// and trying again takes those that failed.
    void forSelected(const std::vector<qint64> &keys,
                     const std::function<Result<void>(store::DatabasePtr, AccountId)> &change,
                     const Changed &done,
                     int before = 0);

    Services &m_services;
    AccountModel *m_model;
    AccountFilterBar *m_filter;
    TableView *m_table;
    AccountInspector *m_inspector;
    Buttons m_buttons{};
    Reader<AccountModel::Snapshot> m_reader;
    QTimer m_clock;
};

} // namespace pelorus::ui

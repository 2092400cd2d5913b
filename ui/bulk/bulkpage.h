// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/accounts/accountmodel.h"
#include "ui/bulk/draft.h"
#include "ui/support/services.h"
#include "ui/widgets/page.h"

class QButtonGroup;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;

namespace pelorus::ui {

class AccountFilterBar;
class ReviewModel;
class TableView;
class VideosPart;

/// Many videos on many accounts: videos, accounts, captions and spread, review, all in sight.
class BulkPage final : public Page
{
    Q_OBJECT
public:
    explicit BulkPage(Services &services, QWidget *parent = nullptr);

    void refresh() override;
    void focusFilter() override;
    void show(AccountModel::Snapshot accounts);
    /// Goes on with these accounts, and these files and folders. What the draft held before can be
    /// brought back.
    void begin(const QList<qint64> &accounts, const QStringList &paths);
    void addPaths(const QStringList &paths);
    /// Makes the plan anew from the draft.
    void replan();

signals:
    void created(pelorus::BulkTaskId bulk, int videos, int accounts);

protected:
    [[nodiscard]] QSet<QString> tables() const override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeAccounts();
    QWidget *makeCaptions();
    QWidget *makeReview();
    QWidget *makeBottom();
    void chooseAccounts(const QSet<qint64> &keys, const QStringList &fresh);
    [[nodiscard]] std::vector<const store::AccountRow *> chosen() const;
    void lookForStanding();
    void showCaptionOfSelection();
    void typeCaption();
    void assignSelected();
    void askWhom(const QStringList &paths, const QList<qint64> &all);
    void readCsv(const QString &path);
    void updateCaptionMode();
    void start();

    Services &m_services;
    std::shared_ptr<BulkDraft> m_draft;
    AccountModel *m_accounts;
    ReviewModel *m_review;
    Reader<AccountModel::Snapshot> m_reader;
    VideosPart *m_videos = nullptr;
    AccountFilterBar *m_filter = nullptr;
    TableView *m_accountsTable = nullptr;
    QLabel *m_accountsCount = nullptr;
    QButtonGroup *m_spread = nullptr;
    QButtonGroup *m_captions = nullptr;
    QLineEdit *m_template = nullptr;
    QPushButton *m_csv = nullptr;
    QLabel *m_csvState = nullptr;
    QCheckBox *m_again = nullptr;
    TableView *m_reviewTable = nullptr;
    QPushButton *m_assign = nullptr;
    QLabel *m_problem = nullptr; ///< in full: its column is too narrow for some
    QLabel *m_captionOf = nullptr;
    QPlainTextEdit *m_caption = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_missing = nullptr;
    QPushButton *m_start = nullptr;
    QSet<QString> m_looked; ///< keys that were looked up since the page is seen
    bool m_looking = false;
    bool m_starting = false;
};

} // namespace pelorus::ui

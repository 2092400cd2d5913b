// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/bulkpage.h"

#include "core/store/stores.h"
#include "ui/accounts/accountfilterbar.h"
#include "ui/bulk/givedialog.h"
#include "ui/bulk/reviewmodel.h"
#include "ui/bulk/videospart.h"
#include "ui/support/format.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/tableview.h"

#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QShowEvent>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pelorus::ui {
namespace {

constexpr int kListedAccounts = 40; ///< in a menu; of more the dialog alone offers all

} // namespace

BulkPage::BulkPage(Services &services, QWidget *parent)
    : Page(tr("Bulk upload"), parent)
    , m_services(services)
    , m_draft(services.draft)
    , m_accounts(new AccountModel(this))
    , m_review(new ReviewModel(this))
    , m_reader(
          services.workers,
          this,
          [database = services.database, prefix = services.holderPrefix] {
              return store::AccountStore(database).rows(prefix).map([](auto rows) {
                  return std::make_shared<const std::vector<AccountItem>>(toItems(std::move(rows)));
              });
          },
          [this](Result<AccountModel::Snapshot> accounts) {
              if (accounts) {
                  banner()->clearRetried();
                  show(std::move(*accounts));
              } else {
                  banner()->showError(accounts.error(), [this] { refresh(); });
              }
          })
{
    m_accounts->setCheckable(true);
    m_accounts->setChecked(m_draft->accounts);
    m_videos = new VideosPart(services.workers, m_draft, this);

    auto *left = new QSplitter(Qt::Vertical, this);
    left->addWidget(m_videos);
    left->addWidget(makeAccounts());
    left->setChildrenCollapsible(false);
    auto *right = new QWidget(this);
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->setSpacing(0);
    rightLayout->addWidget(makeCaptions());
    rightLayout->addWidget(separator(right));
    rightLayout->addWidget(makeReview(), 1);
    auto *columns = new QSplitter(this);
    columns->addWidget(left);
    columns->addWidget(right);
    columns->setStretchFactor(0, 1);
    columns->setStretchFactor(1, 1);
    columns->setChildrenCollapsible(false);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(separator(content));
    layout->addWidget(columns, 1);
    layout->addWidget(separator(content));
    layout->addWidget(makeBottom());
    setContent(content, m_videos);

    connect(m_videos, &VideosPart::changed, this, &BulkPage::replan);
    connect(m_videos, &VideosPart::foundNone, this, [this] {
        banner()->showNotice(Role::Warning,
                             tr("There is no video in this folder: mp4, mov and m4v are taken."));
    });
    connect(m_videos, &VideosPart::removed, this, [this](int count, const auto &undo) {
        banner()->showUndo(tr("%Ln videos taken out.", nullptr, count), undo);
    });
    connect(m_accounts, &AccountModel::checkedChanged, this, [this] {
        m_draft->accounts = m_accounts->checked();
        replan();
    });
    auto *paste = new QShortcut(QKeySequence::Paste, this);
    paste->setContext(Qt::WidgetWithChildrenShortcut);
    connect(paste, &QShortcut::activated, this, [this] {
        if (const auto files = droppedFiles(QGuiApplication::clipboard()->mimeData());
            !files.isEmpty())
            addPaths(files);
    });
    updateCaptionMode();
    replan();
}

QSet<QString> BulkPage::tables() const
{
    return {u"uploader_instagramaccount"_s, u"uploader_instagramcookies"_s, u"pelorus_account"_s};
}

void BulkPage::refresh()
{
    m_reader.refresh();
}

void BulkPage::focusFilter()
{
    m_filter->focusSearch();
}

void BulkPage::show(AccountModel::Snapshot accounts)
{
    m_accounts->setSnapshot(std::move(accounts));
    replan();
}

void BulkPage::begin(const QList<qint64> &accounts, const QStringList &paths)
{
    const QSet<qint64> keys(accounts.begin(), accounts.end());
    if (paths.isEmpty())
        chooseAccounts(keys, {});
    else
        m_videos->addPathsAfter(
            [this, keys](const QStringList &fresh) { chooseAccounts(keys, fresh); }, paths);
}

void BulkPage::chooseAccounts(const QSet<qint64> &keys, const QStringList &fresh)
{
    const QSet<qint64> before = m_draft->accounts;
    const int videos = int(m_draft->videos.size());
    m_accounts->setChecked(keys);
    QStringList told;
    if (const int left = int((before - keys).size()); left > 0)
        told << tr("%Ln accounts chosen before are not chosen any more.", nullptr, left);
    if (videos > 0)
        told << tr("%Ln videos that were there before stay in the list.", nullptr, videos);
    if (told.isEmpty())
        return;
    banner()->showUndo(told.join(u' '), [this, before, fresh] {
        m_accounts->setChecked(before);
        m_videos->take(fresh);
        replan();
    });
}

void BulkPage::addPaths(const QStringList &paths)
{
    m_videos->addPaths(paths);
}

std::vector<const store::AccountRow *> BulkPage::chosen() const
{
    std::vector<const store::AccountRow *> rows;
    if (m_accounts->snapshot())
        for (const AccountItem &item : *m_accounts->snapshot())
            if (m_draft->accounts.contains(item.row.id.value))
                rows.push_back(&item.row);
    return rows;
}

void BulkPage::replan()
{
    run::PlanInput input
        = toPlanInput(*m_draft, chosen(), m_services.settings, QDateTime::currentDateTimeUtc());
    run::BulkPlan plan = run::planBulk(input);
    const QStringList missing = whatIsMissing(*m_draft, input, plan);
    m_accountsCount->setText(
        input.accounts.empty()
            ? tr("2. Accounts")
            : tr("2. Accounts: %Ln chosen", nullptr, int(input.accounts.size())));
    const QString videos = tr("%Ln videos", "Publish … on …", plan.good);
    m_start->setText(plan.good == 0
                         ? tr("Publish")
                         : tr("Publish %1 on %Ln accounts", nullptr, plan.accounts).arg(videos));
    m_missing->setText(missing.join(u' '));
    m_missing->setToolTip(missing.join(u'\n'));
    m_start->setEnabled(plan.good > 0 && m_draft->unread() == 0 && !m_starting);
    setSummary(tr("%1 videos, %2 accounts, %3 uploads, %4 would fail")
                   .arg(format::number(qint64(input.videos.size())),
                        format::number(qint64(input.accounts.size())),
                        format::number(qint64(plan.entries.size())),
                        format::number(qint64(plan.entries.size()) - plan.good)));
    m_assign->setVisible(m_draft->spread == run::Spread::ByHand);
    m_review->setPlan(std::move(input), std::move(plan));
    showCaptionOfSelection();
    lookForStanding();
}

void BulkPage::lookForStanding()
{
    if (m_looking)
        return;
    std::vector<store::AccountContent> pairs;
    QSet<QString> keys;
    const run::PlanInput &input = m_review->input();
    for (const run::PlanEntry &entry : m_review->plan().entries) {
        const AccountId account = input.accounts[size_t(entry.account)].id;
        const QByteArray &hash = input.videos[size_t(entry.video)].sha256;
        if (const QString key = run::standingKey(account, hash);
            !hash.isEmpty() && !m_looked.contains(key)) {
            keys.insert(key);
            pairs.push_back({account, hash});
        }
    }
    if (pairs.empty())
        return;
    m_looking = true;
    m_services.workers.run(
        this,
        [database = m_services.database, pairs] {
            return store::PublicationStore(database).standing(pairs);
        },
        [this, keys](const Result<std::vector<store::StandingContent>> &found) {
            m_looking = false;
            if (!found) {
                banner()->showError(found.error(), [this] { replan(); });
                return;
            }
            m_looked += keys;
            for (const QString &key : keys)
                m_draft->standing.remove(key);
            for (const auto &[content, how] : *found)
                m_draft->standing.insert(run::standingKey(content.account, content.sha256), how);
            replan();
        });
}

/// Tasks ended, or were cancelled, while another page was seen.
void BulkPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!event->spontaneous()) {
        m_looked.clear();
        replan();
    }
}

void BulkPage::showCaptionOfSelection()
{
    const QModelIndexList rows = m_reviewTable->selectionModel()->selectedRows();
    QSet<QString> captions;
    QStringList problems;
    int count = 0;
    for (const QModelIndex &row : rows)
        if (const run::PlanEntry *entry = m_review->entry(row.row())) {
            captions.insert(entry->caption);
            problems << entry->problem;
            ++count;
        }
    problems.removeDuplicates();
    m_problem->setText(problems.size() == 1 ? problems.first() : QString());
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_caption->setEnabled(count > 0);
    const QString text = captions.size() == 1 ? *captions.begin() : QString();
    m_captionOf->setText(
        count == 0 ? tr("Choose lines above to write their caption.")
                   : tr("Caption of %Ln chosen lines (%1 of %2)", nullptr, count)
                         .arg(format::number(text.size()), format::number(formats::kCaptionLimit)));
    m_caption->setPlaceholderText(captions.size() > 1 ? tr("different captions") : QString());
    if (m_caption->toPlainText() == text)
        return;
    const QSignalBlocker quiet(m_caption);
    m_caption->setPlainText(text);
}

void BulkPage::typeCaption()
{
    const run::PlanInput &input = m_review->input();
    const QString text = m_caption->toPlainText();
    for (const QModelIndex &row : m_reviewTable->selectionModel()->selectedRows())
        if (const run::PlanEntry *entry = m_review->entry(row.row()))
            m_draft->typed.insert({input.videos[size_t(entry->video)].path,
                                   input.accounts[size_t(entry->account)].id.value},
                                  text);
    replan();
}

void BulkPage::assignSelected()
{
    QStringList paths;
    for (const QModelIndex &row : m_reviewTable->selectionModel()->selectedRows())
        paths << m_review->input().videos[size_t(m_review->video(row.row()))].path;
    paths.removeDuplicates();
    if (paths.isEmpty())
        paths = m_videos->selectedPaths();
    auto *menu = m_assign->menu();
    menu->clear();
    if (paths.isEmpty() || m_review->input().accounts.empty()) {
        menu->addAction(paths.isEmpty() ? tr("Choose videos or lines first")
                                        : tr("Choose accounts first"))
            ->setEnabled(false);
        return;
    }
    QList<qint64> all;
    for (const run::PlanAccount &account : m_review->input().accounts)
        all << account.id.value;
    if (all.size() <= kListedAccounts)
        for (const run::PlanAccount &account : m_review->input().accounts)
            menu->addAction(account.username, this, [this, paths, key = account.id.value] {
                m_draft->assign(paths, {key});
                replan();
            });
    menu->addAction(tr("Choose accounts…"), this, [this, paths, all] { askWhom(paths, all); });
    menu->addSeparator();
    menu->addAction(tr("All chosen accounts"), this, [this, paths, all] {
        m_draft->assign(paths, all);
        replan();
    });
    menu->addAction(tr("No account"), this, [this, paths] {
        m_draft->assign(paths, {});
        replan();
    });
}

void BulkPage::askWhom(const QStringList &paths, const QList<qint64> &all)
{
    const QSet<qint64> offered(all.begin(), all.end());
    std::vector<AccountItem> accounts;
    for (const AccountItem &item : *m_accounts->snapshot())
        if (offered.contains(item.row.id.value))
            accounts.push_back(item);
    const QSet<QString> videos(paths.begin(), paths.end());
    QHash<qint64, qsizetype> counts;
    for (const auto &[path, key] : m_draft->assigned)
        counts[key] += videos.contains(path);
    QSet<qint64> given; // each of the videos
    for (const qint64 key : all)
        if (counts.value(key) == videos.size())
            given.insert(key);
    auto *dialog
        = new GiveDialog(std::make_shared<const std::vector<AccountItem>>(std::move(accounts)),
                         given,
                         int(paths.size()),
                         this);
    connect(dialog, &GiveDialog::chosen, this, [this, paths, all](const QSet<qint64> &keys) {
        QList<qint64> inOrder = all;
        inOrder.removeIf([&](qint64 key) { return !keys.contains(key); });
        m_draft->assign(paths, inOrder);
        replan();
    });
    dialog->open();
}

void BulkPage::readCsv(const QString &path)
{
    m_services.workers.run(
        this,
        [path]() -> Result<formats::CaptionReport> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return fail(ErrorKind::Io,
                            BulkPage::tr("The captions file cannot be read. Choose another one."),
                            file.errorString());
            return formats::readCaptions(file.read(64LL * 1024 * 1024));
        },
        [this, name = QFileInfo(path).fileName()](const Result<formats::CaptionReport> &report) {
            if (!report) {
                banner()->showError(report.error());
                return;
            }
            m_draft->csvName = name;
            m_draft->csvRows = report->rows;
            m_draft->csvProblems.clear();
            for (const formats::CaptionProblem &problem : report->problems)
                m_draft->csvProblems
                    << tr("Line %1: %2").arg(format::number(problem.line), problem.reason);
            updateCaptionMode();
            replan();
        });
}

void BulkPage::start()
{
    const run::BulkPlan &plan = m_review->plan();
    if (plan.good == 0 || m_starting)
        return;
    QString name = m_name->text().trimmed();
    if (name.isEmpty())
        name = m_name->placeholderText();
    m_starting = true;
    m_start->setEnabled(false);
    const int videos = plan.good;
    const int accounts = plan.accounts;
    QStringList paths;
    for (const DraftVideo &video : m_draft->videos)
        paths << video.path;
    store::NewBulk made = run::toNewBulk(name, m_review->input(), plan);
    made.machine = m_services.settings.machine;
    m_services.workers.run(
        this,
        [database = m_services.database, bulk = std::move(made)] {
            return store::JobStore(database).createBulk(bulk);
        },
        [this, videos, accounts, paths, name](const Result<BulkTaskId> &bulk) {
            m_starting = false;
            if (!bulk) {
                banner()->showError(bulk.error());
                replan();
                return;
            }
            // What was added meanwhile is the beginning of the next one.
            m_videos->take(paths);
            m_draft->typed.removeIf([&](decltype(m_draft->typed)::iterator one) {
                return paths.contains(one.key().first);
            });
            if (m_name->text().trimmed() == name)
                m_name->clear();
            m_looked.clear();
            replan();
            emit created(*bulk, videos, accounts);
        });
}

} // namespace pelorus::ui

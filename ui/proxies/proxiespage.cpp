// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proxies/proxiespage.h"

#include "core/run/proxytest.h"
#include "core/store/stores.h"
#include "ui/import/importdialog.h"
#include "ui/proxies/assigndialog.h"
#include "ui/proxies/proxydialog.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/exportbox.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::ui {
namespace {

/// A button for an action, in its text and state.
QPushButton *actionButton(const QString &icon, QAction *action, QWidget *parent)
{
    QPushButton *button = iconButton(icon, action->text(), parent);
    button->setEnabled(action->isEnabled());
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::changed, button, [button, action] {
        button->setEnabled(action->isEnabled());
    });
    return button;
}

QString listed(const std::vector<run::ProxyTest> &tests)
{
    constexpr int kMost = 3;
    QStringList lines;
    for (const run::ProxyTest &test : tests)
        if (!test.time && lines.size() < kMost)
            lines << test.problem;
    return lines.join(u'\n');
}

} // namespace

ProxiesPage::ProxiesPage(Services &services, QWidget *parent)
    : Page(tr("Proxies"), parent)
    , m_services(services)
    , m_model(new ProxyModel(this))
    , m_table(new TableView(this))
    , m_search(new QLineEdit(this))
    , m_status(new QComboBox(this))
    , m_use(new QComboBox(this))
    , m_reader(
          services.workers,
          this,
          [database = services.database] {
              return store::ProxyStore(database).rows().map([](auto rows) {
                  return std::make_shared<const std::vector<ProxyItem>>(toItems(std::move(rows)));
              });
          },
          [this](Result<ProxyModel::Snapshot> proxies) {
              if (proxies) {
                  banner()->clearRetried();
                  show(std::move(*proxies));
              } else {
                  banner()->showError(proxies.error(), [this] { refresh(); });
              }
          })
{
    m_table->setObjectName(u"proxiesTable"_s);
    m_table->setAccessibleName(tr("Proxies"));
    m_table->setModel(m_model);
    m_table->setColumns({16, 30, 6, 6, 10, 16, 18, 14}, ProxyModel::Host);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ProxyModel::Host, Qt::AscendingOrder);
    m_table->setFileDrops(true);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    makeActions();
    makeHeader();
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeFilter());
    layout->addWidget(separator(content));
    layout->addWidget(m_table, 1);
    layout->addWidget(makeActionBar());
    setContent(content, m_table);
    auto *empty = new EmptyState(
        u"proxies"_s,
        tr("No proxies yet"),
        tr("Here you see the proxies that accounts work through: whether they answer, when that "
           "was tested, and who uses them. Drop or paste a list here, or choose its file."),
        tr("Import proxies…"),
        this);
    connect(empty, &EmptyState::clicked, this, &ProxiesPage::openImport);
    setEmptyState(empty);
    empty->setFileDrops(true);
    const auto read = [this](const QStringList &paths) { openImport()->readFiles(paths); };
    connect(empty, &EmptyState::filesDropped, this, read);

    connect(m_table, &TableView::selectionChangedByUser, this, &ProxiesPage::updateSelection);
    connect(m_table, &TableView::deletePressed, m_remove, &QAction::trigger);
    connect(m_table, &QTableView::activated, m_edit, &QAction::trigger);
    connect(m_table, &TableView::filesDropped, this, read);
    auto *paste = new QShortcut(QKeySequence::Paste, this);
    paste->setContext(Qt::WidgetWithChildrenShortcut);
    connect(paste, &QShortcut::activated, this, [this] {
        const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
        if (ImportDialog::canTake(mime))
            openImport()->take(mime);
    });
    m_clock.setInterval(10s);
    connect(&m_clock, &QTimer::timeout, m_model, [this] {
        if (isVisible())
            m_model->tick();
    });
    m_clock.start();
    updateSelection();
}

ProxiesPage::~ProxiesPage()
{
    m_stopTest.request_stop();
}

void ProxiesPage::makeActions()
{
    const auto add = [this](const QString &icon, const QString &text, auto call) {
        auto *action = new QAction(icons::icon(icon), text, m_table);
        connect(action, &QAction::triggered, this, call);
        m_table->addAction(action);
        return action;
    };
    m_test = add(u"checks"_s, tr("Test"), &ProxiesPage::test);
    m_test->setObjectName(u"proxyTest"_s);
    m_assign = add(u"user"_s, tr("Accounts…"), &ProxiesPage::openAssign);
    m_edit = add(u"settings"_s, tr("Edit…"), [this] {
        const auto keys = m_table->selectedKeys();
        if (const int row = keys.size() == 1 ? m_model->rowOf(keys.front()) : -1; row >= 0)
            openDialog(m_model->row(row).row);
    });
    m_remove = add(u"trash"_s, tr("Remove"), &ProxiesPage::remove);
    m_remove->setObjectName(u"proxyRemove"_s);
}

void ProxiesPage::makeHeader()
{
    auto *add = iconButton(u"plus"_s, tr("Add proxy…"), this);
    connect(add, &QPushButton::clicked, this, [this] { openDialog({}); });
    auto *import = iconButton(u"folder"_s, tr("Import…"), this);
    import->setObjectName(u"proxyImport"_s);
    connect(import, &QPushButton::clicked, this, &ProxiesPage::openImport);
    auto *save = iconButton(u"link"_s, tr("Export…"), this);
    save->setObjectName(u"proxyExport"_s);
    connect(save, &QPushButton::clicked, this, &ProxiesPage::exportList);
    for (QPushButton *button : {add, import, save})
        headerTools()->addWidget(button);
}

QWidget *ProxiesPage::makeFilter()
{
    m_search->setObjectName(u"proxySearch"_s);
    m_search->setPlaceholderText(tr("Search host, user, country, account, notes"));
    m_search->setAccessibleName(tr("Search proxies"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icons::icon(u"search"_s, Role::Muted), QLineEdit::LeadingPosition);
    m_status->addItems({tr("Any status"), tr("Works"), tr("Does not work"), tr("Not tested")});
    m_status->setObjectName(u"proxyStatus"_s);
    m_status->setAccessibleName(tr("Status"));
    m_use->addItems({tr("Used or not"), tr("Used by accounts"), tr("Used by nobody")});
    m_use->setAccessibleName(tr("Use"));
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(16, 4, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_search, 1);
    for (QComboBox *box : {m_status, m_use}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        layout->addWidget(box);
        connect(box, &QComboBox::currentIndexChanged, this, &ProxiesPage::applyFilter);
    }
    m_typing.setSingleShot(true);
    m_typing.setInterval(120ms);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &ProxiesPage::applyFilter);
    return row;
}

QWidget *ProxiesPage::makeActionBar()
{
    m_bar = new QWidget(this);
    m_count = headingLabel({}, m_bar);
    auto *clear = new QPushButton(tr("Clear"), m_bar);
    clear->setFlat(true);
    auto *layout = new QHBoxLayout(m_bar);
    layout->setContentsMargins(16, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_count);
    layout->addSpacing(8);
    layout->addWidget(actionButton(u"checks"_s, m_test, m_bar));
    layout->addWidget(actionButton(u"user"_s, m_assign, m_bar));
    layout->addWidget(actionButton(u"settings"_s, m_edit, m_bar));
    layout->addWidget(actionButton(u"trash"_s, m_remove, m_bar));
    layout->addStretch();
    layout->addWidget(clear);
    connect(clear, &QPushButton::clicked, m_table, &QTableView::clearSelection);
    return m_bar;
}

QSet<QString> ProxiesPage::tables() const
{
    return {u"uploader_proxy"_s, u"uploader_instagramaccount"_s};
}

void ProxiesPage::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ProxiesPage::show(ProxyModel::Snapshot proxies)
{
    m_model->setSnapshot(std::move(proxies));
    showEmpty(m_model->total() == 0);
    updateSummary();
    updateSelection();
}

void ProxiesPage::select(ProxyId proxy)
{
    const int row = m_model->rowOf(proxy.value);
    if (row < 0)
        return;
    m_table->selectRow(row);
    m_table->scrollTo(m_model->index(row, 0));
    m_table->setFocus();
}

void ProxiesPage::applyFilter()
{
    m_model->setFilter({ProxyFilter::Status(m_status->currentIndex()),
                        ProxyFilter::Use(m_use->currentIndex()),
                        m_search->text()});
    updateSummary();
    updateSelection();
}

void ProxiesPage::updateSummary()
{
    int works = 0;
    int fails = 0;
    int unused = 0;
    if (m_model->snapshot())
        for (const ProxyItem &item : *m_model->snapshot()) {
            const Role role = words::proxyStatus(item.row).role;
            works += role == Role::Ok;
            fails += role == Role::Error;
            unused += item.row.accounts.empty();
        }
    setSummary(tr("%1 shown of %2 · %3 work · %4 do not work · %5 used by nobody")
                   .arg(format::number(m_model->rowCount()),
                        format::number(m_model->total()),
                        format::number(works),
                        format::number(fails),
                        format::number(unused)));
}

void ProxiesPage::updateSelection()
{
    if (m_model->isArranging())
        return; // comes again at its end
    const auto keys = m_table->selectedKeys();
    m_bar->setVisible(!keys.empty());
    m_count->setText(tr("%Ln proxies selected", nullptr, int(keys.size())));
    m_test->setEnabled(!keys.empty() && m_model->testing().isEmpty());
    m_remove->setEnabled(!keys.empty());
    m_assign->setEnabled(keys.size() == 1);
    m_edit->setEnabled(keys.size() == 1);
}

void ProxiesPage::test()
{
    const auto keys = m_table->selectedKeys();
    if (keys.empty() || !m_model->testing().isEmpty() || !m_services.network)
        return;
    m_model->setTesting(QSet<qint64>(keys.begin(), keys.end()));
    updateSelection();
    m_stopTest = std::stop_source();
    banner()->showNotice(Role::Running,
                         tr("Testing %Ln proxies…", nullptr, int(keys.size())),
                         tr("Stop"),
                         [this] { m_stopTest.request_stop(); });
    std::vector<ProxyId> ids;
    for (const qint64 key : keys)
        ids.push_back({key});
    m_services.workers.run(
        this,
        [database = m_services.database,
         network = m_services.network,
         site = m_services.settings.siteUrl,
         ids,
         stop = m_stopTest.get_token()] {
            return run::testProxies(database, *network, site, ids, {Deadline::never(), stop});
        },
        [this](const Result<run::ProxyTests> &tests) {
            m_model->setTesting({});
            updateSelection();
            refresh();
            if (tests) {
                showTests(tests->tests);
                if (tests->notStored)
                    banner()->showError(*tests->notStored);
            } else if (tests.error().kind == ErrorKind::Cancelled) {
                banner()->showNotice(Role::Warning,
                                     tr("Stopped. What was tested before stays as it is known."));
            } else {
                banner()->showError(tests.error());
            }
        });
}

void ProxiesPage::showTests(const std::vector<run::ProxyTest> &tests)
{
    int works = 0;
    milliseconds longest(0);
    for (const run::ProxyTest &test : tests) {
        m_model->setReason(test.id.value, test.problem);
        works += test.time.has_value();
        longest = std::max(longest, test.time.value_or(milliseconds(0)));
    }
    const int fails = int(tests.size()) - works;
    if (tests.empty())
        banner()->clear();
    else if (fails == 0)
        banner()->showNotice(
            Role::Ok,
            tr("%Ln proxies work; the slowest way to the site took %1 ms.", nullptr, works)
                .arg(format::number(longest.count())));
    else if (tests.size() == 1)
        banner()->showNotice(Role::Error, tests.front().problem);
    else
        banner()->showNotice(Role::Warning,
                             tr("%1 work, %2 do not. The first of them:")
                                     .arg(format::number(works), format::number(fails))
                                 + u'\n' + listed(tests));
}

void ProxiesPage::remove()
{
    std::vector<ProxyId> ids;
    for (const qint64 key : m_table->selectedKeys())
        ids.push_back({key});
    if (ids.empty())
        return;
    using Removed = std::vector<store::RemovedProxy>;
    m_services.workers.run(
        this,
        [database = m_services.database, ids] { return store::ProxyStore(database).remove(ids); },
        [this](Result<Removed> removed) {
            refresh();
            if (!removed) {
                banner()->showError(removed.error());
                return;
            }
            emit changed();
            qsizetype left = 0;
            for (const store::RemovedProxy &one : *removed)
                left += qsizetype(one.paused.size());
            const auto kept = std::make_shared<const Removed>(std::move(*removed));
            QString text = tr("%Ln proxies are removed.", nullptr, int(kept->size()));
            if (left > 0)
                text += u' '
                    + tr("%Ln accounts have no proxy now and are paused.", nullptr, int(left));
            banner()->showUndo(text, [this, kept] { putBack(kept); });
        });
}

void ProxiesPage::putBack(const std::shared_ptr<const std::vector<store::RemovedProxy>> &removed)
{
    m_services.workers.run(
        this,
        [database = m_services.database, removed] {
            return store::ProxyStore(database).putBack(*removed);
        },
        [this](const Result<void> &done) {
            if (!done)
                banner()->showError(done.error());
            refresh();
            emit changed();
        });
}

void ProxiesPage::openDialog(const store::ProxyRow &proxy)
{
    auto *dialog = new ProxyDialog(m_services, proxy, this);
    connect(dialog, &ProxyDialog::saved, this, &ProxiesPage::refresh);
    dialog->open();
}

void ProxiesPage::openAssign()
{
    const auto keys = m_table->selectedKeys();
    const int row = keys.size() == 1 ? m_model->rowOf(keys.front()) : -1;
    if (row < 0)
        return;
    auto *dialog = new AssignDialog(m_services, m_model->row(row).row, this);
    connect(dialog, &AssignDialog::saved, this, [this] {
        refresh();
        emit changed();
    });
    dialog->open();
}

ImportDialog *ProxiesPage::openImport()
{
    auto *dialog = new ImportDialog(m_services, ImportKind::Proxies, this);
    connect(dialog, &ImportDialog::imported, this, &ProxiesPage::refresh);
    dialog->open();
    return dialog;
}

void ProxiesPage::exportList()
{
    askExport(this,
              tr("Export proxies"),
              u"proxies.csv"_s,
              [this](const QString &path, store::Reveal reveal) {
                  writeList(m_services, banner(), path, [database = m_services.database, reveal] {
                      return store::exportProxies(database, reveal);
                  });
              });
}

} // namespace pelorus::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/checks/checkspage.h"

#include "core/base/threadguard.h"
#include "core/store/backupschedule.h"
#include "core/vault/vault.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/widgets/columns.h"
#include "ui/widgets/helpers.h"
#include "ui/widgets/roledelegate.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStandardPaths>
#include <QStorageInfo>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pelorus::ui {
namespace {

using Verdict = CheckResult::Verdict;
constexpr qint64 kLowDisk = 2LL * 1024 * 1024 * 1024;

struct Checks
{
    Q_DECLARE_TR_FUNCTIONS(Checks)
};

CheckResult checkDatabase(const store::DatabasePtr &database)
{
    const auto time = database->ping();
    if (!time)
        return {Verdict::Bad, time.error().message, time.error().detail};
    return {time->count() > 200 ? Verdict::Poor : Verdict::Good,
            Checks::tr("%1 answers in %2 ms.")
                .arg(database->displayName(), format::number(time->count())),
            {}};
}

CheckResult checkKeychain(const QString &file)
{
    const auto token = vault::LocalSecrets(file).read(vault::kDolphinToken, Call::in(20s));
    if (token || token.error().kind == ErrorKind::NotFound)
        return {Verdict::Good, Checks::tr("Secrets of this machine can be opened."), {}};
    return {Verdict::Bad, token.error().message, token.error().detail};
}

CheckResult checkFfprobe()
{
    mayBlock("Looking for ffprobe");
    QString path = QStandardPaths::findExecutable(u"ffprobe"_s);
    if (path.isEmpty())
        path = QStandardPaths::findExecutable(u"ffprobe"_s,
                                              {QCoreApplication::applicationDirPath()});
    if (path.isEmpty())
        return {Verdict::Poor,
                Checks::tr("ffprobe is missing: videos are published, but not looked at before. "
                           "Install ffmpeg."),
                {}};
    return {Verdict::Good, Checks::tr("ffprobe is there; videos are looked at before."), path};
}

CheckResult checkMedia(const QString &root)
{
    mayBlock("Looking at the media folder");
    if (root.isEmpty())
        return {Verdict::Good, Checks::tr("No media folder is set: paths are stored in full."), {}};
    if (!QFileInfo(root).isDir() || !QFileInfo(root).isReadable())
        return {
            Verdict::Bad,
            Checks::tr("The media folder cannot be opened. Choose another one in the settings."),
            QDir::toNativeSeparators(root)};
    return {
        Verdict::Good, Checks::tr("The media folder can be read."), QDir::toNativeSeparators(root)};
}

CheckResult checkDisk(const QString &folder)
{
    mayBlock("Looking at the free space");
    const QStorageInfo disk(folder);
    if (!disk.isValid())
        return {
            Verdict::Poor, Checks::tr("The free space of the data folder is not known."), folder};
    const QString text = Checks::tr("%1 are free where the data folder lies.")
                             .arg(format::size(disk.bytesAvailable()));
    return {disk.bytesAvailable() < kLowDisk ? Verdict::Poor : Verdict::Good,
            text,
            QDir::toNativeSeparators(folder)};
}

CheckResult noBackups(store::Engine engine)
{
    // Of a shared database one machine makes them, or its server does.
    if (engine == store::Engine::PostgreSql)
        return {Verdict::Good, Checks::tr("This machine makes no backups by itself."), {}};
    return {Verdict::Poor,
            Checks::tr("No backups are made. Choose a folder for them in the settings."),
            {}};
}

CheckResult
checkBackups(const QString &folder, std::chrono::hours every, const Result<QString> &instance)
{
    if (!instance)
        return {Verdict::Bad, instance.error().message, instance.error().detail};
    auto made = store::generations(folder, *instance);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    std::erase_if(made, [&](const store::Generation &one) { return one.at > now; });
    if (made.empty()) {
        return {Verdict::Poor,
                Checks::tr("There is no backup yet; the first is made within minutes."),
                QDir::toNativeSeparators(folder)};
    }
    const bool old = made.front().at.secsTo(now) > 2 * std::chrono::seconds(every).count();
    return {old ? Verdict::Poor : Verdict::Good,
            Checks::tr("The last of %Ln backups is of %1 (%2).", nullptr, int(made.size()))
                .arg(format::exact(made.front().at), format::size(made.front().bytes)),
            QDir::toNativeSeparators(folder)};
}

} // namespace

ChecksPage::ChecksPage(Services &services, QWidget *parent)
    : Page(tr("Checks"), parent)
    , m_services(services)
    , m_list(new QTreeWidget(this))
{
    m_list->setColumnCount(3);
    m_list->setHeaderLabels({tr("Check"), tr("Result"), tr("Details")});
    m_list->setItemDelegate(new RoleDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Checks"));
    m_list->setIconSize(QSize(fontMetrics().height(), fontMetrics().height()));
    const QString names[CheckCount]{tr("Database"),
                                    tr("Dolphin"),
                                    tr("Dolphin's token"),
                                    tr("Keychain"),
                                    tr("ffprobe"),
                                    tr("Media folder"),
                                    tr("Free space"),
                                    tr("Backups")};
    for (const QString &name : names)
        m_rows.push_back(new QTreeWidgetItem(m_list, {name, tr("not checked yet")}));
    for (QTreeWidgetItem *row : m_rows)
        row->setSizeHint(
            0,
            QSize(fontMetrics().horizontalAdvance(row->text(0)) + 16, fontMetrics().height() + 10));
    new Columns(m_list, m_list->header(), {16, 60, 30}, 2);
    auto *again = iconButton(u"refresh"_s, tr("Check again"), this);
    auto *copyButton = new QPushButton(tr("Copy as text"), this);
    headerTools()->addWidget(again);
    headerTools()->addWidget(copyButton);
    setContent(m_list, m_list);
    connect(again, &QPushButton::clicked, this, &ChecksPage::refresh);
    connect(copyButton, &QPushButton::clicked, this, &ChecksPage::copy);
}

void ChecksPage::run(Check check, std::function<CheckResult()> work, Workers::Lane lane)
{
    if (std::exchange(m_running[check], true))
        return;
    m_services.workers.run(
        this,
        std::move(work),
        [this, check](const CheckResult &result) {
            m_running[check] = false;
            show(check, result);
        },
        lane);
}

void ChecksPage::refresh()
{
    const settings::Settings &settings = m_services.settings;
    run(
        Database,
        [database = m_services.database] { return checkDatabase(database); },
        Workers::Lane::Usual);
    run(Keychain, [file = m_services.secretsFile()] { return checkKeychain(file); });
    run(Ffprobe, checkFfprobe);
    run(MediaRoot, [root = settings.mediaRoot] { return checkMedia(root); });
    run(DiskSpace, [folder = settings.dataDir] { return checkDisk(folder); });
    if (settings.backupDir.isEmpty())
        show(Backups, noBackups(m_services.database->engine()));
    else if (!std::exchange(m_running[Backups], true))
        m_services.workers.run(
            this,
            [database = m_services.database] { return database->instanceId(); },
            [this](const Result<QString> &instance) {
                m_running[Backups] = false;
                run(Backups,
                    [folder = m_services.settings.backupDir,
                     every = m_services.settings.backupEvery,
                     instance] { return checkBackups(folder, every, instance); });
            });
    show(Token,
         settings.dolphinToken.isEmpty()
             ? CheckResult{Verdict::Bad, tr("No token is set. Enter it on the settings page."), {}}
             : CheckResult{Verdict::Good, tr("A token is set."), {}});
    setEngine(m_engine);
}

void ChecksPage::setEngine(const run::EngineStatus &status)
{
    m_engine = status;
    using State = run::EngineStatus::Dolphin;
    switch (status.dolphin) {
    case State::Unknown:
        show(ChecksPage::Dolphin,
             {Verdict::Poor,
              m_viewer ? tr("This window only looks and asks nothing of Dolphin.")
                       : tr("Dolphin was not asked yet."),
              {}});
        break;
    case State::Ready:
        show(ChecksPage::Dolphin,
             {Verdict::Good,
              tr("Dolphin answers on port %1.").arg(QString::number(status.dolphinPort)),
              {}});
        break;
    case State::Closed:
    case State::NotReady:
    case State::NoToken:
    case State::WrongToken:
    case State::OtherProgram:
        show(ChecksPage::Dolphin, {Verdict::Bad, status.dolphinMessage, {}});
        break;
    }
}

void ChecksPage::showViewer()
{
    m_viewer = true;
    setEngine(m_engine);
}

void ChecksPage::show(int check, const CheckResult &result)
{
    QTreeWidgetItem *row = m_rows.at(size_t(check));
    const bool good = result.verdict == Verdict::Good;
    const bool bad = result.verdict == Verdict::Bad;
    const Role role = good ? Role::Ok : bad ? Role::Error : Role::Warning;
    row->setIcon(1, icons::icon(good ? u"done"_s : bad ? u"failed"_s : u"warning"_s, role));
    row->setText(1, result.text);
    row->setText(2, result.details);
    row->setToolTip(1, result.text);
    row->setToolTip(2, result.details);
    row->setData(2, RoleDelegate::ColorRole, int(Role::Muted));
    row->setData(0, Qt::UserRole, int(result.verdict));
    int wrong = 0;
    for (const QTreeWidgetItem *other : m_rows)
        wrong += other->data(0, Qt::UserRole).toInt() == int(Verdict::Bad);
    setSummary(wrong > 0          ? tr("%Ln things keep this machine from working.", nullptr, wrong)
                   : isComplete() ? tr("This machine can work.")
                                  : tr("Looking whether this machine can work…"));
}

bool ChecksPage::isComplete() const
{
    return std::ranges::all_of(
        m_rows, [](const QTreeWidgetItem *row) { return row->data(0, Qt::UserRole).isValid(); });
}

void ChecksPage::copy() const
{
    QStringList lines{u"Pelorus %1"_s.arg(QLatin1StringView(PELORUS_VERSION))};
    for (const QTreeWidgetItem *row : m_rows)
        lines << u"%1: %2 %3"_s.arg(row->text(0), row->text(1), row->text(2)).trimmed();
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace pelorus::ui

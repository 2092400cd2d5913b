// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/screens/fixture.h"

#include <QBuffer>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace pelorus::fixture {
namespace {

QDateTime ago(int seconds)
{
    return QDateTime::currentDateTimeUtc().addSecs(-seconds);
}

QString name(int i)
{
    static const QStringList names{u"alice_shop"_s,
                                   u"bob.store"_s,
                                   u"carol.cafe"_s,
                                   u"daria_studio"_s,
                                   u"evgeny.travel"_s,
                                   u"flora_garden"_s,
                                   u"green.kitchen"_s,
                                   u"harbor_books"_s,
                                   u"ivan.and.mary"_s,
                                   u"juniper_design"_s,
                                   u"kiosk_na_uglu"_s,
                                   u"lemon.bakery.official"_s};
    return i < names.size() ? names[i]
                            : names[i % names.size()] + u"_%1"_s.arg(i / int(names.size()));
}

int count(Amount amount, int typical, int many)
{
    return amount == Amount::None ? 0 : amount == Amount::Typical ? typical : many;
}

QImage frame(int hue, const QString &text, QSize size = {160, 90})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(QColor::fromHsv(hue % 360, 90, 200));
    QPainter painter(&image);
    painter.setPen(Qt::white);
    painter.drawText(image.rect(), Qt::AlignCenter, text);
    return image;
}

} // namespace

std::vector<store::AccountRow> accounts(Amount amount)
{
    std::vector<store::AccountRow> rows;
    const QStringList statuses{u"ACTIVE"_s,
                               u"ACTIVE"_s,
                               u"ACTIVE"_s,
                               u"HUMAN_VERIFICATION_REQUIRED"_s,
                               u"ACTIVE"_s,
                               u"LIMITED"_s,
                               u"ACTIVE"_s,
                               u"SUSPENDED"_s};
    for (int i = 0; i < count(amount, 12, 100000); ++i) {
        store::AccountRow row;
        row.id = {i + 1};
        row.username = name(i);
        row.status = statuses[i % statuses.size()];
        row.lock = store::LockState(i % 4 == 1 ? 2 : i % 4 == 2 ? 1 : i % 8 == 3 ? 3 : 0);
        if (i == 0)
            row.lock = store::LockState::Other;
        if (row.lock != store::LockState::Free) {
            row.lockedBy = row.lock == store::LockState::Mine ? u"DESK-1/4711/a1b2c3"_s
                                                              : u"DESK-2/911/ffee01"_s;
            row.lockedUntil = ago(row.lock == store::LockState::Expired ? 400 : -95);
            row.lockStep = u"caption"_s;
        }
        row.proxyId = {i % 5 ? 17 + i : 0};
        row.proxyLabel = i % 5 ? u"#%1 http p%2.example:8080"_s.arg(17 + i).arg(i) : QString();
        row.cookieCount = i % 6 == 5 ? 0 : 14;
        row.cookiesValid = i % 3 != 2;
        row.cookiesUpdated = ago(3600 * (i % 40 + 1));
        row.hasPassword = i % 2;
        row.hasBlueprint = true;
        if (i == 0)
            row.queuedEdits = {store::EditKind::Cookies, store::EditKind::Password};
        if (i == 6) {
            row.pausedUntil = ago(-7200);
            row.pauseReason = u"Paused by anna"_s;
        }
        row.lastUsed = ago(600 * (i + 1));
        row.notes = i == 0 ? u"Main shop, two posts a day"_s : QString();
        rows.push_back(std::move(row));
    }
    return rows;
}

ui::AccountModel::Snapshot accountItems(Amount amount)
{
    return std::make_shared<const std::vector<ui::AccountItem>>(ui::toItems(accounts(amount)));
}

std::vector<store::ProxyRow> proxies(Amount amount)
{
    std::vector<store::ProxyRow> rows;
    const QStringList types{u"HTTP"_s, u"SOCKS5"_s, u"HTTP"_s, u"HTTPS"_s};
    const QStringList countries{u"DE"_s, u"US"_s, {}, u"Netherlands"_s, u"Россия"_s};
    for (int i = 0; i < count(amount, 14, 20000); ++i) {
        store::ProxyRow row;
        row.id = {i + 17};
        row.type = types[i % types.size()];
        row.host = i == 3 ? u"gw-eu-residential-rotating-04.provider.example"_s
            : i == 5      ? u"2001:db8::7"_s
                          : u"p%1.provider.example"_s.arg(i);
        row.port = i % 3 ? 8000 + i % 1000 : 1080;
        row.user = i % 4 == 2 ? QString() : i % 4 ? u"user…Ab1%1"_s.arg(i % 10) : u"a…"_s;
        row.userLength = row.user.isEmpty() ? 0 : 26;
        row.passwordLength = row.user.isEmpty() ? 0 : 12;
        row.status = i % 5 == 4 ? u"inactive"_s : i == 7 ? u"banned"_s : u"active"_s;
        if (i != 9)
            row.lastChecked = ago(400 * (i + 1));
        else
            row.status = u"inactive"_s;
        row.country = countries[i % countries.size()];
        row.city = i % 5 == 3 ? u"Amsterdam"_s : QString();
        row.notes = i == 0 ? u"Rented until May"_s : QString();
        for (int j = 0; j < (i == 2 ? 3 : i % 4 == 3 ? 0 : 1); ++j) {
            row.accounts.push_back({i + j + 1});
            row.accountNames += name(i + j);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

ui::AccountDetails accountDetails()
{
    ui::AccountDetails details;
    details.id = {1};
    for (const char *cookie : {"sessionid", "ds_user_id", "csrftoken", "mid", "ig_did", "rur"}) {
        formats::Cookie one;
        one.name = QString::fromLatin1(cookie);
        one.domain = u".instagram.com"_s;
        if (one.name != u"rur"_s)
            one.expires = double(ago(-86400 * 300).toSecsSinceEpoch());
        details.cookies.push_back(std::move(one));
    }
    for (int i = 0; i < 4; ++i)
        details.versions.push_back(
            {i + 1, ago(86400 * i), i % 2 ? u"import"_s : u"cdp"_s, 14, i != 2});
    details.blueprint = u"{\n    \"platform\": \"windows\",\n    \"browserType\": \"anty\",\n"
                        "    \"screen\": {\n        \"mode\": \"manual\",\n        \"resolution\": "
                        "\"1920x1080\"\n    }\n}\n"_s;
    details.passwordLength = 12;
    details.totpLength = 32;
    details.jobs = jobs(Amount::Typical);
    return details;
}

std::vector<store::JobRow> jobs(Amount amount)
{
    std::vector<store::JobRow> rows;
    using State = store::JobState;
    const State states[]{State::Running,
                         State::NeedsOperator,
                         State::Pending,
                         State::Unconfirmed,
                         State::Completed,
                         State::Partial,
                         State::Failed,
                         State::Cancelled,
                         State::Completed,
                         State::Pending};
    for (int i = 0; i < count(amount, 10, 2000); ++i) {
        store::JobRow row;
        row.job.id = {i + 1};
        row.job.state = states[i % 10];
        row.job.kind = i == 9 ? store::JobKind::Check : store::JobKind::BulkUpload;
        row.job.accountId = {i + 1};
        row.job.accountName = name(i);
        row.job.bulkTaskId = {i < 8 ? 5 : 4};
        row.title = i < 8 ? u"Autumn collection"_s : u"Клипы ноября"_s;
        row.videos = 4;
        row.published = states[i % 10] == State::Completed ? 4 : i % 4;
        row.currentStep = u"caption"_s;
        row.job.machine = u"DESK-1"_s;
        row.job.startedAt = ago(300 + i);
        row.updatedAt = ago(12 * (i + 1));
        if (row.job.state == State::NeedsOperator)
            row.job.error = u"The site asks for a confirmation code sent by e-mail. Take over and "
                            "enter it, then give the task back."_s;
        if (row.job.state == State::Failed)
            row.job.error = u"The proxy of this account does not answer. Check the proxy, then try "
                            "again."_s;
        if (i == 2) {
            row.filesMissingOn = u"DESK-1"_s;
            row.waitsFor = u"DESK-2"_s;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

ui::TaskDetails taskDetails(const store::Job &job)
{
    ui::TaskDetails details;
    details.id = job.id;
    const store::ItemState states[]{store::ItemState::Published,
                                    store::ItemState::Running,
                                    store::ItemState::Pending,
                                    store::ItemState::Failed};
    for (int i = 0; i < 4; ++i) {
        store::Item item;
        item.id = {i + 1};
        item.storedPath
            = i == 3 ? u"autumn/клип — 1 (финал) 🎬.mp4"_s : u"autumn/clip_%1.mp4"_s.arg(i + 1);
        item.caption = u"New in the shop"_s;
        item.state = states[i];
        if (i == 0)
            item.permalink = u"https://www.instagram.com/reel/Ckz3x8vD1a2/"_s;
        if (i == 3)
            item.error
                = u"The video file is missing on this machine. Put it back, then try again."_s;
        details.items.push_back(std::move(item));
    }
    int second = 300;
    const auto step = [&](const char *stepName, int seconds, qint64 item = 0, bool failed = false) {
        store::TaskEvent event{
            job.id, {item}, QString::fromLatin1(stepName), u"started"_s, {}, ago(second)};
        details.events.push_back(event);
        if (seconds == 0)
            return;
        second -= seconds;
        event.state = failed ? u"failed"_s : u"done"_s;
        event.text = failed ? u"The page did not show the dialog within 20 s."_s : QString();
        event.at = ago(second);
        details.events.push_back(event);
    };
    step("profile", 2);
    step("start", 6);
    step("cookies_in", 1);
    step("open", 5);
    step("check_account", 3);
    step("open_create", 20, 1, true);
    step("open_create", 2, 1);
    step("choose_file", 9, 1);
    step("caption", 4, 1);
    step("share", 14, 1);
    step("proof", 6, 1);
    step("open_create", 2, 2);
    step("caption", 0, 2);
    store::Evidence evidence;
    evidence.jobId = job.id;
    evidence.itemId = {1};
    evidence.step = u"open_create"_s;
    evidence.at = ago(262);
    evidence.pageText = u"Something went wrong. Please try again."_s;
    details.evidence.push_back(evidence);
    details.pictures.push_back(frame(20, u"Something went wrong"_s, {640, 400}));
    return details;
}

ui::ProfilesData profiles(Amount amount)
{
    ui::ProfilesData data;
    data.alive = {u"w1"_s};
    for (int i = 0; i < count(amount, 12, 2000); ++i) {
        store::LedgerRow row;
        row.id = {i + 1};
        row.name = u"pel-7f3a-%1"_s.arg(0x9a8b7c6d5e4fULL + quint64(i) * 7919, 0, 16);
        row.accountName = name(i);
        row.machine = i % 3 ? u"DESK-1"_s : u"DESK-2"_s;
        row.worker = i == 2 ? u"dead"_s : u"w1"_s;
        row.state = i < 3 ? store::LedgerState::Started : store::LedgerState::Deleted;
        row.remoteId = {518230000 + i};
        row.createdAt = ago(60 * (i + 1));
        row.lastError = i == 2 ? u"Dolphin did not answer the stop within 60 s."_s : QString();
        data.rows.push_back(std::move(row));
    }
    data.counters.profilesOpen = amount == Amount::None ? 0 : 3;
    data.counters.profilesLeaked = amount == Amount::None ? 0 : 1;
    data.counters.profilesCreatedThisMonth = int(data.rows.size());
    return data;
}

ui::OverviewData overview(Amount amount)
{
    ui::OverviewData data;
    data.jobs = jobs(amount);
    data.counters.accounts = count(amount, 12, 100000);
    data.counters.needOperator = count(amount, 1, 200);
    data.counters.running = count(amount, 1, 2);
    data.counters.pending = count(amount, 2, 38000);
    data.counters.publishedToday = count(amount, 27, 14250);
    data.counters.failedToday = count(amount, 2, 120);
    data.counters.unconfirmed = count(amount, 1, 14);
    data.counters.profilesOpen = count(amount, 3, 2);
    data.counters.profilesCreatedThisMonth = count(amount, 830, 14250);
    for (int i = 0; i < count(amount, 6, 50); ++i) {
        store::Publication publication;
        publication.id = {i + 1};
        publication.accountName = name(i);
        publication.state = i == 3 ? store::PublicationState::Unconfirmed
            : i == 4               ? store::PublicationState::Refused
                                   : store::PublicationState::Confirmed;
        if (publication.state == store::PublicationState::Confirmed)
            publication.permalink = u"https://www.instagram.com/reel/Ckz3x8vD1a%1/"_s.arg(i);
        publication.updatedAt = ago(120 * (i + 1));
        data.publications.push_back(std::move(publication));
    }
    for (int i = 0; i < count(amount, 2, 12); ++i) {
        store::Worker worker;
        worker.machine = u"DESK-%1"_s.arg(i + 1);
        worker.version = u"0.1.0"_s;
        worker.limit = 2;
        worker.running = i == 0;
        worker.lastSeen = ago(i == 0 ? 5 : 900);
        worker.alive = i == 0;
        data.workers.push_back(std::move(worker));
    }
    return data;
}

void fillDraft(ui::BulkDraft &draft, Amount amount)
{
    for (int i = 0; i < count(amount, 6, 400); ++i) {
        ui::DraftVideo video;
        video.path = i == 3 ? u"/media/клип — 1 (финал) 🎬.mp4"_s
                            : u"/media/autumn_clip_%1.mp4"_s.arg(i + 1);
        video.state = ui::DraftVideo::State::Ready;
        video.size = (12 + i) * 1024LL * 1024;
        video.duration = std::chrono::seconds(21 + i);
        video.thumbnail = frame(40 * i, QString::number(i + 1));
        video.sha256 = QByteArray(32, char(i % 250)) + QByteArray::number(i);
        if (i == 4) {
            video.state = ui::DraftVideo::State::Failed;
            video.problem = u"The file is no video that can be read. Export it again as mp4."_s;
        }
        draft.videos.push_back(std::move(video));
    }
    for (int i = 0; i < count(amount, 7, 400); ++i)
        draft.accounts.insert(i + 1);
    draft.captionTemplate = u"{file}: new at {account} #{n}"_s;
    if (amount == Amount::Typical)
        draft.name = u"Autumn collection"_s;
}

QByteArray browserJpeg()
{
    QImage image(1000, 640, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.fillRect(0, 0, 1000, 50, QColor(0xf0f0f0));
    painter.fillRect(300, 120, 400, 420, QColor(0xdde6ee));
    painter.setPen(Qt::black);
    painter.drawText(QRect(0, 0, 1000, 50), Qt::AlignCenter, u"Create new post"_s);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 80);
    return bytes;
}

Error error()
{
    return {
        ErrorKind::Storage,
        u"The database cannot be reached. Check that it runs and that this machine may connect."_s,
        u"SQLSTATE 08006 connection to server at db-1, port 5432 failed"_s,
        0,
        {},
        {}};
}

ui::TransferPreview transfer()
{
    using transfer::Outcome;
    using transfer::Trouble;
    transfer::Report report;
    const std::pair<const char *, qint64> tables[]{{"uploader_proxy", 120},
                                                   {"uploader_instagramaccount", 100000},
                                                   {"uploader_instagramcookies", 98214},
                                                   {"uploader_bulkuploadtask", 37},
                                                   {"uploader_bulkvideo", 2410},
                                                   {"pelorus_job", 5120},
                                                   {"pelorus_publication", 4987}};
    for (const auto &[name, rows] : tables) {
        report.tables.push_back({QString::fromLatin1(name),
                                 rows,
                                 rows,
                                 rows,
                                 u"9f31c2a7740be1d25a0c7be8812f4d03"_s,
                                 u"9f31c2a7740be1d25a0c7be8812f4d03"_s});
    }
    const auto add = [&](const char *table, qint64 row, const char *column, Trouble trouble) {
        const Outcome outcome = transfer::outcomeOf(trouble);
        report.findings.push_back(
            {QString::fromLatin1(table), row, QString::fromLatin1(column), trouble, outcome});
        ++(outcome == Outcome::Kept         ? report.kept
               : outcome == Outcome::Healed ? report.healed
                                            : report.quarantined);
    };
    add("uploader_instagramaccount", 12, "username", Trouble::NameCase);
    add("uploader_instagramaccount", 4711, "proxy_id", Trouble::DanglingReference);
    add("uploader_instagramaccount", 99182, "last_used", Trouble::TimeWithOffset);
    add("uploader_instagramcookies", 5, "cookies_data", Trouble::JsonSurrogate);
    add("uploader_instagramcookies", 81, "cookies_data", Trouble::Unreadable);
    add("uploader_proxy", 33, "", Trouble::DuplicateProxy);
    add("uploader_bulkvideo", 1204, "", Trouble::Orphan);
    add("uploader_bulkvideo", 1207, "tags", Trouble::ColumnLeft);
    report.leftBehind.push_back({u"django_session"_s, 1834});
    return {report, u"PostgreSQL db-1 (database “pelorus”)"_s, true};
}

} // namespace pelorus::fixture

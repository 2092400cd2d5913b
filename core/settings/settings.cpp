// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

#include "core/base/threadguard.h"
#include "core/settings/databaseaddress.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QSysInfo>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <tuple>

using namespace Qt::StringLiterals;

namespace pelorus::settings {
namespace {

constexpr int kMachineNameMost = 40; // host/pid/short id must fit into 64 characters

/// Never shows the value: a token pasted into the wrong variable must not end up in a log.
tl::unexpected<Error> wrong(const QString &name, const QString &expected)
{
    return fail(
        ErrorKind::InvalidInput,
        QCoreApplication::translate("Core", "The setting %1 has a value that cannot be used. %2")
            .arg(name, expected));
}

/// A number of the setting's own unit; the whole text must be one.
std::optional<double> number(const QString &value)
{
    bool ok = false;
    const double parsed = value.trimmed().toDouble(&ok);
    if (!ok || !(parsed >= 0))
        return {};
    return parsed;
}

/// Where the values come from, strongest first. An empty value counts as not set.
class Source final
{
public:
    void add(QHash<QString, QString> values) { m_layers.push_back(std::move(values)); }

    [[nodiscard]] QString value(const QString &name) const
    {
        for (const auto &layer : m_layers) {
            const QString found = layer.value(name).trimmed();
            if (!found.isEmpty())
                return found;
        }
        return {};
    }

private:
    std::vector<QHash<QString, QString>> m_layers;
};

Result<QHash<QString, QString>> readFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QHash<QString, QString>{};
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorKind::Io,
                    QCoreApplication::translate(
                        "Core", "The settings file %1 cannot be read. Check its permissions.")
                        .arg(QDir::toNativeSeparators(path)),
                    file.errorString());
    }
    return parseDotEnv(QString::fromUtf8(file.readAll()));
}

QString expanded(const QString &path)
{
    const QString whole = path == u"~"_s || path.startsWith("~/"_L1)
        ? QString(QDir::homePath() % path.mid(1))
        : path;
    return QDir::cleanPath(QFileInfo(QDir::fromNativeSeparators(whole)).absoluteFilePath());
}

QString sqliteUrl(const QString &path)
{
    // As in SQLAlchemy's and Django's URLs: the third slash ends the empty host, so an absolute
    // path has four.
    QString encoded = path;
    encoded.replace(u'%', u"%25"_s).replace(u'?', u"%3F"_s);
    return u"sqlite:///"_s + encoded;
}

bool holdsPassword(const QString &url)
{
    return !splitDatabaseUrl(Secret(url)).password.isEmpty();
}

/// Applies the variables one after the other; the first wrong one ends it.
class Loader final
{
public:
    Loader(const Source &source, Settings &settings)
        : m_source(source)
        , m_settings(settings)
    {
    }

    Result<void> run()
    {
        using Step = Result<void> (Loader::*)();
        for (const Step step : {&Loader::database,
                                &Loader::addresses,
                                &Loader::numbers,
                                &Loader::flags,
                                &Loader::cookies,
                                &Loader::paths,
                                &Loader::delay,
                                &Loader::words}) {
            if (auto done = (this->*step)(); !done)
                return done;
        }
        return {};
    }

private:
    [[nodiscard]] QString value(const QString &name) const { return m_source.value(name); }

    Result<void> database()
    {
        m_settings.dolphinToken = Secret(value(u"DOLPHIN_API_TOKEN"_s));
        QString url = value(u"DATABASE_URL"_s);
        if (url.isEmpty()) {
            const QString path = value(u"DATABASE_PATH"_s);
            url = sqliteUrl(path.isEmpty() ? QString(m_settings.dataDir % u"/pelorus.db"_s)
                                           : expanded(path));
        }
        if (url.startsWith("postgres://"_L1))
            url.replace(0, 8, u"postgresql"_s);
        if (!url.startsWith("postgresql://"_L1) && !url.startsWith("sqlite:///"_L1)) {
            return wrong(u"DATABASE_URL"_s,
                         QCoreApplication::translate(
                             "Core", "It must begin with postgresql:// or sqlite:///."));
        }
        if (url == u"sqlite:///"_s)
            return wrong(
                u"DATABASE_URL"_s,
                QCoreApplication::translate("Core", "The path of the database file is missing."));
        m_settings.databaseUrl = Secret(url);
        return {};
    }

    Result<void> address(const QString &name, QUrl &target, int defaultPort = -1)
    {
        QString given = value(name);
        if (given.isEmpty())
            return {};
        if (!given.contains("://"_L1))
            given.prepend("http://"_L1);
        while (given.endsWith(u'/'))
            given.chop(1);
        QUrl url(given, QUrl::StrictMode);
        const bool web = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
        if (!url.isValid() || !web || url.host().isEmpty() || !url.userInfo().isEmpty()
            || url.hasQuery() || url.hasFragment() || url.port(1) == 0) {
            return wrong(name,
                         QCoreApplication::translate(
                             "Core", "It must be an address such as http://localhost:3001."));
        }
        if (url.port() < 0 && defaultPort > 0 && url.scheme() == "http"_L1)
            url.setPort(defaultPort);
        target = url;
        return {};
    }

    Result<void> addresses()
    {
        const std::array<std::tuple<QString, QUrl *, int>, 5> all{{
            {u"DOLPHIN_API_HOST"_s, &m_settings.dolphinLocal, 3001},
            {u"DOLPHIN_REMOTE_API"_s, &m_settings.dolphinRemote, -1},
            {u"DOLPHIN_SYNC_API_BASE"_s, &m_settings.dolphinSync, -1},
            {u"DOLPHIN_DARKWING_BASE"_s, &m_settings.dolphinDarkwing, -1},
            {u"PELORUS_SITE_URL"_s, &m_settings.siteUrl, -1},
        }};
        for (const auto &[name, target, port] : all) {
            if (auto done = address(name, *target, port); !done)
                return done;
        }
        return {};
    }

    Result<void>
    whole(const QString &name, int least, int most, const std::function<void(int)> &set)
    {
        const QString given = value(name);
        if (given.isEmpty())
            return {};
        bool ok = false;
        const int parsed = given.toInt(&ok);
        if (!ok || parsed < least || parsed > most) {
            return wrong(
                name,
                QCoreApplication::translate("Core", "It must be a whole number from %1 to %2.")
                    .arg(least)
                    .arg(most));
        }
        set(parsed);
        return {};
    }

    Result<void> numbers()
    {
        Settings &s = m_settings;
        if (auto done
            = whole(u"CONCURRENCY_LIMIT"_s, 1, 100, [&](int n) { s.concurrencyLimit = n; });
            !done)
            return done;
        if (auto done = whole(u"PELORUS_LEASE_TTL"_s,
                              1,
                              86400,
                              [&](int n) { s.leaseTtl = std::chrono::seconds(n); });
            !done)
            return done;
        if (auto done = whole(u"PELORUS_OPERATOR_WAIT"_s,
                              0,
                              1440,
                              [&](int n) { s.operatorWait = std::chrono::minutes(n); });
            !done)
            return done;
        if (auto done = whole(u"PELORUS_CONFIRM_WITHIN"_s,
                              1,
                              3600,
                              [&](int n) { s.confirmWithin = std::chrono::seconds(n); });
            !done)
            return done;
        if (auto done = whole(u"PELORUS_PROOF_WITHIN"_s,
                              0,
                              3600,
                              [&](int n) { s.proofWithin = std::chrono::seconds(n); });
            !done)
            return done;
        if (auto done = whole(u"PELORUS_CHECK_AFTER"_s,
                              0,
                              86400,
                              [&](int n) { s.checkAfter = std::chrono::seconds(n); });
            !done)
            return done;
        if (auto done = whole(u"PELORUS_ACCOUNTS_PER_PROXY"_s,
                              0,
                              kAccountsPerProxyMost,
                              [&](int n) { s.accountsPerProxy = n; });
            !done)
            return done;
        if (auto done = whole(u"PELORUS_PROFILES_A_MONTH"_s,
                              0,
                              kProfilesAMonthMost,
                              [&](int n) { s.profilesAMonth = n; });
            !done)
            return done;
        if (auto done = whole(u"PELORUS_BACKUP_EVERY"_s,
                              1,
                              kBackupHoursMost,
                              [&](int n) { s.backupEvery = std::chrono::hours(n); });
            !done)
            return done;
        return whole(u"PELORUS_BACKUP_KEEP"_s, 1, kBackupsMost, [&](int n) { s.backupKeep = n; });
    }

    Result<void> flag(const QString &name, const std::function<void(bool)> &set)
    {
        const QString given = value(name);
        if (given.isEmpty())
            return {};
        const auto parsed = parseFlag(name, given);
        if (!parsed)
            return fail(parsed.error());
        set(*parsed);
        return {};
    }

    Result<void> flags()
    {
        Settings &s = m_settings;
        if (auto done = flag(u"EPHEMERAL_PROFILES"_s,
                             [&](bool on) {
                                 s.profileMode
                                     = on ? ProfileMode::Ephemeral : ProfileMode::Persistent;
                             });
            !done)
            return done;
        if (auto done = flag(u"PELORUS_BACKUP_MEDIA"_s, [&](bool on) { s.backupMedia = on; });
            !done)
            return done;
        return flag(u"PELORUS_HEADLESS"_s, [&](bool on) { s.headless = on; });
    }

    Result<void> cookies()
    {
        const QString source = value(u"COOKIE_SOURCE"_s).toLower();
        if (source == "dolphin-first"_L1 || source == "dolphin"_L1)
            m_settings.cookieSource = CookieSource::DolphinFirst;
        else if (!source.isEmpty() && source != "cdp-first"_L1 && source != "cdp"_L1)
            return wrong(
                u"COOKIE_SOURCE"_s,
                QCoreApplication::translate("Core", "It must be cdp-first or dolphin-first."));

        const QString time = value(u"DOLPHIN_COOKIE_TIME"_s).toLower();
        if (time == "seconds"_L1 || time == "s"_L1)
            m_settings.cookieTime = CookieTime::Seconds;
        else if (!time.isEmpty() && time != "milliseconds"_L1 && time != "ms"_L1)
            return wrong(
                u"DOLPHIN_COOKIE_TIME"_s,
                QCoreApplication::translate("Core", "It must be milliseconds or seconds."));

        const QString given = value(u"COOKIE_CHANNELS"_s).toLower();
        if (given.isEmpty())
            return {};
        std::vector<CookieChannel> channels;
        for (const QString &part : given.split(u',')) {
            const QString word = part.trimmed();
            const auto channel = word == "cdp"_L1 ? std::optional(CookieChannel::Cdp)
                : word == "local"_L1              ? std::optional(CookieChannel::Local)
                : word == "remote"_L1             ? std::optional(CookieChannel::Remote)
                                                  : std::nullopt;
            if (!channel || std::ranges::find(channels, *channel) != channels.end()) {
                return wrong(u"COOKIE_CHANNELS"_s,
                             QCoreApplication::translate(
                                 "Core",
                                 "It must name each of cdp, local and remote at most once, with "
                                 "commas between."));
            }
            channels.push_back(*channel);
        }
        m_settings.cookieChannels = std::move(channels);
        return {};
    }

    Result<void> paths()
    {
        if (const QString root = value(u"MEDIA_ROOT"_s); !root.isEmpty())
            m_settings.mediaRoot = expanded(root);
        if (const QString folder = value(u"PELORUS_BACKUP_DIR"_s); !folder.isEmpty())
            m_settings.backupDir = expanded(folder);
        for (const QString &part : value(u"PELORUS_BROWSER_PATHS"_s).split(u';')) {
            const QString rule = part.trimmed();
            if (rule.isEmpty())
                continue;
            const qsizetype equals = rule.indexOf(u'=');
            if (equals <= 0 || equals == rule.size() - 1) {
                return wrong(u"PELORUS_BROWSER_PATHS"_s,
                             QCoreApplication::translate(
                                 "Core",
                                 "Each rule must read OURS=BROWSERS, such as Z:\\=/, with a "
                                 "semicolon between two rules."));
            }
            m_settings.browserPaths.push_back(
                {rule.left(equals).trimmed(), rule.mid(equals + 1).trimmed()});
        }
        return {};
    }

    Result<void> delay()
    {
        const QString given = value(u"PELORUS_ACTION_DELAY"_s);
        if (given.isEmpty())
            return {};
        const auto parts = given.split(u'-');
        const auto least = number(parts.first());
        const auto most = number(parts.last());
        if (parts.size() > 2 || !least || !most || *least > *most || *most > 600) {
            return wrong(
                u"PELORUS_ACTION_DELAY"_s,
                QCoreApplication::translate(
                    "Core", "It must be seconds such as 0.3-1.2, the smaller number first."));
        }
        using std::chrono::milliseconds;
        m_settings.actionDelayLeast = milliseconds(std::llround(*least * 1000));
        m_settings.actionDelayMost = milliseconds(std::llround(*most * 1000));
        return {};
    }

    Result<void> words()
    {
        const QString level = value(u"PELORUS_LOG_LEVEL"_s).toLower();
        static const QStringList levels{u"trace"_s, u"debug"_s, u"info"_s, u"warn"_s, u"error"_s};
        if (!level.isEmpty() && !levels.contains(level)) {
            return wrong(u"PELORUS_LOG_LEVEL"_s,
                         QCoreApplication::translate(
                             "Core", "It must be trace, debug, info, warn or error."));
        }
        if (!level.isEmpty())
            m_settings.logLevel = log::levelFromName(level);

        m_settings.machine = value(u"PELORUS_MACHINE"_s);
        const bool given = !m_settings.machine.isEmpty();
        if (!given) {
            m_settings.machine = QSysInfo::machineHostName().left(kMachineNameMost);
            m_settings.machine.replace(u'/', u'-');
        }
        if (m_settings.machine.isEmpty())
            m_settings.machine = u"machine"_s;
        const bool printable = std::ranges::all_of(
            m_settings.machine, [](QChar c) { return c.isPrint() && c != u'/'; });
        if (m_settings.machine.size() > kMachineNameMost || !printable) {
            return wrong(u"PELORUS_MACHINE"_s,
                         QCoreApplication::translate(
                             "Core", "It must be a name of at most %1 characters without a slash.")
                             .arg(kMachineNameMost));
        }
        return {};
    }

    const Source &m_source;
    Settings &m_settings;
};

} // namespace

Result<Settings> load(const QHash<QString, QString> &environment, const QString &programDir)
{
    mayBlock("Reading the settings");
    Source source;
    source.add(environment);
    auto dotEnv = readFile(programDir % u"/.env"_s);
    if (!dotEnv)
        return fail(dotEnv.error());
    source.add(*std::move(dotEnv));

    Settings settings;
    const QString dataDir = source.value(u"PELORUS_DATA_DIR"_s);
    settings.dataDir = dataDir.isEmpty()
        ? QString(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
                  % u"/pelorus"_s)
        : expanded(dataDir);

    auto file = readFile(settings.dataDir % u"/settings.ini"_s);
    if (!file)
        return fail(file.error());
    if (!file->value(u"DOLPHIN_API_TOKEN"_s).isEmpty())
        return wrong(u"DOLPHIN_API_TOKEN"_s,
                     QCoreApplication::translate("Core",
                                                 "A token must not stand in settings.ini; enter it "
                                                 "on the settings page."));
    if (holdsPassword(file->value(u"DATABASE_URL"_s)))
        return wrong(
            u"DATABASE_URL"_s,
            QCoreApplication::translate("Core",
                                        "A password must not stand in settings.ini; enter it "
                                        "on the settings page."));
    // One of the two from outside stands for both.
    for (const QString &name : {u"DATABASE_PATH"_s, u"DATABASE_URL"_s})
        if (!source.value(name).isEmpty())
            settings.databaseSetBy = name;
    if (!settings.databaseSetBy.isEmpty()) {
        file->remove(u"DATABASE_URL"_s);
        file->remove(u"DATABASE_PATH"_s);
    }
    settings.databaseInFile = !file->value(u"DATABASE_URL"_s).trimmed().isEmpty();
    source.add(*std::move(file));

    if (auto done = Loader(source, settings).run(); !done)
        return fail(done.error());
    return settings;
}

QHash<QString, QString> processEnvironment()
{
    const auto environment = QProcessEnvironment::systemEnvironment();
    QHash<QString, QString> values;
    for (const QString &name : environment.keys())
        values.insert(name, environment.value(name));
    return values;
}

Result<bool> parseFlag(const QString &name, const QString &given)
{
    static const QStringList yes{u"1"_s, u"true"_s, u"yes"_s, u"on"_s};
    static const QStringList no{u"0"_s, u"false"_s, u"no"_s, u"off"_s};
    const QString word = given.trimmed().toLower();
    if (yes.contains(word))
        return true;
    if (no.contains(word))
        return false;
    return wrong(name,
                 QCoreApplication::translate(
                     "Core", "It must be 1 or 0 (true or false, yes or no, on or off)."));
}

} // namespace pelorus::settings

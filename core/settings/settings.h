// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/log.h"
#include "core/base/secret.h"

#include <QHash>
#include <QStringList>
#include <QUrl>

#include <chrono>

namespace pelorus::settings {

/// How a profile comes and goes.
enum class ProfileMode { Ephemeral, Persistent };

/// Channels that carry cookies into a profile, tried in the order that the setting gives.
enum class CookieChannel { Cdp, Local, Remote };

/// Which reading of the cookies wins at the end of a task.
enum class CookieSource { CdpFirst, DolphinFirst };

/// What Dolphin's local import takes `expirationDate` for.
enum class CookieTime { Milliseconds, Seconds };

/// One rule of PELORUS_BROWSER_PATHS: where our path begins with `ours`, the browser's begins with
/// `browsers` (Windows drive letters under Wine, container mounts).
struct PathRule
{
    QString ours;
    QString browsers;
};

/// All settings of one process, read once at start. Move-only, as it holds the token.
struct Settings
{
    /// postgresql://user@host:port/name or sqlite:///absolute/path. May carry a password.
    Secret databaseUrl;
    /// The address stands in the settings file, which holds no password.
    bool databaseInFile = false;
    /// DATABASE_URL or DATABASE_PATH where the environment or `.env` gives it: it wins over the
    /// settings file.
    QString databaseSetBy;
    Secret dolphinToken;
    QUrl dolphinLocal{QStringLiteral("http://localhost:3001")};
    QUrl dolphinRemote{QStringLiteral("https://dolphin-anty-api.com")};
    QUrl dolphinSync{QStringLiteral("https://sync.dolphin-anty-api.com")};
    QUrl dolphinDarkwing{QStringLiteral("https://darkwing.dolphin-anty-api.com")};
    int concurrencyLimit = 2;
    ProfileMode profileMode = ProfileMode::Ephemeral;
    bool headless = false;
    std::vector<CookieChannel> cookieChannels{
        CookieChannel::Cdp, CookieChannel::Local, CookieChannel::Remote};
    CookieSource cookieSource = CookieSource::CdpFirst;
    /// The vendor's schema says milliseconds, some clients send seconds. Milliseconds read as
    /// seconds put the end far away; seconds read as milliseconds lose the cookies without a word.
    CookieTime cookieTime = CookieTime::Milliseconds;
    QString mediaRoot;
    std::vector<PathRule> browserPaths;
    QString dataDir;
    log::Level logLevel = log::Level::Info;
    /// Pause between two actions on the site, uniform between the two.
    std::chrono::milliseconds actionDelayLeast{300};
    std::chrono::milliseconds actionDelayMost{1200};
    std::chrono::seconds leaseTtl{120};
    /// How long NEEDS_OPERATOR keeps an open window.
    std::chrono::minutes operatorWait{30};
    /// How long the site may take to confirm or refuse after Share.
    std::chrono::seconds confirmWithin{1200};
    /// How long the new link is looked for at once when nothing else proves a publication, and when
    /// the first later look comes.
    std::chrono::seconds proofWithin{60};
    std::chrono::seconds checkAfter{600};
    /// The site's address; only tests and the demo set another one.
    QUrl siteUrl{QStringLiteral("https://www.instagram.com")};
    /// Name of this machine in locks, ledger and worker rows.
    QString machine;
    /// Running accounts a proxy; 0 means no limit.
    int accountsPerProxy = 1;
    /// Profiles that Dolphin's plan allows to create in a month; 0 means no limit known.
    int profilesAMonth = 0;
    /// Where backups are made by themselves; empty: nowhere.
    QString backupDir;
    std::chrono::hours backupEvery{24};
    int backupKeep = 7;
    /// The files of MEDIA_ROOT go along, by hand too.
    bool backupMedia = false;

    /// The path under which the browser sees `path`.
    [[nodiscard]] QString browserPath(const QString &path) const;
    /// MEDIA_ROOT + a stored relative path; absolute paths stay as they are.
    [[nodiscard]] QString absoluteMediaPath(const QString &stored) const;
    /// The reverse: relative with forward slashes where the file lies under MEDIA_ROOT.
    [[nodiscard]] QString storedMediaPath(const QString &path) const;
};

/// Environment first, then `.env` beside the program, then the settings file in the data folder
/// (settings.ini; no secrets in it). `environment` is injected so that tests need not change
/// theirs. A wrong value is an InvalidInput that names the variable. Names: DATABASE_URL,
/// DATABASE_PATH, DOLPHIN_API_TOKEN, DOLPHIN_API_HOST, DOLPHIN_REMOTE_API, DOLPHIN_SYNC_API_BASE,
/// DOLPHIN_DARKWING_BASE, CONCURRENCY_LIMIT, EPHEMERAL_PROFILES, PELORUS_HEADLESS, COOKIE_CHANNELS,
/// COOKIE_SOURCE, DOLPHIN_COOKIE_TIME (milliseconds, seconds), MEDIA_ROOT, PELORUS_BROWSER_PATHS,
/// PELORUS_DATA_DIR, PELORUS_LOG_LEVEL, PELORUS_ACTION_DELAY ("0.3-1.2"), PELORUS_LEASE_TTL (s),
/// PELORUS_OPERATOR_WAIT (min), PELORUS_CONFIRM_WITHIN (s), PELORUS_PROOF_WITHIN (s),
/// PELORUS_CHECK_AFTER (s), PELORUS_SITE_URL, PELORUS_MACHINE, PELORUS_ACCOUNTS_PER_PROXY,
/// PELORUS_PROFILES_A_MONTH, PELORUS_BACKUP_DIR, PELORUS_BACKUP_EVERY (h), PELORUS_BACKUP_KEEP,
/// PELORUS_BACKUP_MEDIA.
[[nodiscard]] Result<Settings> load(const QHash<QString, QString> &environment,
                                    const QString &programDir);

/// The process environment as load() wants it.
[[nodiscard]] QHash<QString, QString> processEnvironment();

inline constexpr int kAccountsPerProxyMost = 1000;
inline constexpr int kProfilesAMonthMost = 10000000;
inline constexpr int kBackupHoursMost = 24 * 366;
inline constexpr int kBackupsMost = 1000;

/// From 80 % of a month's profiles on people are told.
[[nodiscard]] constexpr bool nearsLimit(int made, int limit)
{
    return limit > 0 && made * 10LL >= limit * 8LL;
}

/// 1, true, yes, on (any case) and their opposites.
[[nodiscard]] Result<bool> parseFlag(const QString &name, const QString &text);
/// The lines of a .env file: KEY=value, quotes, comments, `export`.
[[nodiscard]] QHash<QString, QString> parseDotEnv(const QString &text);

} // namespace pelorus::settings

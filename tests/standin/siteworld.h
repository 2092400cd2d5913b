// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <memory>
#include <optional>

namespace pelorus::standin {

struct SitePost
{
    QString account;
    QString code;
    QString kind; ///< reel or p
    QString fileName;
    QString sha256;
    qint64 size = 0;
    QString caption;
    QString location;
    QJsonObject more; ///< ratio, cover, switches, alt text, collaborators
    QDateTime at;
    QDateTime visibleFrom; ///< invalid: never
    bool existing = false; ///< was there before the test began

    [[nodiscard]] bool isVisible() const;
    [[nodiscard]] QString link() const { return u'/' + kind + u'/' + code + u'/'; }
};

struct SiteAccount
{
    QString username;
    QString password;
    QString totpSecret;
    QString language = QStringLiteral("en");
    QString id;
    QJsonObject scenario;  ///< its own keys
    QList<SitePost> posts; ///< oldest first
    bool challengeSolved = false;
    bool consentGiven = false;
    bool chosen = false;
    bool sharing = false;
    int brokenServed = 0;
    int refused = 0;
    int uploadsFailed = 0;
    int signIns = 0;
    int failedSignIns = 0;
    int shareClicks = 0;
    int tryAgains = 0;
    int challengesShown = 0;
    int challengesSubmitted = 0;

    /// Newest first, pinned ones before.
    [[nodiscard]] QList<SitePost> visiblePosts(int pinned) const;
};

using SiteAccountPtr = std::shared_ptr<SiteAccount>;

struct SiteSession
{
    QString username;
    bool fresh = false; ///< just signed in by password: "Save your login info?" is due
    int frontPages = 0;
};

/// Something that was uploaded and not yet shared. The bytes are not kept.
struct SiteUpload
{
    QString username;
    QString fileName;
    QString sha256;
    qint64 size = 0;
};

struct SiteTicket
{
    QString username;
    QString next;
    bool signIn = false; ///< no session yet: solving it signs in
};

/// What the site knows: accounts, sessions, posts, what happened.
class SiteWorld final
{
public:
    [[nodiscard]] Result<QJsonObject> configure(const QJsonObject &settings);
    [[nodiscard]] QJsonObject state() const;

    [[nodiscard]] SiteAccountPtr account(const QString &username) const;
    [[nodiscard]] QStringList usernames() const { return m_accounts.keys(); }
    [[nodiscard]] QJsonObject scenario(const SiteAccount &account) const;
    [[nodiscard]] QJsonObject scenario() const;

    /// Signs in; F21: the session may belong to somebody else. Answers the value of sessionid.
    QByteArray newSession(const SiteAccountPtr &account, bool fresh);
    [[nodiscard]] SiteSession *session(const QByteArray &id);
    void endSession(const QByteArray &id) { m_sessions.remove(id); }
    void endSessions(const QString &username);

    SitePost &
    publish(const SiteAccountPtr &account, const SiteUpload &upload, const QJsonObject &fields);
    [[nodiscard]] std::optional<SitePost> post(const QString &code) const;
    void warn(const QString &text) { m_warnings.append(text); }
    void count(const QString &event, const QString &detail);

    QHash<QString, SiteUpload> uploads;
    QHash<QString, SiteTicket> tickets;   ///< of challenges
    QHash<QString, QString> secondFactor; ///< identifier → user name

private:
    Result<void> setAccount(const QJsonObject &settings);
    SiteAccountPtr ensureAccount(const QString &username);
    void addExisting(const SiteAccountPtr &account, int count);

    QMap<QString, SiteAccountPtr> m_accounts;
    QHash<QByteArray, SiteSession> m_sessions;
    QJsonObject m_defaults;
    QStringList m_warnings;
    QMap<QString, int> m_events;
    QStringList m_published; ///< account + SHA-256
};

[[nodiscard]] QString siteRandom(int length);

} // namespace pelorus::standin

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/importstore.h"
#include "core/store/session.h"
#include "core/store/stores.h"
#include "tests/support/testdatabase.h"

#include <QTest>

// What the store's tests begin with.

#define OPEN_DATABASE                                                                              \
    QFETCH(QString, engine);                                                                       \
    const TestDatabase fixture(engine);                                                            \
    QVERIFY2(fixture.isValid(), qPrintable(fixture.problem()));                                    \
    [[maybe_unused]] const DatabasePtr &db = *fixture

namespace pelorus::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace pelorus::store;

/// As a machine knows that shares no data folder with the others.
inline bool nobodyIsGone(const QString &)
{
    return false;
}

inline QByteArray hash(char fill)
{
    return QByteArray(32, fill);
}

inline NewItem item(char fill)
{
    return {u"clip-%1.mp4"_s.arg(QLatin1Char(fill)),
            u"caption 🎬"_s,
            {},
            {u"friend"_s},
            10,
            hash(fill),
            false};
}

inline AccountId addAccount(const DatabasePtr &db, const QString &name)
{
    NewAccount account;
    account.username = name;
    account.password = Secret(u"CANARY-pw"_s);
    return AccountStore(db).add(account).value_or(AccountId{});
}

inline ClaimRequest
request(const std::vector<DueJob> &due, const QString &holder, std::chrono::seconds ttl = 60s)
{
    ClaimRequest request{{}, holder, u"DESK-1"_s, holder, ttl, 1};
    for (const DueJob &job : due)
        request.among.push_back(job.id);
    return request;
}

inline Result<std::optional<Claimed>>
claimAny(const DatabasePtr &db, const QString &holder, std::chrono::seconds ttl = 60s)
{
    JobStore jobs(db);
    const auto due = jobs.due(50);
    if (!due)
        return fail(due.error());
    return jobs.claim(request(*due, holder, ttl));
}

/// The lease runs out without anybody waiting for it.
inline void expire(const DatabasePtr &db, AccountId account)
{
    const auto done = db->priv().write([&](Connection &connection) -> Result<void> {
        Query query(
            connection,
            u"UPDATE uploader_instagramaccount SET locked_until = {plus :past} WHERE id = :id"_s);
        return query.bind(u":past"_s, -5).bind(u":id"_s, account.value).run();
    });
    QVERIFY(done);
}

/// The import of the entries, if its preview said the same of each line.
inline Result<ImportResult>
importAsForeseen(const DatabasePtr &db, auto import, const auto &entries, OnDuplicate rule)
{
    ImportStore store(db);
    const auto preview = (store.*import)(entries, {rule, true}, {});
    auto done = (store.*import)(entries, {rule}, {});
    if (!preview || !done)
        return preview ? done : preview;
    for (size_t i = 0; i < done->rows.size(); ++i) {
        const ImportRow &row = done->rows[i];
        if (row.what != preview->rows[i].what || row.note != preview->rows[i].note)
            return fail(ErrorKind::Internal, u"line %1: %2"_s.arg(row.line).arg(row.note));
    }
    return done;
}

inline formats::Cookies signedIn(const QString &value)
{
    formats::Cookies cookies;
    for (const QString &name : {u"sessionid"_s, u"ds_user_id"_s, u"csrftoken"_s}) {
        formats::Cookie cookie;
        cookie.name = name;
        cookie.value = Secret(value);
        cookie.domain = u".instagram.com"_s;
        cookie.expires = 4000000000.0;
        cookies.push_back(std::move(cookie));
    }
    return cookies;
}

inline formats::Cookies signedOut()
{
    formats::Cookies cookies = signedIn(u"x"_s);
    cookies.erase(cookies.begin(), cookies.begin() + 2);
    return cookies;
}

} // namespace pelorus::test

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/sharedjob.h"

#include "tests/support/resultmacros.h"

using namespace Qt::StringLiterals;

namespace pelorus::test {
namespace {

Result<SharedJob> share(Harness &bench, const QString &account, int videos)
{
    QStringList paths;
    for (int i = 0; i < videos; ++i)
        paths += bench.makeVideo(u"%1 %2.mp4"_s.arg(account).arg(i));
    SharedJob shared;
    shared.job = bench.job(bench.createBulk({account}, paths), account);
    store::ClaimRequest request;
    request.among = {shared.job};
    request.holder = u"gone/1/a"_s;
    request.machine = u"GONE"_s;
    request.worker = u"gone"_s;
    const auto claimed = store::JobStore(bench.database()).claim(request);
    if (!claimed)
        return fail(claimed.error());
    if (!claimed->has_value())
        return fail(ErrorKind::Conflict, u"the job is not free"_s);
    shared.lease = (*claimed)->lease;
    shared.items = (*claimed)->items;
    for (const store::Item &item : shared.items) {
        const auto intended = store::PublicationStore(bench.database())
                                  .intend(shared.lease, shared.job, item, {}, item.publishAgain);
        if (!intended)
            return fail(intended.error());
        shared.publications.push_back(*intended);
    }
    return shared;
}

} // namespace

SharedJob shareVideos(Harness &bench, const QString &account, int videos)
{
    auto shared = share(bench, account, videos);
    if (!shared)
        QTest::qFail(qPrintable(toLogString(shared.error())), __FILE__, __LINE__);
    return shared.value_or(SharedJob());
}

void endWithoutProof(Harness &bench, const SharedJob &shared)
{
    QVERIFY_RESULT(store::JobStore(bench.database()).finish(shared.lease, shared.job, {}));
}

JobId lookFor(Harness &bench, PublicationId publication)
{
    const auto rows = store::JobStore(bench.database()).rows(1000);
    for (const store::JobRow &row : rows.value_or(std::vector<store::JobRow>())) {
        if (row.job.checksPublication == publication)
            return row.job.id;
    }
    return {};
}

} // namespace pelorus::test

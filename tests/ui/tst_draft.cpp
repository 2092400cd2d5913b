// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bulk/draft.h"
#include "ui/bulk/reviewmodel.h"
#include "ui/bulk/videomodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::ui;

namespace {

const QDateTime kNow(QDate(2026, 11, 25), QTime(12, 0), Qt::UTC);

DraftVideo video(const QString &path, char hash)
{
    DraftVideo v;
    v.path = path;
    v.state = DraftVideo::State::Ready;
    v.size = 51LL * 1024 * 1024;
    v.sha256 = QByteArray(32, hash);
    return v;
}

store::AccountRow account(qint64 id, const QString &name)
{
    store::AccountRow row;
    row.id = {id};
    row.username = name;
    row.status = u"ACTIVE"_s;
    row.cookieCount = 3;
    return row;
}

struct Plan
{
    run::PlanInput input;
    run::BulkPlan plan;
    QStringList missing;
};

} // namespace

class tst_Draft final : public QObject
{
    Q_OBJECT

    settings::Settings m_settings;
    BulkDraft m_draft;
    std::vector<store::AccountRow> m_accounts;

    Plan plan()
    {
        std::vector<const store::AccountRow *> chosen;
        for (const store::AccountRow &row : m_accounts)
            chosen.push_back(&row);
        Plan p;
        p.input = toPlanInput(m_draft, chosen, m_settings, kNow);
        p.plan = run::planBulk(p.input);
        p.missing = whatIsMissing(m_draft, p.input, p.plan);
        return p;
    }

private slots:
    void init()
    {
        m_settings.mediaRoot = u"/media"_s;
        m_draft = {};
        m_draft.videos = {video(u"/media/a.mp4"_s, 'a'),
                          video(u"/media/b.mp4"_s, 'b'),
                          video(u"/media/c.mp4"_s, 'c')};
        m_accounts = {account(1, u"alice"_s), account(2, u"bob"_s)};
    }
    void spreads()
    {
        QCOMPARE(plan().plan.good, 3);
        QCOMPARE(plan().plan.accounts, 2);
        QVERIFY(plan().missing.isEmpty());
        m_draft.spread = run::Spread::AllToAll;
        QCOMPARE(plan().plan.good, 6);
    }
    void byHandSaysWhatHasNoAccount()
    {
        m_draft.spread = run::Spread::ByHand;
        QCOMPARE(plan().plan.good, 0);
        QCOMPARE(plan().missing.size(), 1);
        m_draft.assign({u"/media/a.mp4"_s}, {1, 2});
        m_draft.assign({u"/media/b.mp4"_s}, {2});
        const Plan p = plan();
        QCOMPARE(p.plan.good, 3);
        QCOMPARE(p.missing.size(), 1); // c.mp4 is given to nobody
        ReviewModel review;
        QAbstractItemModelTester tester(&review,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        review.setPlan(p.input, p.plan);
        QCOMPARE(review.rowCount(), 4);
        QVERIFY(!review.entry(3));
        QCOMPARE(review.video(3), 2);
        // Given anew, the old accounts are gone.
        m_draft.assign({u"/media/a.mp4"_s}, {1});
        QCOMPARE(plan().plan.good, 2);
        m_draft.removeVideo(u"/media/a.mp4"_s);
        QCOMPARE(plan().plan.good, 1);
    }
    void removedVideosComeBackOnce()
    {
        const auto draft = std::make_shared<BulkDraft>(m_draft);
        VideoModel model(draft);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        draft->assign({u"/media/a.mp4"_s, u"/media/b.mp4"_s, u"/media/c.mp4"_s}, {1});
        const auto assigned = draft->assigned;
        draft->videos[1].state = DraftVideo::State::Reading;
        const std::vector<std::pair<int, DraftVideo>> gone{{0, draft->videos[0]},
                                                           {1, draft->videos[1]}};
        const QStringList paths{gone[0].second.path, gone[1].second.path};
        model.remove(paths);
        auto other = *draft;
        model.add({paths[0]}); // before Undo
        draft->assign({u"/media/c.mp4"_s}, {2});
        model.insert(gone);
        draft->assignAgain(assigned, paths);
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(draft->videos[size_t(draft->videoAt(paths[1]))].state
                == DraftVideo::State::Waiting);
        using Pairs = std::vector<std::pair<QString, qint64>>;
        QCOMPARE(draft->assigned, (Pairs{{u"/media/c.mp4"_s, 2}, {paths[0], 1}, {paths[1], 1}}));
        other.assignAgain(assigned, paths);
        QCOMPARE(other.assigned, assigned);
    }
    void aLongCaptionsFileIsSaidShortly()
    {
        m_draft.captions = BulkDraft::Captions::Csv;
        for (int i = 0; i < 5000; ++i) {
            formats::CaptionRow row;
            row.line = i + 2;
            row.video = u"other%1.mp4"_s.arg(i);
            row.caption = u"text"_s;
            m_draft.csvRows.push_back(row);
        }
        formats::CaptionRow own;
        own.video = u"folder/A.MP4"_s;
        own.caption = u"for all"_s;
        m_draft.csvRows.push_back(own);
        own.account = u"ALICE"_s;
        own.caption = u"for alice"_s;
        m_draft.csvRows.push_back(own);
        m_draft.spread = run::Spread::AllToAll;
        const Plan p = plan();
        QCOMPARE(p.plan.problems.size(), 5000);
        QCOMPARE(p.missing.size(), 3);
        QVERIFY2(p.missing.last().contains(u"4,998"_s), qPrintable(p.missing.last()));
        for (const run::PlanEntry &entry : p.plan.entries)
            QCOMPARE(entry.caption,
                     entry.video != 0         ? QString()
                         : entry.account == 0 ? u"for alice"_s
                                              : u"for all"_s);
    }
    void oneLocationForAllThatNameNone()
    {
        m_draft.location = u" Lisbon "_s;
        m_draft.captions = BulkDraft::Captions::Csv;
        formats::CaptionRow row;
        row.video = u"a.mp4"_s;
        row.location = u"Porto"_s;
        m_draft.csvRows.push_back(row);
        row.video = u"b.mp4"_s;
        row.location.clear();
        m_draft.csvRows.push_back(row);
        const Plan p = plan();
        QStringList locations;
        for (const run::PlanEntry &entry : p.plan.entries)
            locations << entry.location;
        QCOMPARE(locations, (QStringList{u"Porto"_s, u"Lisbon"_s, u"Lisbon"_s}));
    }
    void accountsThatCannotRun_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<bool>("runs");
        QTest::addRow("fine") << 0 << true;
        QTest::addRow("paused") << 1 << false;
        QTest::addRow("pause is over") << 2 << true;
        QTest::addRow("suspended") << 3 << false;
        QTest::addRow("no cookies, no password") << 4 << false;
        QTest::addRow("no cookies, a password") << 5 << true;
    }
    void accountsThatCannotRun()
    {
        QFETCH(int, what);
        QFETCH(bool, runs);
        store::AccountRow &row = m_accounts[0];
        if (what == 1 || what == 2) {
            row.pausedUntil = kNow.addSecs(what == 1 ? 60 : -60);
            row.pauseReason = u"rest"_s;
        } else if (what == 3) {
            row.status = u"SUSPENDED"_s;
        } else if (what >= 4) {
            row.cookieCount = 0;
            row.hasPassword = what == 5;
        }
        QCOMPARE(accountProblem(row, kNow).isEmpty(), runs);
        m_draft.spread = run::Spread::AllToAll;
        const Plan p = plan();
        QCOMPARE(p.plan.good, runs ? 6 : 3);
        QCOMPARE(p.missing.isEmpty(), runs);
    }
    void captions()
    {
        m_draft.captionTemplate = u"{file} for {account}"_s;
        QCOMPARE(plan().plan.entries[1].caption, u"b for bob"_s);
        m_draft.typed.insert({u"/media/b.mp4"_s, 2}, u"by hand"_s);
        QCOMPARE(plan().plan.entries[1].caption, u"by hand"_s);
        m_draft.captions = BulkDraft::Captions::ByHand;
        QCOMPARE(plan().plan.entries[0].caption, QString());
        m_draft.captions = BulkDraft::Captions::Template;
        m_draft.captionTemplate = u"{nonsense}"_s;
        QCOMPARE(plan().plan.good, 1);
        m_draft.captionTemplate = QString(2201, u'x');
        QCOMPARE(plan().plan.good, 1);
        m_draft.captionTemplate = QString(2200, u'x');
        QCOMPARE(plan().plan.good, 3);
    }
    void whatStandsAlready()
    {
        const QString key = run::standingKey({1}, QByteArray(32, 'a'));
        m_draft.standing.insert(key, store::Standing::Published);
        QCOMPARE(plan().plan.good, 2);
        QVERIFY(plan().plan.entries[0].problem.startsWith(u"This video is on"_s));
        m_draft.standing.insert(key, store::Standing::Planned);
        QCOMPARE(plan().plan.good, 2);
        QVERIFY(plan().plan.entries[0].problem.startsWith(u"A task that has not ended"_s));
        m_draft.publishAgain = true;
        QCOMPARE(plan().plan.good, 3);
    }
    void unreadAndBroken()
    {
        m_draft.videos[0].state = DraftVideo::State::Waiting;
        m_draft.videos[1].problem = u"The file is missing."_s;
        const Plan p = plan();
        QCOMPARE(m_draft.unread(), 1);
        QCOMPARE(p.plan.good, 2);
        QCOMPARE(p.missing.size(), 2);
    }
    void storedPathsLieUnderTheMediaRoot()
    {
        const Plan p = plan();
        const store::NewBulk bulk = run::toNewBulk(u"n"_s, p.input, p.plan);
        QCOMPARE(bulk.accounts.front().items.front().storedPath, u"a.mp4"_s);
    }
    void videoModel()
    {
        auto draft = std::make_shared<BulkDraft>();
        VideoModel model(draft);
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.add({u"/a.mp4"_s, u"/b.mp4"_s, u"/a.mp4"_s, u"/c.mp4"_s});
        QCOMPARE(model.rowCount(), 3);
        model.add({u"/b.mp4"_s});
        QCOMPARE(model.rowCount(), 3);
        const DraftVideo b = draft->videos[1];
        model.remove({u"/b.mp4"_s, u"/nothing.mp4"_s});
        QCOMPARE(model.rowCount(), 2);
        model.insert({{1, b}});
        QCOMPARE(model.path(1), u"/b.mp4"_s);
    }
};

QTEST_MAIN(tst_Draft)
#include "tst_draft.moc"

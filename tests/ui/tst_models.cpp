// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountmodel.h"
#include "ui/profiles/profilesmodel.h"
#include "ui/tasks/taskmodel.h"
#include "ui/widgets/tableview.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::ui;

namespace {

AccountItem account(qint64 id, int noise = 0)
{
    store::AccountRow row;
    row.id = {id};
    row.username = u"user%1"_s.arg((id * 7919) % 10007, 5, 10, QChar(u'0'));
    row.status = id % 3 ? u"ACTIVE"_s : u"SUSPENDED"_s;
    row.lock = store::LockState((id + noise) % 4);
    row.lockedBy = u"DESK-2/1/abc"_s;
    row.lockedUntil = QDateTime::currentDateTimeUtc().addDays(5).addSecs(
        3600); // its words must not change during the test
    row.cookieCount = int(id % 5);
    row.cookiesValid = id % 2;
    std::vector<store::AccountRow> rows;
    rows.push_back(std::move(row));
    return std::move(toItems(std::move(rows)).front());
}

store::JobRow job(qint64 id, int noise = 0)
{
    store::JobRow row;
    row.job.id = {id};
    row.job.state = store::JobState((id + noise) % 8);
    row.job.accountName = u"user%1"_s.arg(id % 17);
    row.title = u"Task %1"_s.arg(id);
    row.updatedAt = QDateTime::currentDateTimeUtc();
    return row;
}

store::LedgerRow profile(qint64 id, int noise = 0)
{
    store::LedgerRow row;
    row.id = {id};
    row.state = store::LedgerState((id + noise) % 5);
    row.worker = id % 2 ? u"alive"_s : u"dead"_s;
    return row;
}

/// A random selection of the keys 1..80 in random order.
std::vector<qint64> someKeys(QRandomGenerator &random, int most)
{
    std::vector<qint64> keys;
    for (qint64 key = 1; key <= most; ++key)
        if (random.bounded(3) > 0)
            keys.push_back(key);
    if (random.bounded(2))
        std::shuffle(keys.begin(), keys.end(), random);
    return keys;
}

} // namespace

class tst_Models final : public QObject
{
    Q_OBJECT

    template <typename Model, typename Make>
    void torture(Model &model, Make make)
    {
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        QItemSelectionModel selection(&model);
        // Pages ask in the middle of a change, as a view's selectionChanged comes there.
        int wrong = 0;
        const auto askAll = [&] {
            for (int i = 0; i < model.rowCount(); ++i) {
                const qint64 key = model.index(i, 0).data(KeyRole).toLongLong();
                wrong += model.rowOf(key) != i || make.key(model.row(i)) != key;
            }
        };
        connect(&selection, &QItemSelectionModel::selectionChanged, this, askAll);
        connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, askAll);
        connect(&model, &QAbstractItemModel::rowsRemoved, this, askAll);
        connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this, askAll);
        connect(&model, &QAbstractItemModel::rowsInserted, this, askAll);
        connect(&model, &QAbstractItemModel::layoutAboutToBeChanged, this, askAll);
        connect(&model, &QAbstractItemModel::layoutChanged, this, askAll);
        QRandomGenerator random(20241125);
        for (int round = 0; round < 120; ++round) {
            const int most = round % 10 == 9 ? 1500 : 80;
            std::vector<std::decay_t<decltype(make(1, 0))>> rows;
            for (const qint64 key : someKeys(random, most))
                rows.push_back(make(key, round));
            QSet<qint64> kept;
            for (const auto &row : rows)
                kept.insert(make.key(row));
            QSet<qint64> wanted;
            QList<std::pair<QPersistentModelIndex, qint64>> held;
            for (const QModelIndex &index : selection.selectedRows())
                if (kept.contains(index.data(KeyRole).toLongLong()))
                    wanted.insert(index.data(KeyRole).toLongLong());
            for (int i = 0; i < model.rowCount(); i += 7)
                held.append({model.index(i, 1), model.index(i, 0).data(KeyRole).toLongLong()});

            if (random.bounded(3) == 0)
                model.sort(random.bounded(-1, model.columnCount()),
                           random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder);
            model.setRows(std::move(rows));
            QCOMPARE(wrong, 0);

            QSet<qint64> selected;
            for (const QModelIndex &index : selection.selectedRows())
                selected.insert(index.data(KeyRole).toLongLong());
            QCOMPARE(selected, wanted);
            for (const auto &[index, key] : held) {
                if (kept.contains(key)) {
                    QCOMPARE(QModelIndex(index).siblingAtColumn(0).data(KeyRole).toLongLong(), key);
                    QCOMPARE(index.column(), 1);
                } else {
                    QVERIFY(!index.isValid());
                }
            }
            for (int i = 0; i < model.rowCount(); ++i)
                QCOMPARE(model.rowOf(model.index(i, 0).data(KeyRole).toLongLong()), i);
            for (int i = 0; i < model.rowCount(); i += 1 + random.bounded(9))
                selection.select(model.index(i, 0),
                                 QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
        }
    }

private slots:
    void accounts()
    {
        AccountModel model;
        struct
        {
            AccountItem operator()(qint64 id, int noise) const { return account(id, noise); }
            qint64 key(const AccountItem &item) const { return item.row.id.value; }
        } make;
        torture(model, make);
    }
    void tasks()
    {
        TaskModel model;
        struct
        {
            store::JobRow operator()(qint64 id, int noise) const { return job(id, noise); }
            qint64 key(const store::JobRow &row) const { return row.job.id.value; }
        } make;
        torture(model, make);
    }
    void profiles()
    {
        ProfilesModel model;
        model.setAlive({u"alive"_s});
        struct
        {
            store::LedgerRow operator()(qint64 id, int noise) const { return profile(id, noise); }
            qint64 key(const store::LedgerRow &row) const { return row.id.value; }
        } make;
        torture(model, make);
    }

    void filterNarrowsAndKeepsSelection()
    {
        AccountModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        std::vector<AccountItem> rows;
        for (qint64 id = 1; id <= 2000; ++id)
            rows.push_back(account(id));
        model.setRows(std::move(rows));
        model.sort(AccountModel::Name);
        QItemSelectionModel selection(&model);
        selection.select(model.index(model.rowOf(4), 0),
                         QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
        AccountFilter filter;
        filter.text = model.row(model.rowOf(4)).row.username.toUpper();
        model.setFilter(filter);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.total(), 2000);
        QCOMPARE(selection.selectedRows().size(), 1);
        model.setFilter({});
        QCOMPARE(model.rowCount(), 2000);
        QCOMPARE(selection.selectedRows().value(0).data(KeyRole).toLongLong(), 4);
        for (int i = 1; i < model.rowCount(); ++i)
            QVERIFY(model.row(i - 1).row.username <= model.row(i).row.username);
        filter = {};
        filter.lock = AccountFilter::Lock::Expired;
        model.setFilter(filter);
        for (int i = 0; i < model.rowCount(); ++i)
            QCOMPARE(model.row(i).row.lock, store::LockState::Expired);
    }

    void scrollStaysWithItsRow()
    {
        AccountModel model;
        std::vector<AccountItem> rows;
        for (qint64 id = 1; id <= 500; ++id)
            rows.push_back(account(id));
        model.setRows(rows);
        TableView view;
        view.setModel(&model);
        view.resize(600, 300);
        view.show();
        view.selectRow(250);
        view.scrollTo(model.index(250, 0), QAbstractItemView::PositionAtCenter);
        const qint64 current = view.currentKey();
        // Nothing structural: the position stays to the pixel.
        const int before = view.verticalScrollBar()->value();
        for (AccountItem &item : rows)
            item.row.cookieCount += 1;
        model.setRows(rows);
        QCOMPARE(view.verticalScrollBar()->value(), before);
        QCOMPARE(view.currentKey(), current);
        rows.erase(rows.begin(), rows.begin() + 100);
        model.setRows(rows);
        QCOMPARE(view.currentKey(), current);
        QCOMPARE(view.selectedKeys(), std::vector<qint64>{current});
    }

    void checksSurviveFilterAndReload()
    {
        AccountModel model;
        model.setCheckable(true);
        std::vector<AccountItem> rows{account(1), account(2), account(3)};
        model.setRows(rows);
        QSignalSpy changed(&model, &AccountModel::checkedChanged);
        QVERIFY(model.setData(
            model.index(model.rowOf(2), AccountModel::Name), Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(changed.size(), 1);
        AccountFilter filter;
        filter.text = u"nobody"_s;
        model.setFilter(filter);
        model.setRows(rows);
        model.setFilter({});
        QCOMPARE(model.checked(), QSet<qint64>{2});
    }

    void leakedProfilesAreThoseOfTheDead()
    {
        ProfilesModel model;
        model.setAlive({u"alive"_s});
        store::LedgerRow row = profile(2);
        row.state = store::LedgerState::Started;
        QVERIFY(model.isLeaked(row));
        row.worker = u"alive"_s;
        QVERIFY(!model.isLeaked(row));
        row.worker = u"dead"_s;
        row.state = store::LedgerState::Deleted;
        QVERIFY(!model.isLeaked(row));
        row.state = store::LedgerState::Stopped;
        row.persistent = true;
        QVERIFY(!model.isLeaked(row));
    }
};

QTEST_MAIN(tst_Models)
#include "tst_models.moc"

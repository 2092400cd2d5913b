// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/instagram/site.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::instagram;

class TestSiteMap : public QObject
{
    Q_OBJECT

private slots:
    void builtInIsWhole()
    {
        const auto map = SiteMap::load({});
        QVERIFY2(map.has_value(), map ? "" : qPrintable(map.error().message));
        QVERIFY(map->version() >= 1);
        const QJsonObject labels = map->data()["labels"_L1].toObject();
        for (const QString &language : {u"en"_s, u"ru"_s, u"uk"_s, u"es"_s, u"pt"_s})
            QVERIFY2(labels.contains(language), qPrintable(language));
        // Its own copy passes as an override, so the check does not refuse what it asks for.
        const auto same = SiteMap::load(write(changed(u"version"_s, 99)));
        QVERIFY2(same.has_value(), same ? "" : qPrintable(same.error().message));
        QCOMPARE(same->version(), 99);
    }

    void missingFileIsNoOverride()
    {
        const auto map = SiteMap::load(m_folder.filePath(u"nothing.json"_s));
        QVERIFY(map.has_value());
    }

    void lowerVersionIsIgnored()
    {
        const auto builtIn = SiteMap::load({});
        const auto map = SiteMap::load(write(R"({"version": 1, "labels": 7})"));
        QVERIFY(map.has_value());
        QCOMPARE(map->version(), builtIn->version());
    }

    void brokenFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("an array") << QByteArray("[]");
        QTest::newRow("no version") << QByteArray("{}");
        QTest::newRow("version alone") << QByteArray(R"({"version": 99})");
        QTest::newRow("labels gone") << changed(u"labels"_s, QJsonObject());
        QTest::newRow("label not a list")
            << changed(u"labels"_s, with(u"labels"_s, u"ru"_s, QJsonObject{{u"next"_s, 1}}));
        QTest::newRow("empty label") << changed(
            u"labels"_s, with(u"labels"_s, u"ru"_s, QJsonObject{{u"next"_s, QJsonArray{u" "_s}}}));
        QTest::newRow("time zero") << changed(u"timing"_s, with(u"timing"_s, u"click"_s, 0));
        QTest::newRow("time a word") << changed(u"timing"_s, with(u"timing"_s, u"click"_s, u"x"_s));
        QTest::newRow("unknown landing")
            << changed(u"states"_s, QJsonArray{QJsonObject{{u"landing"_s, u"moon"_s}}});
        QTest::newRow("dialog without answer")
            << changed(u"dialogs"_s, QJsonArray{QJsonObject{{u"name"_s, u"x"_s}}});
    }

    void brokenFiles()
    {
        QFETCH(QByteArray, content);
        const QString path = write(content);
        const auto map = SiteMap::load(path);
        QVERIFY(!map);
        QCOMPARE(map.error().kind, ErrorKind::InvalidInput);
        QVERIFY(map.error().message.contains(path));
    }

    void newLinks_data()
    {
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<QStringList>("now");
        QTest::addColumn<QStringList>("others");
        QTest::addColumn<QString>("found");
        const auto url
            = [](const QString &path) -> QString { return u"https://www.instagram.com"_s + path; };
        const QString a = url(u"/reel/A/"_s);
        const QString b = url(u"/p/B/"_s);
        const QString n = url(u"/reel/N/"_s);
        const QStringList none;
        QTest::newRow("none") << QStringList{a, b} << QStringList{a, b} << none << QString();
        QTest::newRow("one") << QStringList{a, b} << QStringList{n, a, b} << none << n;
        QTest::newRow("first ever") << QStringList() << QStringList{n} << none << n;
        QTest::newRow("behind a pinned one") << QStringList{a} << QStringList{a, n} << none << n;
        QTest::newRow("two") << QStringList{a} << QStringList{n, b, a} << none << QString();
        QTest::newRow("two, one of another post")
            << QStringList{a} << QStringList{n, b, a} << QStringList{b} << n;
        QTest::newRow("another post's alone")
            << QStringList{a} << QStringList{n, a} << QStringList{url(u"/p/N/"_s)} << QString();
        QTest::newRow("same post, other address")
            << QStringList{a, b} << QStringList{url(u"/studio/reel/A/"_s), b} << none << QString();
        QTest::newRow("one post, two addresses")
            << QStringList{a} << QStringList{n, url(u"/studio/reel/N/"_s), a} << none
            << url(u"/studio/reel/N/"_s);
        QStringList page;
        for (int i = 0; i < 12; ++i)
            page += url(u"/reel/old%1/"_s.arg(i));
        QStringList moved = page;
        moved.removeAt(3);
        moved += url(u"/reel/older/"_s);
        QTest::newRow("an old one moved up") << page << moved << none << QString();
        QTest::newRow("a new one and an old one moved up")
            << page << (QStringList{n} + moved) << none << n;
        QStringList both = moved + QStringList{b};
        QTest::newRow("two old ones moved up, one of them ours")
            << page << both << QStringList{b} << QString();
    }

    void newLinks()
    {
        QFETCH(QStringList, before);
        QFETCH(QStringList, now);
        QFETCH(QStringList, others);
        QFETCH(QString, found);
        QCOMPARE(newLink(before, now, others).value_or(QString()), found);
        if (!found.isEmpty())
            QVERIFY(!isUnchanged(before, now));
    }

    void unchanged_data()
    {
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<QStringList>("now");
        QTest::addColumn<bool>("same");
        const QString a = u"https://www.instagram.com/reel/A/"_s;
        const QString b = u"https://www.instagram.com/p/B/"_s;
        QTest::newRow("none at all") << QStringList() << QStringList() << true;
        QTest::newRow("in another order") << QStringList{a, b} << QStringList{b, a} << true;
        QTest::newRow("another address of one")
            << QStringList{a} << QStringList{u"https://www.instagram.com/x/reel/A/"_s} << true;
        QTest::newRow("one came") << QStringList{a} << QStringList{a, b} << false;
        QTest::newRow("one went") << QStringList{a, b} << QStringList{a} << false;
        QTest::newRow("one for another") << QStringList{a} << QStringList{b} << false;
    }

    void unchanged()
    {
        QFETCH(QStringList, before);
        QFETCH(QStringList, now);
        QTEST(isUnchanged(before, now), "same");
    }

    void captions_data()
    {
        QTest::addColumn<QString>("caption");
        QTest::addColumn<QStringList>("mentions");
        QTest::addColumn<QString>("whole");
        QTest::newRow("none") << u"Text"_s << QStringList() << u"Text"_s;
        QTest::newRow("two") << u"Text"_s << QStringList{u"a"_s, u"b.c"_s} << u"Text\n@a\n@b.c"_s;
        QTest::newRow("there already") << u"Hi @A!"_s << QStringList{u"a"_s} << u"Hi @A!"_s;
        QTest::newRow("a longer name is another")
            << u"Hi @anna"_s << QStringList{u"an"_s} << u"Hi @anna\n@an"_s;
        QTest::newRow("alone") << QString() << QStringList{u"a"_s} << u"@a"_s;
    }

    void captions()
    {
        QFETCH(QString, caption);
        QFETCH(QStringList, mentions);
        QFETCH(QString, whole);
        Post post;
        post.caption = caption;
        post.mentions = mentions;
        QCOMPARE(fullCaption(post), whole);
    }

private:
    QJsonObject builtIn() { return SiteMap::load({})->data(); }
    QByteArray changed(const QString &key, const QJsonValue &value)
    {
        QJsonObject data = builtIn();
        data[u"version"_s] = 99;
        data[key] = value;
        return QJsonDocument(data).toJson();
    }
    QJsonObject with(const QString &part, const QString &key, const QJsonValue &value)
    {
        QJsonObject object = builtIn()[part].toObject();
        object[key] = value;
        return object;
    }
    QString write(const QByteArray &content)
    {
        const QString path = m_folder.filePath(u"site%1.json"_s.arg(++m_files));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        return path;
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

QTEST_GUILESS_MAIN(TestSiteMap)
#include "tst_sitemap.moc"

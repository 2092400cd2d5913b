// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/captions.h"
#include "core/formats/csv.h"

#include <QStringEncoder>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::formats;

class TestCaptions : public QObject
{
    Q_OBJECT

private slots:
    void csv_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected"); // line:field|field, blank between records
        const auto row = [](const char *title, const char *text, const char *expected) {
            QTest::newRow(title) << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        row("plain", "a,b\nc,d", "1:a|b 2:c|d");
        row("crlf", "a,b\r\nc,d\r\n", "1:a|b 2:c|d");
        row("cr", "a,b\rc,d\r", "1:a|b 2:c|d");
        row("semicolon", "a;b,c;d\n", "1:a|b,c|d");
        row("tab", "a\tb\n", "1:a|b");
        row("empty fields", ",\n", "1:|");
        row("quotes", "\"a,\"\"b\"\"\",c\n", "1:a,\"b\"|c");
        row("line break inside", "\"a\r\nb\",c\nd,e", "1:a\r\nb|c 3:d|e");
        row("blank lines", "\n\na,b\n  \nc,d\n\n", "3:a|b 5:c|d");
        row("sep line", "sep=;\na;b", "2:a|b");
        row("bom", "\xEF\xBB\xBF\"a\",b", "1:a|b");
        row("unclosed", "a,\"b\nc\nd,\"e\nf\"", "!1:a 2:c 3:d|e\nf");
        row("unclosed to the end", "a,\"b\r\nc,d\r\n\r\ne,\"f", "!1:a 2:c|d !4:e");
        row("odd quote, then another's", "a,\"b\nc,d\ne,\"f\"\ng", "!1:a 2:c|d 3:e|f 4:g");
        row("text after quote", "\"a\"x,b", "!1:");
        row("text after a quote of two lines", "\"a\nb\"x,c\nd,e", "!1: 2:b\"x|c 3:d|e");
        row("quotes around nothing", "\"\"\na", "1: 2:a");
        row("quote in the middle", "a\"b,c", "1:a\"b|c");
        row("nothing", "", "");
    }

    void csv()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        CsvReader reader(text);
        QStringList got;
        while (const auto record = reader.next()) {
            got << (record->malformed ? u"!"_s : QString()) + QString::number(record->line) + u':'
                    + record->fields.join(u'|');
        }
        QCOMPARE(got.join(u' '), expected);
    }

    /// Each opens a quote that only the end of the text would end.
    void openQuotesStayLinear()
    {
        const QByteArray input = "video,caption\n" + QByteArray("x\",\"\n").repeated(50000);
        const auto report = readCaptions(input);
        QVERIFY(report);
        QCOMPARE(report->problems.size() + report->rows.size(), size_t(50000));
    }

    void rowsAndProblemsAccountForEveryLine()
    {
        const QByteArray input("\xEF\xBB\xBFVideo;Caption;Account;Location;Mentions\r\n"
                               "клип 🎬.mp4;\"Hello\r\nworld; \"\"x\"\"\";@alice_shop;Kyiv;@bob\r\n"
                               ";no video;;;\r\n"
                               "\r\n"
                               "b.mp4;a;b;c;d;e\r\n"
                               "c.mp4;fine\r\n"
                               "d.mp4;\"open\r\n");
        const auto report = readCaptions(input);
        QVERIFY2(report, report ? "" : qPrintable(report.error().message));
        QCOMPARE(report->rows.size(), size_t(2));
        QCOMPARE(report->rows[0].line, 2);
        QCOMPARE(report->rows[0].video, u"клип 🎬.mp4"_s);
        QCOMPARE(report->rows[0].caption, u"Hello\nworld; \"x\""_s);
        QCOMPARE(report->rows[0].account, u"alice_shop"_s);
        QCOMPARE(report->rows[0].location, u"Kyiv"_s);
        QCOMPARE(report->rows[0].mentions, u"@bob"_s);
        QCOMPARE(report->rows[1].video, u"c.mp4"_s);
        QCOMPARE(report->problems.size(), size_t(3));
        QCOMPARE(report->problems[0].line, 4);
        QCOMPARE(report->problems[1].line, 6);
        QCOMPARE(report->problems[2].line, 8);
        QVERIFY(report->notice.isEmpty());
    }

    void headings_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<bool>("ok");
        QTest::newRow("russian") << QByteArray("Видео,Подпись\na.mp4,x") << true;
        QTest::newRow("order") << QByteArray("caption,ignored,FILE\nx,y,a.mp4") << true;
        QTest::newRow("none") << QByteArray("a.mp4,x\nb.mp4,y") << false;
        QTest::newRow("no caption") << QByteArray("video,account\na,b") << false;
        QTest::newRow("twice") << QByteArray("video,file,caption\na,b,c") << false;
        QTest::newRow("empty") << QByteArray(" \n") << false;
        QTest::newRow("xlsx") << QByteArray("PK\x03\x04") << false;
    }

    void headings()
    {
        QFETCH(QByteArray, input);
        QFETCH(bool, ok);
        const auto report = readCaptions(input);
        QCOMPARE(report.has_value(), ok);
        if (ok) {
            QCOMPARE(report->rows.size(), size_t(1));
            QCOMPARE(report->rows[0].video, u"a.mp4"_s);
            QCOMPARE(report->rows[0].caption, u"x"_s);
        } else {
            QCOMPARE(report.error().kind, ErrorKind::InvalidInput);
        }
    }

    void encodings()
    {
        const QString text = u"видео\tподпись\r\nа.mp4\tпривет"_s;
        QStringEncoder utf16(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        const auto wide = readCaptions(QByteArray(utf16(text)));
        QVERIFY(wide);
        QCOMPARE(wide->rows.at(0).caption, u"привет"_s);
        const auto ansi = readCaptions("video,caption\na.mp4,\xEF\xF0\xE8\xE2\xE5\xF2");
        QVERIFY(ansi);
        QCOMPARE(ansi->rows.at(0).caption, u"привет"_s);
        QVERIFY(!ansi->notice.isEmpty());
        // One bad byte behind a BOM costs neither the heading nor the rest, and is told.
        const auto marked = readCaptions("\xEF\xBB\xBFvideo,caption\na.mp4,caf\xE9");
        QVERIFY(marked);
        QCOMPARE(marked->rows.at(0).caption, u"café"_s);
        QVERIFY(!marked->notice.isEmpty());
        // A lone surrogate becomes a replacement character, and that is told.
        const auto torn = readCaptions(QByteArray(utf16(u"video,caption\na.mp4,x"_s))
                                       + QByteArray("\x3D\xD8\x0A\x00", 4));
        QVERIFY(torn);
        QVERIFY(!torn->notice.isEmpty());
    }

    void theLimitCountsAsTheSiteDoes()
    {
        QCOMPARE(captionOverflow(QString(2200, u'x')), 0);
        QCOMPARE(captionOverflow(QString(2201, u'x')), 1);
        QCOMPARE(captionOverflow(u"🎬"_s.repeated(1101)), 2);
        const auto report = readCaptions("video,caption\na.mp4," + QByteArray(2201, 'x'));
        QVERIFY(report);
        QCOMPARE(report->problems.size(), size_t(1));
    }

    void templates_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected"); // empty: refused
        QTest::newRow("all") << u"{file} {account} #{n} {date}"_s << u"клип alice #3 2026-09-21"_s;
        QTest::newRow("braces") << u"{{file}} {{{n}}}"_s << u"{file} {3}"_s;
        QTest::newRow("case") << u"{ File }"_s << u"клип"_s;
        QTest::newRow("unknown") << u"{title}"_s << QString();
        QTest::newRow("open") << u"a {file"_s << QString();
        QTest::newRow("close") << u"a } b"_s << QString();
    }

    void templates()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto filled = fillTemplate(text, {u"клип"_s, u"alice"_s, 3, QDate(2026, 9, 21)});
        QCOMPARE(filled.has_value(), !expected.isEmpty());
        if (filled)
            QCOMPARE(*filled, expected);
        else if (text.contains(u"title"_s))
            QVERIFY(filled.error().message.contains(u"{title}"_s));
    }
};

QTEST_GUILESS_MAIN(TestCaptions)
#include "tst_captions.moc"

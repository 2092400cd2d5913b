// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/media.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::media;

namespace {

Call soon()
{
    return Call::in(milliseconds(50000));
}

/// Peak resident memory of this process in kilobytes.
qint64 peakMemory()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

} // namespace

class TestMedia : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_video;

    bool make(const QString &path, const QStringList &inputs, const QStringList &extra = {})
    {
        QStringList arguments{u"-v"_s, u"error"_s, u"-nostdin"_s, u"-y"_s};
        for (const QString &input : inputs)
            arguments << u"-f"_s << u"lavfi"_s << u"-i"_s << input;
        arguments << extra << u"file:"_s + path;
        QProcess ffmpeg;
        ffmpeg.start(u"ffmpeg"_s, arguments);
        return ffmpeg.waitForFinished(50000) && ffmpeg.exitCode() == 0;
    }

    QString put(const QString &name, const QByteArray &content)
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
            ? file.fileName()
            : QString();
    }

private slots:
    void initTestCase()
    {
        m_video = m_dir.filePath(u"plain.mp4"_s);
        QVERIFY(make(m_video,
                     {u"testsrc=size=90x160:rate=10:duration=1"_s, u"sine=duration=1"_s},
                     {u"-c:v"_s, u"mpeg4"_s, u"-c:a"_s, u"aac"_s}));
    }

    void probeSeesSizeAndStreams()
    {
        const auto info = probe(m_video, soon());
        QVERIFY2(info, info ? "" : qPrintable(toLogString(info.error())));
        QCOMPARE(info->size, QFileInfo(m_video).size());
        QCOMPARE(info->frame, QSize(90, 160));
        QCOMPARE(info->videoCodec, u"mpeg4"_s);
        QCOMPARE(info->audioCodec, u"aac"_s);
        QVERIFY(info->container.contains(u"mp4"_s));
        QVERIFY(info->duration >= milliseconds(900) && info->duration <= milliseconds(1200));
    }

    void silentVideoIsFine()
    {
        const QString path = m_dir.filePath(u"silent.mp4"_s);
        QVERIFY(make(path, {u"testsrc=size=64x64:rate=5:duration=0.2"_s}, {u"-c:v"_s, u"mpeg4"_s}));
        const auto info = probe(path, soon());
        QVERIFY(info);
        QVERIFY(info->audioCodec.isEmpty());
        QVERIFY(thumbnail(path, 32, soon())); // shorter than the usual moment
    }

    void names_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"-x.mp4",
                                 "клип — 1 (финал) 🎬.mp4",
                                 "a:b.mp4",
                                 "with 'quote' %03d.mp4",
                                 "http:x.mp4",
                                 "a\"b;c$(d).mp4"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }

    void names()
    {
        QFETCH(QString, name);
        const QString path = m_dir.filePath(name);
        QVERIFY(QFile::copy(m_video, path));
        QVERIFY(probe(path, soon()));
        const auto jpeg = thumbnail(path, 40, soon());
        QVERIFY2(jpeg, jpeg ? "" : qPrintable(toLogString(jpeg.error())));
        QVERIFY(jpeg->startsWith("\xFF\xD8"));
        QVERIFY(digest(path, soon()));
        // A relative name with a dash in front is a file as well.
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(m_dir.path()));
        const bool relative = probe(name, soon()).has_value();
        QVERIFY(QDir::setCurrent(before));
        QVERIFY(relative);
    }

    void badFiles_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("missing") << m_dir.filePath(u"missing.mp4"_s);
        QTest::newRow("no path") << QString();
        QTest::newRow("folder") << m_dir.path();
        QTest::newRow("device") << u"/dev/null"_s;
        QTest::newRow("zero bytes") << put(u"zero.mp4"_s, {});
        QTest::newRow("text") << put(u"text.mp4"_s, "this is no video at all");
        QFile video(m_video);
        QVERIFY(video.open(QIODevice::ReadOnly));
        // The index of this file stands at its end.
        QTest::newRow("cut off") << put(u"cut.mp4"_s, video.readAll().left(3000));
        QTest::newRow("playlist") << put(u"list.mp4"_s,
                                         "#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n");
    }

    void badFiles()
    {
        QFETCH(QString, path);
        const auto info = probe(path, soon());
        QVERIFY(!info);
        QCOMPARE(info.error().kind, ErrorKind::Media);
        QVERIFY(info.error().message.endsWith(u'.'));
        const auto jpeg = thumbnail(path, 32, soon());
        QVERIFY(!jpeg);
        QCOMPARE(jpeg.error().kind, ErrorKind::Media);
    }

    void soundWithoutPictureIsRefused()
    {
        const QString path = m_dir.filePath(u"sound.mp4"_s);
        QVERIFY(make(path, {u"sine=duration=1"_s}, {u"-c:a"_s, u"aac"_s}));
        const auto info = probe(path, soon());
        QVERIFY(!info);
        QCOMPARE(info.error().kind, ErrorKind::Media);
        QVERIFY(info.error().message.contains(u"sound.mp4"_s));
    }

    void withoutFfprobeItIsUnsupported()
    {
        const QByteArray before = qgetenv("PATH");
        qputenv("PATH", "/nonexistent");
        const auto info = probe(m_video, soon());
        const auto jpeg = thumbnail(m_video, 32, soon());
        qputenv("PATH", before);
        QVERIFY(!info);
        QCOMPARE(info.error().kind, ErrorKind::Unsupported);
        QVERIFY(info.error().message.contains(u"ffprobe"_s));
        QCOMPARE(jpeg.error().kind, ErrorKind::Unsupported);
    }

    void aHangingToolIsKilled()
    {
        const QString bin = m_dir.filePath(u"bin"_s);
        QVERIFY(QDir().mkpath(bin));
        QFile tool(bin + u"/ffprobe"_s);
        QVERIFY(tool.open(QIODevice::WriteOnly));
        tool.write("#!/bin/sh\necho $$ > \"$0.pid\"\nexec sleep 1000\n");
        tool.close();
        QVERIFY(tool.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        const QByteArray before = qgetenv("PATH");
        qputenv("PATH", bin.toUtf8() + ":" + before);
        const auto late = probe(m_video, Call::in(milliseconds(300)));
        qputenv("PATH", before);
        QVERIFY(!late);
        QCOMPARE(late.error().kind, ErrorKind::Timeout);
        QFile pid(tool.fileName() + u".pid"_s);
        if (pid.open(QIODevice::ReadOnly)) // it may have been killed before its first line
            QVERIFY(!QFile::exists(u"/proc/"_s + QString::fromLatin1(pid.readAll().trimmed())));
    }

    void stoppedCallsEnd()
    {
        std::stop_source stop;
        stop.request_stop();
        const Call call{Deadline::never(), stop.get_token()};
        QCOMPARE(probe(m_video, call).error().kind, ErrorKind::Cancelled);
        QCOMPARE(thumbnail(m_video, 32, call).error().kind, ErrorKind::Cancelled);
        QCOMPARE(digest(m_video, call).error().kind, ErrorKind::Cancelled);
    }

    void digestIsSha256()
    {
        const auto result = digest(put(u"abc"_s, "abc"), soon());
        QVERIFY(result);
        QCOMPARE(result->size, 3);
        QCOMPARE(result->sha256.toHex(),
                 QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void digestOfALargeFileStaysFlat()
    {
        const QString path = m_dir.filePath(u"large.mp4"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const qint64 size = 2100LL * 1024 * 1024;
        QVERIFY(file.resize(size)); // sparse
        file.close();
        const qint64 before = peakMemory();
        const auto result = digest(path, Call{}); // as long as the machine needs
        QVERIFY2(result, result ? "" : qPrintable(toLogString(result.error())));
        QCOMPARE(result->size, size);
        QVERIFY(peakMemory() - before < 8LL * 1024);
        QVERIFY(file.remove());
    }
};

QTEST_GUILESS_MAIN(TestMedia)
#include "tst_media.moc"

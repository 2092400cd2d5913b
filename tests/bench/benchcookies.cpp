// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookies.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

using namespace pelorus;

double seconds(const timeval &time)
{
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

} // namespace

/// IN has one account's cookies a line, in any shape; OUT gets the normal form of each.
int main(int argc, char **argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: %s IN OUT\n", argv[0]);
        return 2;
    }
    constexpr size_t kBlock = 1 << 18;
    std::FILE *in = std::fopen(argv[1], "rb");
    std::FILE *out = std::fopen(argv[2], "wb");
    if (in == nullptr || out == nullptr) {
        std::fprintf(stderr, "the files cannot be opened\n");
        return 1;
    }
    std::setvbuf(in, nullptr, _IOFBF, kBlock);
    std::setvbuf(out, nullptr, _IOFBF, kBlock);
    QElapsedTimer timer;
    timer.start();
    formats::CookieReadOptions options;
    // When the generated cookies were alive.
    options.now = QDateTime(QDate(2024, 6, 7), QTime(0, 0), QTimeZone::utc());
    int accounts = 0;
    qint64 cookies = 0;
    qint64 dropped = 0;
    char *line = nullptr;
    size_t room = 0;
    for (ssize_t length = 0; (length = getline(&line, &room, in)) > 0;) {
        const auto report = formats::readCookies(QByteArray::fromRawData(line, length), options);
        if (!report) {
            std::fprintf(
                stderr, "line %d: %s\n", accounts + 1, qPrintable(toLogString(report.error())));
            return 1;
        }
        formats::writeNormalJson(report->cookies).reveal([&](const QByteArray &json) {
            std::fwrite(json.constData(), 1, size_t(json.size()), out);
            std::fputc('\n', out);
        });
        ++accounts;
        cookies += qint64(report->cookies.size());
        dropped += qint64(report->dropped.size());
    }
    std::free(line);
    std::fclose(in);
    std::fclose(out);
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const QJsonObject figures{{u"peer"_s, u"pelorus readCookies"_s},
                              {u"accounts"_s, accounts},
                              {u"cookies"_s, cookies},
                              {u"dropped"_s, dropped},
                              {u"wall_s"_s, double(timer.elapsed()) / 1000.0},
                              {u"cpu_s"_s, seconds(used.ru_utime) + seconds(used.ru_stime)},
                              {u"rss_mib"_s, qint64(used.ru_maxrss) / 1024}};
    std::printf("%s\n", QJsonDocument(figures).toJson(QJsonDocument::Compact).constData());
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/cookies.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <sys/resource.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

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
    constexpr std::streamsize kBlock = 1 << 18;
    std::vector<char> blocks(2 * kBlock);
    std::ifstream in;
    std::ofstream out;
    in.rdbuf()->pubsetbuf(blocks.data(), kBlock);
    out.rdbuf()->pubsetbuf(blocks.data() + kBlock, kBlock);
    in.open(argv[1]);
    out.open(argv[2]);
    if (!in || !out) {
        std::fprintf(stderr, "the files cannot be opened\n");
        return 1;
    }
    QElapsedTimer timer;
    timer.start();
    formats::CookieReadOptions options;
    // When the generated cookies were alive.
    options.now = QDateTime(QDate(2024, 6, 7), QTime(0, 0), QTimeZone::utc());
    int accounts = 0;
    qint64 cookies = 0;
    qint64 dropped = 0;
    for (std::string line; std::getline(in, line);) {
        const auto report = formats::readCookies(QByteArray::fromStdString(line), options);
        if (!report) {
            std::fprintf(
                stderr, "line %d: %s\n", accounts + 1, qPrintable(toLogString(report.error())));
            return 1;
        }
        formats::writeNormalJson(report->cookies).reveal([&](const QByteArray &json) {
            out << std::string_view(json.constData(), size_t(json.size())) << '\n';
        });
        ++accounts;
        cookies += qint64(report->cookies.size());
        dropped += qint64(report->dropped.size());
    }
    out.close();
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

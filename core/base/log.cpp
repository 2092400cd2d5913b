// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include <QRegularExpression>

#include <spdlog/sinks/ringbuffer_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace pelorus::log {
namespace {

std::shared_ptr<spdlog::logger> g_logger;
std::shared_ptr<spdlog::sinks::ringbuffer_sink_mt> g_ring;

spdlog::level::level_enum native(Level level)
{
    switch (level) {
    case Level::Trace:
        return spdlog::level::trace;
    case Level::Debug:
        return spdlog::level::debug;
    case Level::Info:
        return spdlog::level::info;
    case Level::Warn:
        return spdlog::level::warn;
    case Level::Error:
        return spdlog::level::err;
    }
    return spdlog::level::info;
}

void onQtMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const QString line = context.category != nullptr && qstrcmp(context.category, "default") != 0
        ? QString(QString::fromUtf8(context.category) % u": "_s % text)
        : text;
    switch (type) {
    case QtDebugMsg:
        write(Level::Debug, "qt", line);
        break;
    case QtInfoMsg:
        write(Level::Info, "qt", line);
        break;
    case QtWarningMsg:
        write(Level::Warn, "qt", line);
        break;
    case QtCriticalMsg:
    case QtFatalMsg:
        write(Level::Error, "qt", line);
        stop();
        break;
    }
    if (type == QtFatalMsg)
        std::fprintf(stderr, "%s\n", redact(line).toUtf8().constData());
}

} // namespace

void start(const Options &options)
{
    std::vector<spdlog::sink_ptr> sinks;
    g_ring = std::make_shared<spdlog::sinks::ringbuffer_sink_mt>(2000);
    sinks.push_back(g_ring);
    if (options.toStderr)
        sinks.push_back(std::make_shared<spdlog::sinks::stderr_sink_mt>());
    if (!options.file.isEmpty()) {
        try {
            sinks.push_back(std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
                options.file.toStdString(), 10ULL * 1024 * 1024, 5));
        } catch (const spdlog::spdlog_ex &error) {
            // Logging must not stop the program: it goes on without the file.
            std::fprintf(stderr, "The log file cannot be written: %s\n", error.what());
        }
    }
    auto logger = std::make_shared<spdlog::logger>("pelorus", sinks.begin(), sinks.end());
    logger->set_level(native(options.level));
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %L %v", spdlog::pattern_time_type::utc);
    logger->flush_on(spdlog::level::warn);
    logger->set_error_handler([](const std::string &message) {
        // A full disk would otherwise print once a second for hours.
        static std::atomic_flag said = ATOMIC_FLAG_INIT;
        if (!said.test_and_set())
            std::fprintf(stderr, "Log lines are being lost: %s\n", message.c_str());
    });
    g_logger = std::move(logger);
    qInstallMessageHandler(onQtMessage);
}

void stop()
{
    if (const auto logger = g_logger)
        logger->flush();
}

void write(Level level, const char *category, const QString &text)
{
    const auto logger = g_logger;
    if (!logger || !logger->should_log(native(level)))
        return;
    logger->log(native(level), "[{}] {}", category, redact(text).toStdString());
}

QStringList recent()
{
    QStringList lines;
    if (const auto ring = g_ring) {
        for (const std::string &line : ring->last_formatted())
            lines += QString::fromStdString(line).trimmed();
    }
    return lines;
}

Level levelFromName(const QString &name)
{
    const QString word = name.trimmed().toLower();
    if (word == "trace"_L1)
        return Level::Trace;
    if (word == "debug"_L1)
        return Level::Debug;
    if (word == "warn"_L1 || word == "warning"_L1)
        return Level::Warn;
    if (word == "error"_L1)
        return Level::Error;
    return Level::Info;
}

QString redact(const QString &text)
{
    // The order matters: the widest patterns last.
    static const QRegularExpression jwt(u"\\beyJ[A-Za-z0-9_-]{5,}(\\.[A-Za-z0-9_-]+){0,2}"_s);
    static const QRegularExpression bearer(u"(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{6,}"_s);
    static const QRegularExpression userInfo(u"(?i)\\b([a-z][a-z0-9+.-]*://)[^\\s/@]+@"_s);
    static const QRegularExpression query(
        u"(?i)\\b([a-z][a-z0-9+.-]*://[^\\s?\"']+)\\?[^\\s\"']*"_s);
    static const QRegularExpression pair(
        u"(?i)([\"']?\\b(?:password|passwd|pwd|token|secret|sessionid|csrftoken|cookie|cookies|"
        "authorization|api_?key|tfa_secret|otp|verificationcode)\\b[\"']?\\s*[:=]\\s*)"
        "(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s,;&}\"']+)"_s);
    QString out = text;
    out.replace(jwt, u"[redacted]"_s);
    out.replace(bearer, u"\\1 [redacted]"_s);
    out.replace(userInfo, u"\\1[redacted]@"_s);
    out.replace(query, u"\\1?[redacted]"_s);
    out.replace(pair, u"\\1[redacted]"_s);
    return out;
}

} // namespace pelorus::log

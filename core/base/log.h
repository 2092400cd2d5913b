// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace pelorus::log {

enum class Level { Trace, Debug, Info, Warn, Error };

struct Options
{
    Level level = Level::Info;
    /// Rotating file (5 × 10 MB); empty for none. A full disk is said once on stderr, not per line.
    QString file;
    /// Log to stderr as well (the command line does; stdout stays for results).
    bool toStderr = false;
};

/// Sets up spdlog and the bridge from Qt's own messages. Call once, before other threads start.
void start(const Options &options);
/// Flushes and drops the sinks.
void stop();

/// Category is a short fixed word: app, net, http, cdp, db, run, site, ui. Text is English and is
/// passed through redact() before any sink sees it. Any thread.
void write(Level level, const char *category, const QString &text);

inline void debug(const char *category, const QString &text)
{
    write(Level::Debug, category, text);
}
inline void info(const char *category, const QString &text)
{
    write(Level::Info, category, text);
}
inline void warn(const char *category, const QString &text)
{
    write(Level::Warn, category, text);
}
inline void error(const char *category, const QString &text)
{
    write(Level::Error, category, text);
}

/// The last lines that were written, oldest first (at most 2,000).
[[nodiscard]] QStringList recent();

/// Level from PELORUS_LOG_LEVEL ("trace" … "error"); anything else is Info.
[[nodiscard]] Level levelFromName(const QString &name);

/// Masks what looks like a secret: bearer tokens, JWTs, user info and query of URLs, values of
/// sensitive JSON keys and headers. A second belt: nothing secret should be passed in at all.
[[nodiscard]] QString redact(const QString &text);

} // namespace pelorus::log

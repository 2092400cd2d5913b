// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace pelorus::settings {
namespace {

bool hasDrive(QStringView path)
{
    return path.size() >= 2 && path.at(1) == u':' && path.at(0).isLetter();
}

/// Absolute on any system: a share written by a Windows desk is absolute on a Linux one too.
bool isAbsoluteAnywhere(QStringView path)
{
    return path.startsWith(u'/') || path.startsWith(u'\\') || hasDrive(path);
}

QString forwardSlashes(QString path)
{
    return path.replace(u'\\', u'/');
}

/// The rest of `path` after `prefix`, nothing when it does not lie under it. Separators are alike;
/// paths with a drive letter ignore case, as Windows does.
std::optional<QString> restUnder(const QString &path, const QString &prefix)
{
    const QString ours = forwardSlashes(prefix);
    const QString given = forwardSlashes(path);
    const auto sensitivity = hasDrive(ours) ? Qt::CaseInsensitive : Qt::CaseSensitive;
    if (ours.isEmpty() || !given.startsWith(ours, sensitivity))
        return {};
    QString rest = given.mid(ours.size());
    // "/media" is not a prefix of "/media2/x".
    if (!rest.isEmpty() && !ours.endsWith(u'/') && !rest.startsWith(u'/'))
        return {};
    while (rest.startsWith(u'/'))
        rest.remove(0, 1);
    return rest;
}

bool escapes(const QString &relative)
{
    return relative == u".."_s || relative.startsWith("../"_L1);
}

constexpr Qt::CaseSensitivity kFileCase
#ifdef Q_OS_WIN
    = Qt::CaseInsensitive;
#else
    = Qt::CaseSensitive;
#endif

} // namespace

QString Settings::browserPath(const QString &path) const
{
    const PathRule *best = nullptr;
    QString bestRest;
    for (const PathRule &rule : browserPaths) {
        if (best && rule.ours.size() <= best->ours.size())
            continue;
        if (const auto rest = restUnder(path, rule.ours)) {
            best = &rule;
            bestRest = *rest;
        }
    }
    if (!best)
        return QDir::toNativeSeparators(path);

    const bool windows = hasDrive(best->browsers) || best->browsers.contains(u'\\');
    const QChar separator = windows ? u'\\' : u'/';
    QString mapped = best->browsers;
    if (!bestRest.isEmpty() && !mapped.endsWith(separator))
        mapped += separator;
    return mapped + (windows ? bestRest.replace(u'/', u'\\') : bestRest);
}

QString Settings::absoluteMediaPath(const QString &stored) const
{
    if (stored.isEmpty() || isAbsoluteAnywhere(stored))
        return stored;
    const QString relative = QDir::cleanPath(forwardSlashes(stored));
    if (escapes(relative))
        return {};
    if (mediaRoot.isEmpty())
        return relative;
    return mediaRoot.endsWith(u'/') ? QString(mediaRoot % relative)
                                    : QString(mediaRoot % u'/' % relative);
}

QString Settings::storedMediaPath(const QString &path) const
{
    const QString clean = QDir::cleanPath(path);
    const QString root = QDir::cleanPath(mediaRoot);
    const QString prefix = root.endsWith(u'/') ? root : QString(root % u'/');
    if (mediaRoot.isEmpty() || !clean.startsWith(prefix, kFileCase))
        return clean;
    const QString relative = clean.mid(prefix.size());
    // A backslash in a Linux file name would be read back as a folder, so it stays absolute.
    return relative.contains(u'\\') ? clean : relative;
}

} // namespace pelorus::settings

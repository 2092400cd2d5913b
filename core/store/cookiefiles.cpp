// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/cookiefiles.h"

#include "core/base/threadguard.h"
#include "core/formats/cookieblocks.h"
#include "core/formats/csv.h"
#include "core/formats/decode.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

constexpr qint64 kLargestFile = 16LL * 1024 * 1024;
constexpr qint64 kLargestFolder = 16 * kLargestFile;

ImportFile readFile(const QFileInfo &info)
{
    ImportFile read{info.fileName(), {}};
    QFile file(info.filePath());
    if (!file.open(QIODevice::ReadOnly)) {
        read.problem = QCoreApplication::translate("Core", "The file cannot be opened: %1.")
                           .arg(file.errorString());
    } else if (info.size() > kLargestFile) {
        read.problem = QCoreApplication::translate("Core", "The file is larger than %1 MB.")
                           .arg(kLargestFile / 1024 / 1024);
    } else {
        read = importFile(info.fileName(), file.read(kLargestFile));
    }
    return read;
}

QString word(ImportRow::What what)
{
    switch (what) {
    case ImportRow::What::Added:
        return u"added"_s;
    case ImportRow::What::Changed:
        return u"changed"_s;
    case ImportRow::What::Skipped:
        return u"skipped"_s;
    case ImportRow::What::Kept:
        return u"kept"_s;
    case ImportRow::What::Refused:
        return u"refused"_s;
    }
    return {};
}

} // namespace

ImportFile importFile(const QString &name, QByteArray bytes)
{
    ImportFile file{name, {}};
    if (const QString kind = formats::foreignFileKind(bytes); !kind.isEmpty())
        file.problem = QCoreApplication::translate("Core", "This is %1. Export it as JSON or text.")
                           .arg(kind);
    else
        file.bytes = Secret(std::move(bytes));
    return file;
}

QStringList loginsOfFile(const QString &name)
{
    static const QRegularExpression ending(u"\\.(json|txt|cookies?|csv|netscape|log)$"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression around(
        u"^(?:cookies?|session)[ ._-]+|[ ._-]+(?:cookies?|session)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    QString base = name;
    base.remove(ending);
    QStringList logins{base};
    // "alice.cookies.json": two endings.
    for (const QString &more : {QString(base).remove(around), QString(base).remove(ending), name}) {
        const QString login = more.startsWith(u'@') ? more.mid(1) : more;
        if (!login.isEmpty() && !logins.contains(login))
            logins << login;
    }
    if (base.startsWith(u'@'))
        logins.insert(1, base.mid(1));
    return logins;
}

Result<std::vector<ImportFile>> readFolder(const QString &path, const Call &call)
{
    mayBlock("Reading a folder");
    const QDir folder(path);
    if (!folder.exists() || !QFileInfo(path).isReadable()) {
        return fail(ErrorKind::Io,
                    QCoreApplication::translate(
                        "Core", "The folder %1 cannot be read. Check its name and your rights.")
                        .arg(path));
    }
    std::vector<ImportFile> files;
    qsizetype all = 0;
    for (const QFileInfo &info : folder.entryInfoList(QDir::Files, QDir::Name)) {
        if (const auto go = call.check(); !go)
            return fail(go.error());
        files.push_back(readFile(info));
        all += files.back().bytes.length();
        if (all > kLargestFolder) {
            return fail(ErrorKind::InvalidInput,
                        QCoreApplication::translate(
                            "Core",
                            "The files in the folder %1 are too large for cookies. Choose the one "
                            "that holds them.")
                            .arg(path));
        }
    }
    if (files.empty()) {
        return fail(
            ErrorKind::InvalidInput,
            QCoreApplication::translate(
                "Core", "There is no file in the folder %1. Choose the one that holds them.")
                .arg(path));
    }
    return files;
}

std::vector<CookieSet> cookieSets(const std::vector<ImportFile> &files)
{
    std::vector<CookieSet> sets;
    int number = 0;
    for (const ImportFile &file : files) {
        const bool several = files.size() > 1;
        ++number;
        const QStringList logins = loginsOfFile(file.name);
        const size_t before = sets.size();
        file.bytes.reveal([&](const QByteArray &bytes) {
            const formats::DecodedText decoded = formats::decodeText(bytes);
            const auto blocks = formats::splitCookieBlocks(decoded.text);
            const bool isOne
                = std::ranges::count_if(blocks, &QString::isEmpty, &formats::CookieBlock::login)
                < 2;
            for (const formats::CookieBlock &block : blocks) {
                CookieSet set{several ? number : block.line, block.login, Secret(block.text)};
                if (set.login.isEmpty() && isOne) {
                    set.login = logins.first();
                    set.otherLogins = logins.mid(1);
                }
                sets.push_back(std::move(set));
            }
        });
        if (sets.size() > before)
            continue;
        CookieSet nothing{several ? number : 1, logins.first(), {}};
        nothing.otherLogins = logins.mid(1);
        nothing.problem = !file.problem.isEmpty()
            ? file.problem
            : QCoreApplication::translate("Core", "The file is empty.");
        sets.push_back(std::move(nothing));
    }
    return sets;
}

Result<void> saveReport(const QString &path, const ImportResult &result)
{
    QByteArray text = formats::csvLine({u"line"_s, u"name"_s, u"result"_s, u"reason"_s}).toUtf8();
    for (const ImportRow &row : result.rows) {
        text += formats::csvLine({QString::number(row.line), row.name, word(row.what), row.note})
                    .toUtf8();
    }
    return formats::saveCsv(path, text);
}

} // namespace pelorus::store

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/accountline.h"

#include "core/formats/csv.h"
#include "core/formats/decode.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

constexpr qsizetype kLongestLogin = 254;
constexpr qsizetype kShortestTfa = 16;

bool isEmail(const QString &text)
{
    static const QRegularExpression form(u"^[^\\s@:|;,]+@[^\\s@:|;,]+\\.[^\\s@:|;,]+$"_s);
    return text.contains(u'@') && form.match(text).hasMatch();
}

QString withoutBlanks(const QString &text)
{
    QString bare;
    bare.reserve(text.size());
    for (const QChar c : text) {
        if (!c.isSpace() && c != u'-')
            bare += c.toUpper();
    }
    while (bare.endsWith(u'='))
        bare.chop(1);
    return bare;
}

bool isTfa(const QString &text)
{
    if (text.startsWith("otpauth://"_L1, Qt::CaseInsensitive))
        return true;
    qsizetype letters = 0;
    bool padded = false;
    for (const QChar c : text) {
        if (c.isSpace() || c == u'-')
            continue;
        const QChar upper = c.toUpper();
        const bool base32 = (upper >= u'A' && upper <= u'Z') || (upper >= u'2' && upper <= u'7');
        if (c == u'=')
            padded = true;
        else if (padded || !base32)
            return false;
        else
            ++letters;
    }
    return letters >= kShortestTfa;
}

bool isLogin(const QString &text)
{
    return !text.isEmpty() && text.size() <= kLongestLogin
        && std::ranges::none_of(text, [](QChar c) { return c.isSpace() || !c.isPrint(); });
}

/// What stands beside the fields and may hold any separator; cut out before the line is split.
struct Extras
{
    QString cookies;
    QString otpauth;
    QString userAgent;
    bool mobileSession = false;
};

QString chopSeparators(QString text)
{
    while (!text.isEmpty() && u"|:;,\t "_s.contains(text.back()))
        text.chop(1);
    return text;
}

bool isCookieBase64(const QString &text)
{
    if (text.size() < 20 || !(text.startsWith("W3s"_L1) || text.startsWith("eyJ"_L1)))
        return false;
    const QByteArray bytes = decodeBase64(text).trimmed();
    return bytes.startsWith('[') || bytes.startsWith('{');
}

void cutCookies(QString &line, Extras &extras)
{
    static const QRegularExpression json(u"\\[\\s*\\{|\\{\\s*[\"']"_s);
    static const QRegularExpression header(
        u"(?:^|[|\\t])\\s*((?:Cookie:\\s*)?[A-Za-z_]+=[^|]*;[^|]*"
        "(?:sessionid|csrftoken|ds_user_id)=[^|]*|"
        "(?:sessionid|csrftoken|ds_user_id|mid)=[^|]*)$"_s);
    const bool braces = line.contains(u'{');
    if (const auto match = braces ? json.match(line) : QRegularExpressionMatch();
        match.hasMatch()) {
        extras.cookies = line.mid(match.capturedStart());
        line = chopSeparators(line.left(match.capturedStart()));
        return;
    }
    const bool pairs = line.contains(u'=');
    if (const auto match = pairs ? header.match(line) : QRegularExpressionMatch();
        match.hasMatch()) {
        extras.cookies = match.captured(1);
        line = chopSeparators(line.left(match.capturedStart()));
        return;
    }
    qsizetype start = line.size();
    while (start > 0 && !u"|:;,\t "_s.contains(line.at(start - 1)))
        --start;
    if (const QString last = line.mid(start); start > 0 && isCookieBase64(last)) {
        extras.cookies = last;
        line = chopSeparators(line.left(start));
    }
}

void cutPattern(QString &line, const QRegularExpression &pattern, QString &into)
{
    const auto match = pattern.match(line);
    if (!match.hasMatch())
        return;
    into = match.captured(1);
    line.remove(match.capturedStart(1), match.capturedLength(1));
    line = chopSeparators(line);
}

/// login:pass|agent|ids|Key=Value;…||mail:pass: login and mail stay, the rest is of no use here.
void cutMobileSession(QString &line, Extras &extras)
{
    static const QRegularExpression sign(
        u"Bearer IGT:|(?:^|[;|])(?:Authorization|X-MID|IG-[A-Z-]+|X-IG-[A-Z-]+)=|"
        "\\|\\s*Instagram [\\d.]+ Android"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (!line.contains(u'|') && !line.contains(u'=')
        && !(line.contains(u' ') && line.contains("Bearer IGT:"_L1, Qt::CaseInsensitive)))
        return;
    const QStringList parts = line.split(u'|');
    const bool agentInside = parts.size() >= 4 && parts.at(1).contains("Android"_L1);
    // In the form the session takes the middle: agent, ids and keys, with pairs among them.
    const bool form = parts.size() >= 5 && parts.first().count(u':') == 1
        && std::ranges::any_of(parts.begin() + 1,
                               parts.end() - 1,
                               [](const QString &part) {
                                   return part.count(u'=') >= 1 && part.contains(u';');
                               })
        && !line.contains("sessionid="_L1);
    if (!sign.match(line).hasMatch() && !agentInside && !form)
        return;
    extras.mobileSession = true;
    line = parts.first();
    if (parts.size() > 1 && isEmail(parts.last().section(u':', 0, 0).trimmed()))
        line += u':' + parts.last();
}

QChar separatorOf(const QString &line)
{
    // A login holds none of them, so the first one that comes is the separator.
    for (const QChar c : line) {
        if (u"\t|;:,"_s.contains(c))
            return c;
    }
    return u':';
}

QString joined(const QStringList &fields, qsizetype from, qsizetype count, QChar separator)
{
    return fields.mid(from, count).join(separator);
}

/// How a line may be read; several, or one marked unsure, make it ambiguous.
struct Readings
{
    std::vector<QStringList> all;
    bool sure = false;
    QString shape;
};

Readings one(QStringList fields)
{
    return {{std::move(fields)}, true, {}};
}

/// With the e-mail at `mail` everything between login and it is the password.
QStringList anchored(const QStringList &f, qsizetype mail, QChar separator)
{
    QStringList reading{f.at(0), joined(f, 1, mail - 1, separator), f.at(mail)};
    const bool tfa = f.size() > mail + 2 && isTfa(f.last());
    const qsizetype rest = f.size() - mail - 1 - (tfa ? 1 : 0);
    reading << joined(f, mail + 1, rest, separator);
    if (tfa)
        reading << f.last();
    return reading;
}

Readings readingsOf(const QStringList &f, QChar separator)
{
    const qsizetype n = f.size();
    if (n <= 2)
        return one(f);
    if (n == 3 && isTfa(f.at(2)))
        return one({f.at(0), f.at(1), {}, {}, f.at(2)});
    if (isEmail(f.at(0)) && n >= 4 && !isEmail(f.at(2))) {
        // mail:mailpw:login:pw, or an e-mail as login with a password that holds the separator
        Readings both{{{f.at(2), joined(f, 3, n - 3, separator), f.at(0), f.at(1)},
                       {f.at(0), joined(f, 1, n - 1, separator)}},
                      false,
                      u"mail-first/%1"_s.arg(n)};
        return both;
    }
    qsizetype mail = -1;
    for (qsizetype i = 2; i < n && mail < 0; ++i)
        mail = isEmail(f.at(i)) ? i : -1;
    if (mail == 2 && (n <= 4 || (n == 5 && isTfa(f.at(4)))))
        return one(f);
    if (mail == 2 && n == 5 && separator != u':')
        return one(f); // fillAccount() says what is wrong with the key
    if (mail >= 2)
        return {{anchored(f, mail, separator)}, false, u"anchored/%1/%2"_s.arg(mail).arg(n)};
    if (f.at(2).isEmpty() && n <= 5)
        return one(f);
    if (isTfa(f.last())) {
        QStringList reading{f.at(0), joined(f, 1, n - 2, separator), {}, {}, f.last()};
        return {{reading}, false, u"key-last/%1"_s.arg(n)};
    }
    return {{{f.at(0), joined(f, 1, n - 1, separator)}, {f.at(0), f.at(1)}},
            false,
            u"no-mail/%1"_s.arg(n)};
}

QStringList fieldsOf(const QString &line, QChar &separator, bool &malformed)
{
    if (line.startsWith(u'"')) {
        CsvReader reader(line);
        separator = reader.separator();
        const auto record = reader.next();
        malformed = !record || record->malformed;
        return record ? record->fields : QStringList{};
    }
    separator = separatorOf(line);
    return line.split(separator);
}

void addExtras(AccountEntry &entry, const Extras &extras)
{
    setUserAgent(entry, extras.userAgent);
    if (!extras.otpauth.isEmpty())
        entry.tfa = Secret(extras.otpauth);
    if (extras.mobileSession) {
        entry.notes << QCoreApplication::translate(
            "Core",
            "The mobile application's session was left out: it is of no use in a web browser.");
    }
}

} // namespace

QString
fillAccount(AccountEntry &entry, const QStringList &fields, const QList<qsizetype> &asWritten)
{
    const auto field = [&](qsizetype i) {
        const QString trimmed = trimmedEdges(fields.value(i)).toString();
        return trimmed.isEmpty() || !asWritten.contains(i) ? trimmed : fields.value(i);
    };
    entry.login = field(0);
    if (entry.login.startsWith(u'@'))
        entry.login.remove(0, 1);
    if (!isLogin(entry.login)) {
        return QCoreApplication::translate(
            "Core",
            "This does not begin with a user name, an e-mail address "
            "or a phone number.");
    }
    const QString password = field(1);
    if (password.isEmpty()) {
        if (entry.cookies.isEmpty())
            return QCoreApplication::translate("Core", "The password is missing.");
        entry.notes << QCoreApplication::translate("Core",
                                                   "No password: the account is signed in by its "
                                                   "cookies alone.");
    }
    if (password.size() != fields.value(1).size()) {
        entry.notes << QCoreApplication::translate("Core",
                                                   "Blanks around the password were removed.");
    }
    if (std::ranges::any_of(password, [](QChar c) { return u"“”„«»‘’—–"_s.contains(c); })) {
        entry.notes << QCoreApplication::translate("Core",
                                                   "The password holds typographic quotes or "
                                                   "dashes; a text program may have changed it.");
    }
    entry.password = Secret(password);
    entry.email = field(2);
    entry.emailPassword = Secret(field(3));
    if (!entry.email.isEmpty() && !isEmail(entry.email))
        return QCoreApplication::translate("Core", "The third column is not an e-mail address.");
    const QString tfa = field(4);
    if (!tfa.isEmpty() && !isTfa(tfa)) {
        return QCoreApplication::translate("Core",
                                           "The two-factor key is not base32 (letters A to Z and "
                                           "digits 2 to 7).");
    }
    const bool uri = tfa.startsWith("otpauth://"_L1, Qt::CaseInsensitive);
    entry.tfa = Secret(uri ? tfa : withoutBlanks(tfa));
    return {};
}

void setUserAgent(AccountEntry &entry, const QString &userAgent)
{
    entry.userAgent = userAgent;
    if (!userAgent.isEmpty()) {
        entry.notes << QCoreApplication::translate(
            "Core", "The user agent was left out: the account's blueprint has its own.");
    }
}

void readAccountLine(QStringView view, int number, AccountReport &report)
{
    static const QRegularExpression otpauth(u"(otpauth://[^\\s|\\t\"]+)"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression agent(u"(Mozilla/[^|\\t]*)"_s);
    QString line = view.toString();
    Extras extras;
    if (!line.startsWith(u'"')) {
        cutMobileSession(line, extras);
        cutCookies(line, extras);
        if (line.contains(u'/')) {
            cutPattern(line, otpauth, extras.otpauth);
            cutPattern(line, agent, extras.userAgent);
        }
    }
    QChar separator;
    bool malformed = false;
    QStringList fields = fieldsOf(line, separator, malformed);
    if (malformed) {
        report.rejected.push_back(
            {number, QCoreApplication::translate("Core", "The quotes on this line do not match.")});
        return;
    }
    while (fields.size() > 1 && trimmedEdges(fields.last()).isEmpty())
        fields.removeLast();
    // Only a password on its own keeps its blanks, so that they can be told of.
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (i != 1 || fields.size() > 2)
            fields[i] = trimmedEdges(fields.at(i)).toString();
    }

    const Readings readings = readingsOf(fields, separator);
    std::vector<AccountEntry> good;
    QString shape = readings.shape;
    QString reason;
    for (size_t i = 0; i < readings.all.size(); ++i) {
        const QStringList &reading = readings.all[i];
        AccountEntry entry;
        entry.line = number;
        entry.cookies = Secret(extras.cookies);
        const QString wrong = fillAccount(entry, reading);
        if (!wrong.isEmpty()) {
            reason = reason.isEmpty() ? wrong : reason;
            // The answer to a shape is a place in its readings.
            shape += u"/not-%1"_s.arg(i + 1);
            continue;
        }
        addExtras(entry, extras);
        good.push_back(std::move(entry));
    }
    if (good.empty())
        report.rejected.push_back({number, reason});
    else if (readings.sure)
        report.accepted.push_back(std::move(good.front()));
    else
        report.ambiguous.push_back({number, shape, std::move(good)});
}

} // namespace pelorus::formats

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/formats/listlayout.h"

#include "core/formats/csv.h"
#include "core/formats/decode.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::formats {
namespace {

constexpr size_t kSamples = 20;

/// By RFC 4180; the others are plain text between separators.
bool isCsvSeparator(QChar separator)
{
    return u",;\t"_s.contains(separator);
}

/// The first that comes in the first line: neither a login nor a host name holds one of them.
QChar separatorOf(QStringView text)
{
    for (const QStringView line : splitLines(text)) {
        if (trimmedEdges(line).isEmpty())
            continue;
        if (line.startsWith(u'"'))
            return CsvReader(line).separator();
        for (const QChar c : line)
            if (u"\t|;:,"_s.contains(c))
                return c;
        return line.contains(u' ') ? u' ' : u':';
    }
    return u':';
}

/// The columns that tell themselves, by most of the samples; the others in their usual order.
QStringList guessColumns(ListKind kind, const std::vector<QStringList> &samples)
{
    const bool accounts = kind == ListKind::Accounts;
    qsizetype width = 0;
    for (const QStringList &sample : samples)
        width = std::max(width, sample.size());
    QStringList columns(width);
    const QStringList telling = accounts
        ? QStringList{u"cookies"_s, u"user_agent"_s, u"email"_s, u"tfa"_s}
        : QStringList{u"type"_s, u"port"_s, u"host"_s};
    for (const QString &name : telling) {
        for (qsizetype i = 0; i < width; ++i) {
            if (!columns.at(i).isEmpty())
                continue;
            // An e-mail address in front is the login, where no other column can be.
            const bool first = accounts && i == 0;
            const auto fitting = std::ranges::count_if(samples, [&](const QStringList &sample) {
                return fitsColumn(name, trimmedEdges(sample.value(i)).toString());
            });
            const auto filled = std::ranges::count_if(samples, [&](const QStringList &sample) {
                return !trimmedEdges(sample.value(i)).isEmpty();
            });
            if (first || fitting * 2 <= filled)
                continue;
            columns[i] = name;
            break;
        }
    }
    QStringList rest = accounts ? QStringList{u"login"_s, u"password"_s, u"email_password"_s}
                                : QStringList{u"username"_s, u"password"_s};
    for (QString &column : columns)
        if (column.isEmpty() && !rest.isEmpty())
            column = rest.takeFirst();
    return columns;
}

QHash<QString, QString> headingWords(ListKind kind)
{
    if (kind == ListKind::Proxies) {
        return {{u"protocol"_s, u"type"_s},
                {u"type"_s, u"type"_s},
                {u"scheme"_s, u"type"_s},
                {u"тип"_s, u"type"_s},
                {u"host"_s, u"host"_s},
                {u"ip"_s, u"host"_s},
                {u"server"_s, u"host"_s},
                {u"address"_s, u"host"_s},
                {u"хост"_s, u"host"_s},
                {u"port"_s, u"port"_s},
                {u"порт"_s, u"port"_s},
                {u"login"_s, u"username"_s},
                {u"username"_s, u"username"_s},
                {u"user"_s, u"username"_s},
                {u"логин"_s, u"username"_s},
                {u"password"_s, u"password"_s},
                {u"pass"_s, u"password"_s},
                {u"пароль"_s, u"password"_s},
                {u"changeipurl"_s, u"change_ip_url"_s},
                {u"change_ip_url"_s, u"change_ip_url"_s},
                {u"rotate_url"_s, u"change_ip_url"_s}};
    }
    return {{u"login"_s, u"login"_s},
            {u"username"_s, u"login"_s},
            {u"user"_s, u"login"_s},
            {u"логин"_s, u"login"_s},
            {u"password"_s, u"password"_s},
            {u"pass"_s, u"password"_s},
            {u"пароль"_s, u"password"_s},
            {u"email"_s, u"email"_s},
            {u"e-mail"_s, u"email"_s},
            {u"mail"_s, u"email"_s},
            {u"почта"_s, u"email"_s},
            {u"email_username"_s, u"email"_s},
            {u"email_password"_s, u"email_password"_s},
            {u"email password"_s, u"email_password"_s},
            {u"mail_password"_s, u"email_password"_s},
            {u"пароль почты"_s, u"email_password"_s},
            {u"2fa"_s, u"tfa"_s},
            {u"tfa"_s, u"tfa"_s},
            {u"tfa_secret"_s, u"tfa"_s},
            {u"totp"_s, u"tfa"_s},
            {u"secret"_s, u"tfa"_s},
            {u"cookies"_s, u"cookies"_s},
            {u"cookie"_s, u"cookies"_s},
            {u"куки"_s, u"cookies"_s},
            {u"user_agent"_s, u"user_agent"_s},
            {u"useragent"_s, u"user_agent"_s},
            {u"user-agent"_s, u"user_agent"_s}};
}

const QHash<QString, QChar> &separatorWords()
{
    static const QHash<QString, QChar> words{{u"tab"_s, u'\t'},
                                             {u"comma"_s, u','},
                                             {u"semicolon"_s, u';'},
                                             {u"colon"_s, u':'},
                                             {u"pipe"_s, u'|'},
                                             {u"space"_s, u' '}};
    return words;
}

/// Whether these are names of columns rather than a record.
bool isHeading(ListKind kind, const QStringList &fields)
{
    QStringList known;
    for (const QString &field : fields)
        if (const QString column = columnFor(kind, field); !column.isEmpty())
            known << column;
    if (kind == ListKind::Proxies)
        return known.contains(u"host"_s) && known.contains(u"port"_s);
    return known.contains(u"login"_s)
        && (known.contains(u"password"_s) || known.contains(u"cookies"_s));
}

/// Whether a field that is taken has whole records in it, as only cookies may, or nothing else than
/// the line's end.
bool runsOn(const QStringList &fields, const ListLayout &layout)
{
    const QStringList &columns = layout.columns;
    for (qsizetype i = 0; i < std::min(fields.size(), columns.size()); ++i) {
        const QString &field = fields.at(i);
        if (!columns.at(i).isEmpty() && columns.at(i) != "cookies"_L1
            && (field.contains(u'\n') || field.contains(u'\r'))
            && (field.contains(layout.separator) || trimmedEdges(field).isEmpty()))
            return true;
    }
    return false;
}

} // namespace

bool fitsColumn(const QString &column, const QString &text)
{
    static const QRegularExpression login(u"^[\\w.@+-]{1,100}$"_s,
                                          QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression email(u"^[^\\s@:|;,]+@[^\\s@:|;,]+\\.[^\\s@:|;,]+$"_s);
    static const QRegularExpression key(u"^([A-Za-z2-7 =-]{16,}|otpauth://.*)$"_s);
    static const QRegularExpression host(u"^[^\\s.@:]+(\\.[^\\s.@:]+)+$|^\\[?[0-9a-f:]+\\]?$"_s);
    static const QRegularExpression port(u"^[0-9]{2,5}$"_s);
    static const QRegularExpression type(u"^(https?|socks[45]?h?)$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    if (column == "login"_L1)
        return login.match(text).hasMatch();
    if (column == "email"_L1)
        return email.match(text).hasMatch();
    if (column == "tfa"_L1)
        return key.match(text).hasMatch();
    if (column == "cookies"_L1)
        return text.startsWith(u'[') || text.startsWith(u'{') || text.startsWith("W3s"_L1)
            || text.contains("sessionid="_L1);
    if (column == "user_agent"_L1)
        return text.startsWith("Mozilla/"_L1);
    if (column == "host"_L1)
        return host.match(text).hasMatch();
    if (column == "port"_L1)
        return port.match(text).hasMatch();
    if (column == "type"_L1)
        return type.match(text).hasMatch();
    return false;
}

const QStringList &encodings()
{
    static const QStringList names{u"UTF-8"_s, u"UTF-16"_s, u"Windows-1251"_s, u"Windows-1252"_s};
    return names;
}

const QStringList &columnNames(ListKind kind)
{
    static const QStringList accounts{u"login"_s,
                                      u"password"_s,
                                      u"email"_s,
                                      u"email_password"_s,
                                      u"tfa"_s,
                                      u"cookies"_s,
                                      u"user_agent"_s};
    static const QStringList proxies{
        u"type"_s, u"host"_s, u"port"_s, u"username"_s, u"password"_s, u"change_ip_url"_s};
    return kind == ListKind::Accounts ? accounts : proxies;
}

QString columnTitle(const QString &column)
{
    static const QHash<QString, const char *> titles{
        {u"login"_s, QT_TRANSLATE_NOOP("Core", "Login")},
        {u"password"_s, QT_TRANSLATE_NOOP("Core", "Password")},
        {u"email"_s, QT_TRANSLATE_NOOP("Core", "E-mail")},
        {u"email_password"_s, QT_TRANSLATE_NOOP("Core", "E-mail password")},
        {u"tfa"_s, QT_TRANSLATE_NOOP("Core", "Two-factor key")},
        {u"cookies"_s, QT_TRANSLATE_NOOP("Core", "Cookies")},
        {u"user_agent"_s, QT_TRANSLATE_NOOP("Core", "User agent")},
        {u"type"_s, QT_TRANSLATE_NOOP("Core", "Kind of proxy")},
        {u"host"_s, QT_TRANSLATE_NOOP("Core", "Host")},
        {u"port"_s, QT_TRANSLATE_NOOP("Core", "Port")},
        {u"username"_s, QT_TRANSLATE_NOOP("Core", "User name")},
        {u"change_ip_url"_s, QT_TRANSLATE_NOOP("Core", "Link that changes the IP")}};
    const char *title = titles.value(column);
    return title ? QCoreApplication::translate("Core", title) : column;
}

bool isSecretColumn(const QString &column)
{
    static const QStringList open{
        u"login"_s, u"email"_s, u"user_agent"_s, u"type"_s, u"host"_s, u"port"_s};
    return !open.contains(column);
}

QString columnFor(ListKind kind, const QString &heading)
{
    static const QHash<QString, QString> accounts = headingWords(ListKind::Accounts);
    static const QHash<QString, QString> proxies = headingWords(ListKind::Proxies);
    const QString word = trimmedEdges(heading).toString().toLower();
    return (kind == ListKind::Accounts ? accounts : proxies).value(word);
}

std::vector<ListRecord> splitRecords(const QString &text, const ListLayout &layout)
{
    std::vector<ListRecord> records;
    if (isCsvSeparator(layout.separator)) {
        CsvReader reader(text, layout.separator);
        while (auto record = reader.next()) {
            // Such a field took in the lines up to somebody else's quote.
            const bool swallowed = !record->malformed && runsOn(record->fields, layout);
            if (swallowed)
                reader.backToFirstLine();
            records.push_back({record->line,
                               std::move(record->fields),
                               std::move(record->quoted),
                               record->malformed || swallowed});
        }
    } else {
        const qsizetype width = layout.columns.size();
        int number = 0;
        for (const QStringView line : splitLines(text)) {
            ++number;
            if (trimmedEdges(line).isEmpty())
                continue;
            QStringList fields = line.toString().split(layout.separator);
            if (width > 0 && fields.size() > width) {
                const QString rest = fields.mid(width - 1).join(layout.separator);
                fields = fields.first(width - 1) << rest;
            }
            records.push_back({number, std::move(fields), {}, false});
        }
    }
    if (layout.heading.value_or(false) && !records.empty())
        records.erase(records.begin());
    return records;
}

ListGuess guessLayout(ListKind kind, const QByteArray &input, const ListLayout &given)
{
    ListGuess guess{given, {}, {}};
    ListLayout &layout = guess.layout;
    const DecodedText decoded = decodeText(input, given.encoding);
    layout.encoding = decoded.encoding;
    // The start is enough, and a list can have 50,000 lines.
    const QString text = decoded.text.left(64LL * 1024);
    const CsvReader csv(text);
    auto heading = CsvReader(text).next();
    if (layout.separator.isNull())
        layout.separator
            = heading && isHeading(kind, heading->fields) ? csv.separator() : separatorOf(text);
    ListLayout whole{{}, layout.separator, false, {}};
    std::vector<ListRecord> records = splitRecords(text, whole);
    const QStringList first = records.empty() ? QStringList() : records.front().fields;
    if (!layout.heading)
        layout.heading = isHeading(kind, first);
    if (*layout.heading && isHeading(kind, first))
        guess.heading = first;
    if (*layout.heading && !records.empty())
        records.erase(records.begin());
    for (ListRecord &record : records) {
        if (guess.samples.size() == kSamples)
            break;
        guess.samples.push_back(std::move(record.fields));
    }
    if (layout.columns.isEmpty() && *layout.heading)
        for (const QString &word : first)
            layout.columns << columnFor(kind, word);
    else if (layout.columns.isEmpty())
        layout.columns = guessColumns(kind, guess.samples);
    return guess;
}

bool hasColumns(const ListGuess &guess, const ListLayout &given)
{
    if (guess.samples.empty())
        return false;
    const QString start = guess.samples.front().value(0);
    const QStringView text = trimmedEdges(start);
    return given.isTable() || !(text.startsWith(u'[') || text.startsWith(u'{'));
}

Result<void> checkLayout(ListKind kind, const ListLayout &layout)
{
    if (layout.columns.isEmpty())
        return {};
    const auto has = [&](const QString &column) { return layout.columns.contains(column); };
    if (kind == ListKind::Proxies && !(has(u"host"_s) && has(u"port"_s))) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate(
                        "Core", "Say which columns hold the host and the port of the proxy."));
    }
    if (kind == ListKind::Accounts
        && !(has(u"login"_s) && (has(u"password"_s) || has(u"cookies"_s)))) {
        return fail(ErrorKind::InvalidInput,
                    QCoreApplication::translate(
                        "Core",
                        "Say which column holds the login, and which the password or the "
                        "cookies."));
    }
    for (const QString &column : layout.columns) {
        if (!column.isEmpty() && layout.columns.count(column) > 1) {
            return fail(ErrorKind::InvalidInput,
                        QCoreApplication::translate(
                            "Core", "Two columns have the same meaning: %1. Correct one of them.")
                            .arg(columnTitle(column)));
        }
    }
    return {};
}

Result<QStringList> parseColumns(ListKind kind, const QString &text)
{
    QStringList columns;
    for (const QString &word : text.split(u',')) {
        const QString bare = word.trimmed();
        const QString column = bare == "-"_L1 || bare.isEmpty() ? QString() : columnFor(kind, bare);
        const bool known = columnNames(kind).contains(bare);
        if (column.isEmpty() && !known && bare != "-"_L1 && !bare.isEmpty()) {
            return fail(ErrorKind::InvalidInput,
                        QCoreApplication::translate(
                            "Core", "There is no column “%1”. Use %2, or - for one to leave out.")
                            .arg(bare, columnNames(kind).join(u", "_s)));
        }
        columns << (known ? bare : column);
    }
    return columns;
}

Result<QChar> parseSeparator(const QString &text)
{
    const QString word = text == "\\t"_L1 ? u"tab"_s : text.toLower();
    if (const QChar separator = separatorWords().value(word); !separator.isNull())
        return separator;
    if (text.size() == 1 && !text.front().isLetterOrNumber() && text.front() != u'"')
        return text.front();
    return fail(ErrorKind::InvalidInput,
                QCoreApplication::translate(
                    "Core",
                    "A separator is one character such as ; : | or a word: tab, comma, semicolon, "
                    "colon, pipe, space."));
}

QString separatorWord(QChar separator)
{
    return separatorWords().key(separator, QString(separator));
}

} // namespace pelorus::formats

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/canary.h"

#include "core/base/json.h"
#include "core/store/session.h"
#include "tests/system/outside.h"

#include <QDirIterator>
#include <QFile>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace pelorus::test {
namespace {

/// Where secrets lie by design.
const QStringList &secretColumns()
{
    static const QStringList columns{u"uploader_instagramaccount.password"_s,
                                     u"uploader_instagramaccount.tfa_secret"_s,
                                     u"uploader_instagramaccount.email_password"_s,
                                     u"uploader_instagramcookies.cookies_data"_s,
                                     u"uploader_proxy.username"_s,
                                     u"uploader_proxy.password"_s,
                                     u"pelorus_cookie_version.cookies"_s,
                                     u"pelorus_account_edit.value"_s,
                                     u"pelorus_account_edit.data"_s};
    return columns;
}

/// The characters of a base64 text that depend on `value` alone, when `before` bytes stand in
/// front.
QByteArray base64At(const QByteArray &value, int before, QByteArray::Base64Options options)
{
    const QByteArray text = QByteArray(QByteArray(before, 'x') + value).toBase64(options);
    const qsizetype first = before == 0 ? 0 : before + 1;
    const qsizetype whole = (before + value.size()) / 3 * 4;
    return text.mid(first, whole - first);
}

} // namespace

void Canaries::add(const QString &name, const QByteArray &value)
{
    Q_ASSERT(value.size() >= 8);
    const auto form = [&](const char *how, const QByteArray &bytes) {
        m_forms.append({QString(name % u", "_s % QLatin1StringView(how)), bytes});
    };
    form("plain", value);
    form("percent-encoded", value.toPercentEncoding());
    form("percent-encoded in a URL",
         QUrl::toPercentEncoding(QString::fromUtf8(value), "!$&'()*+,;=:@/"));
    form("percent-decoded", QByteArray::fromPercentEncoding(value));
    form("JSON", json::compact(QJsonArray{QString::fromUtf8(value)}).mid(2).chopped(2));
    form("hex", value.toHex());
    for (int before = 0; before < 3; ++before) {
        form("base64", base64At(value, before, QByteArray::Base64Encoding));
        form("base64 for URLs", base64At(value, before, QByteArray::Base64UrlEncoding));
    }
}

QString Canaries::find(const QByteArray &text) const
{
    const QByteArray folded = text.toLower();
    for (const Form &form : m_forms) {
        const qsizetype at = folded.indexOf(form.bytes.toLower());
        if (at >= 0) {
            return form.name % u": …"_s
                % QString::fromUtf8(
                       text.mid(std::max<qsizetype>(0, at - 120), form.bytes.size() + 180));
        }
    }
    return {};
}

QByteArray readableColumns(Harness &bench)
{
    const bool postgres = bench.database()->priv().url.engine == store::Engine::PostgreSql;
    const QStringList columns = select(
        bench,
        postgres
            ? u"SELECT table_name || '.' || column_name FROM information_schema.columns WHERE"
              " table_schema = ANY (current_schemas(false))"_s
            : u"SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name)"
              " c WHERE m.type = 'table'"_s);
    QByteArray text;
    for (const QString &column : columns) {
        if (secretColumns().contains(column))
            continue;
        const QString table = column.section(u'.', 0, 0);
        const QString name = u'"' % column.section(u'.', 1) % u'"';
        const QString value = postgres ? QString(u"CAST(%1 AS text)"_s.arg(name))
                                       : u"CASE WHEN typeof(%1) = 'blob' THEN hex(%1) ELSE CAST(%1"
                                         " AS text) END"_s.arg(name);
        const QStringList rows
            = select(bench, u"SELECT coalesce(%1, '') FROM %2"_s.arg(value, table));
        text += column.toUtf8() + ": " + rows.join(u'\n').toUtf8() + '\n';
    }
    return text;
}

QByteArray readableFiles(const QString &folder)
{
    QByteArray text;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.fileName().contains(u".db"_s) || !file.open(QIODevice::ReadOnly))
            continue;
        text += file.fileName().toUtf8() + ": " + file.readAll() + '\n';
    }
    return text;
}

} // namespace pelorus::test

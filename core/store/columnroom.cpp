// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/columnroom.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pelorus::store {

Result<ColumnRoom> ColumnRoom::read(Connection &connection, const QString &table)
{
    ColumnRoom room;
    room.m_table = table;
    if (connection.engine() == Engine::Sqlite)
        return room;
    Query query(connection,
                u"SELECT column_name, character_maximum_length FROM information_schema.columns"
                " WHERE table_name = :name AND table_schema = ANY (current_schemas(false))"
                " AND character_maximum_length IS NOT NULL"_s);
    if (auto ran = query.bind(u":name"_s, table).run(); !ran)
        return fail(ran.error());
    while (query.next())
        room.m_most.insert(query.text(0), int(query.number(1)));
    return room;
}

QString ColumnRoom::whyNot(const QString &column, const QString &value) const
{
    const auto most = m_most.constFind(column);
    // PostgreSQL counts characters, a QString their halves too.
    if (most == m_most.cend() || value.size() <= *most || value.toUcs4().size() <= *most)
        return {};
    return sentence(column);
}

QString ColumnRoom::whyNot(const QString &column, const Secret &value) const
{
    const auto most = m_most.constFind(column);
    if (most == m_most.cend())
        return {};
    const auto characters = value.reveal([](const QByteArray &utf8) {
        return std::ranges::count_if(
            utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    });
    return characters > *most ? sentence(column) : QString();
}

QString ColumnRoom::sentence(const QString &column) const
{
    return QCoreApplication::translate("Core",
                                       "A value is too long: the database holds %1 characters in "
                                       "%2. Shorten it, or have that column widened.")
        .arg(m_most.value(column))
        .arg(QString(m_table % u'.' % column));
}

} // namespace pelorus::store

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standin/paginator.h"

#include <algorithm>

namespace pelorus::standin {

using namespace Qt::StringLiterals;

namespace {

QString address(const ApiCall &call)
{
    return u"http://%1%2"_s.arg(QString::fromLatin1(call.request().header("Host")),
                                call.request().path);
}

/// This request's URL with another value of `key`.
QString urlWith(const ApiCall &call, const QString &key, int value)
{
    QUrlQuery query = call.request().query;
    query.removeAllQueryItems(key);
    query.addQueryItem(key, QString::number(value));
    return address(call) + u'?' + query.toString(QUrl::FullyEncoded);
}

int limitOf(const ApiCall &call, const Knobs &knobs)
{
    const int most = knobs.number("limitMax");
    const int wanted = call.request().queryValue(u"limit"_s).toInt();
    return wanted > 0 ? std::min(wanted, most) : std::min(50, most);
}

QJsonArray slice(const QJsonArray &items, int from, int count)
{
    QJsonArray part;
    for (int i = from; i < std::min(int(items.size()), from + count); ++i)
        part.append(items.at(i));
    return part;
}

QJsonValue valueIf(bool given, const QJsonValue &value)
{
    return given ? value : QJsonValue(QJsonValue::Null);
}

} // namespace

QJsonObject page(const ApiCall &call, const Knobs &knobs, const QJsonArray &items)
{
    const int limit = limitOf(call, knobs);
    const int number = std::max(1, call.request().queryValue(u"page"_s).toInt());
    const int total = int(items.size());
    const int last = std::max(1, (total + limit - 1) / limit);
    const int from = (number - 1) * limit;
    const QJsonArray data = slice(items, from, limit);
    const auto url = [&call](int n) { return urlWith(call, u"page"_s, n); };
    return {
        {u"current_page"_s, number},
        {u"data"_s, data},
        {u"first_page_url"_s, url(1)},
        {u"from"_s, valueIf(!data.isEmpty(), from + 1)},
        {u"last_page"_s, last},
        {u"last_page_url"_s, url(last)},
        {u"next_page_url"_s, valueIf(number < last, url(number + 1))},
        {u"path"_s, address(call)},
        {u"per_page"_s, limit},
        {u"prev_page_url"_s, valueIf(number > 1, url(number - 1))},
        {u"to"_s, valueIf(!data.isEmpty(), from + int(data.size()))},
        {u"total"_s,
         knobs.is("totalAs", "string") ? QJsonValue(QString::number(total)) : QJsonValue(total)}};
}

QJsonObject cursorPage(const ApiCall &call, const Knobs &knobs, const QJsonArray &items)
{
    const int limit = limitOf(call, knobs);
    const int from = std::max(0, call.request().queryValue(u"cursor"_s).toInt());
    const auto url = [&call](int n) { return urlWith(call, u"cursor"_s, n); };
    return {{u"data"_s, slice(items, from, limit)},
            {u"path"_s, address(call)},
            {u"per_page"_s, limit},
            {u"next_page_url"_s, valueIf(from + limit < items.size(), url(from + limit))},
            {u"prev_page_url"_s, valueIf(from > 0, url(std::max(0, from - limit)))}};
}

} // namespace pelorus::standin

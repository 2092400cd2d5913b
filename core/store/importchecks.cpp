// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/importchecks.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <span>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

constexpr int kLongestName = 100; ///< of the shared columns username and email_username

QString firstOf(std::span<const QString> sentences)
{
    const auto found = std::ranges::find_if_not(sentences, &QString::isEmpty);
    return found == sentences.end() ? QString() : *found;
}

} // namespace

QString whyNotStorable(const formats::AccountEntry &entry, const ColumnRoom &room)
{
    if (entry.login.size() > kLongestName || entry.email.size() > kLongestName)
        return QCoreApplication::translate("Core", "The name or the e-mail address is too long.");
    const auto hasNul = [](const Secret &secret) {
        return secret.reveal([](const QByteArray &bytes) { return bytes.contains('\0'); });
    };
    if (entry.login.contains(QChar(0)) || entry.email.contains(QChar(0)) || hasNul(entry.password)
        || hasNul(entry.emailPassword) || hasNul(entry.tfa))
        return QCoreApplication::translate("Core", "There is a NUL character in it.");
    const std::array sentences{room.whyNot(u"username"_s, entry.login),
                               room.whyNot(u"password"_s, entry.password),
                               room.whyNot(u"email_username"_s, entry.email),
                               room.whyNot(u"email_password"_s, entry.emailPassword),
                               room.whyNot(u"tfa_secret"_s, entry.tfa)};
    return firstOf(sentences);
}

QString whyNotStorable(const Proxy &proxy, const ColumnRoom &room)
{
    const std::array sentences{room.whyNot(u"host"_s, proxy.host),
                               room.whyNot(u"username"_s, proxy.username),
                               room.whyNot(u"password"_s, proxy.password)};
    return firstOf(sentences);
}

} // namespace pelorus::store

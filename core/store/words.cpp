// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/records.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace pelorus::store {
namespace {

template <typename T, size_t N>
QString find(const std::array<std::pair<T, const char *>, N> &words, T value)
{
    for (const auto &[known, text] : words) {
        if (known == value)
            return QString::fromLatin1(text);
    }
    return {};
}

/// Unknown words count as the first of the table.
template <typename T, size_t N>
T find(const std::array<std::pair<T, const char *>, N> &words, const QString &word)
{
    for (const auto &[known, text] : words) {
        if (word == QLatin1StringView(text))
            return known;
    }
    return words.front().first;
}

constexpr std::array<std::pair<EditKind, const char *>, 7> kEditKinds{{
    {EditKind::Password, "PASSWORD"},
    {EditKind::TfaSecret, "TFA_SECRET"},
    {EditKind::EmailUsername, "EMAIL_USERNAME"},
    {EditKind::EmailPassword, "EMAIL_PASSWORD"},
    {EditKind::DolphinProfile, "DOLPHIN_PROFILE"},
    {EditKind::Cookies, "COOKIES"},
    {EditKind::Blueprint, "BLUEPRINT"},
}};

constexpr std::array<std::pair<JobKind, const char *>, 3> kJobKinds{{
    {JobKind::Upload, "UPLOAD"},
    {JobKind::BulkUpload, "BULK_UPLOAD"},
    {JobKind::Check, "CHECK"},
}};

constexpr std::array<std::pair<JobState, const char *>, 8> kJobStates{{
    {JobState::Pending, "PENDING"},
    {JobState::Running, "RUNNING"},
    {JobState::NeedsOperator, "NEEDS_OPERATOR"},
    {JobState::Unconfirmed, "UNCONFIRMED"},
    {JobState::Completed, "COMPLETED"},
    {JobState::Partial, "PARTIAL"},
    {JobState::Failed, "FAILED"},
    {JobState::Cancelled, "CANCELLED"},
}};

constexpr std::array<std::pair<ItemState, const char *>, 7> kItemStates{{
    {ItemState::Pending, "PENDING"},
    {ItemState::Running, "RUNNING"},
    {ItemState::Published, "PUBLISHED"},
    {ItemState::Unconfirmed, "UNCONFIRMED"},
    {ItemState::Refused, "REFUSED"},
    {ItemState::Failed, "FAILED"},
    {ItemState::Cancelled, "CANCELLED"},
}};

constexpr std::array<std::pair<JobRequest, const char *>, 4> kJobRequests{{
    {JobRequest::None, "NONE"},
    {JobRequest::Cancel, "CANCEL"},
    {JobRequest::TakeOver, "TAKE_OVER"},
    {JobRequest::GiveBack, "GIVE_BACK"},
}};

constexpr std::array<std::pair<LedgerState, const char *>, 5> kLedgerStates{{
    {LedgerState::Intended, "INTENDED"},
    {LedgerState::Created, "CREATED"},
    {LedgerState::Started, "STARTED"},
    {LedgerState::Stopped, "STOPPED"},
    {LedgerState::Deleted, "DELETED"},
}};

constexpr std::array<std::pair<PublicationState, const char *>, 5> kPublicationStates{{
    {PublicationState::Intent, "INTENT"},
    {PublicationState::Shared, "SHARED"},
    {PublicationState::Confirmed, "CONFIRMED"},
    {PublicationState::Refused, "REFUSED"},
    {PublicationState::Unconfirmed, "UNCONFIRMED"},
}};

} // namespace

QString word(EditKind kind)
{
    return find(kEditKinds, kind);
}

EditKind editKind(const QString &word)
{
    return find(kEditKinds, word);
}

QString word(JobKind value)
{
    return find(kJobKinds, value);
}
QString word(JobState value)
{
    return find(kJobStates, value);
}
QString word(ItemState value)
{
    return find(kItemStates, value);
}
QString word(JobRequest value)
{
    return find(kJobRequests, value);
}
QString word(LedgerState value)
{
    return find(kLedgerStates, value);
}
QString word(PublicationState value)
{
    return find(kPublicationStates, value);
}
JobKind jobKind(const QString &text)
{
    return find(kJobKinds, text);
}
JobState jobState(const QString &text)
{
    return find(kJobStates, text);
}
ItemState itemState(const QString &text)
{
    return find(kItemStates, text);
}
JobRequest jobRequest(const QString &text)
{
    return find(kJobRequests, text);
}
LedgerState ledgerState(const QString &text)
{
    return find(kLedgerStates, text);
}
PublicationState publicationState(const QString &text)
{
    return find(kPublicationStates, text);
}

bool isFinal(JobState state)
{
    switch (state) {
    case JobState::Pending:
    case JobState::Running:
    case JobState::NeedsOperator:
        return false;
    case JobState::Unconfirmed:
    case JobState::Completed:
    case JobState::Partial:
    case JobState::Failed:
    case JobState::Cancelled:
        return true;
    }
    return true;
}

} // namespace pelorus::store

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/findings.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::transfer {
namespace {

struct Words
{
    const char *name;
    Outcome outcome;
    const char *sentence;
};

Words wordsOf(Trouble trouble)
{
    using enum Outcome;
    switch (trouble) {
    case Trouble::None:
        return {"none", Kept, ""};
    case Trouble::NulCharacter:
        return {"nul_character",
                Healed,
                QT_TRANSLATE_NOOP("Core", "A NUL character becomes the mark \uFFFD.")};
    case Trouble::InvalidUtf8:
        return {"invalid_utf8",
                Healed,
                QT_TRANSLATE_NOOP("Core", "Bytes that are no text become the mark \uFFFD.")};
    case Trouble::JsonNul:
        return {"json_nul",
                Healed,
                QT_TRANSLATE_NOOP("Core", "A NUL character in JSON becomes the mark \uFFFD.")};
    case Trouble::JsonSurrogate:
        return {"json_surrogate",
                Healed,
                QT_TRANSLATE_NOOP("Core", "Half of a character in JSON becomes the mark \uFFFD.")};
    case Trouble::JsonNotANumber:
        return {"json_not_a_number",
                Healed,
                QT_TRANSLATE_NOOP("Core", "NaN or infinity in JSON becomes null.")};
    case Trouble::JsonControl:
        return {"json_control",
                Healed,
                QT_TRANSLATE_NOOP("Core", "A control character in JSON is escaped.")};
    case Trouble::JsonNested:
        return {"json_nested",
                Healed,
                QT_TRANSLATE_NOOP("Core", "JSON inside a JSON text is unpacked.")};
    case Trouble::JsonEmpty:
        return {"json_empty",
                Healed,
                QT_TRANSLATE_NOOP("Core", "An empty text in place of JSON counts as no value.")};
    case Trouble::Unreadable:
        return {"unreadable",
                Quarantined,
                QT_TRANSLATE_NOOP(
                    "Core", "The JSON cannot be read, so the row stays in the old database.")};
    case Trouble::UnreadableDropped:
        return {"unreadable_dropped",
                Healed,
                QT_TRANSLATE_NOOP("Core",
                                  "The value cannot be read and stays in the old database; the row "
                                  "goes without it.")};
    case Trouble::NumberAsText:
        return {"number_as_text", Healed, QT_TRANSLATE_NOOP("Core", "A text becomes its number.")};
    case Trouble::NumberUnreadable:
        return {"number_unreadable",
                Healed,
                QT_TRANSLATE_NOOP("Core", "It is no number; the usual value takes its place.")};
    case Trouble::NumberOutOfRange:
        return {"number_out_of_range",
                Healed,
                QT_TRANSLATE_NOOP("Core", "The number is cut to the range of its column.")};
    case Trouble::BooleanAsText:
        return {"boolean_as_text", Healed, QT_TRANSLATE_NOOP("Core", "A text becomes yes or no.")};
    case Trouble::BooleanUnreadable:
        return {"boolean_unreadable",
                Healed,
                QT_TRANSLATE_NOOP("Core",
                                  "It is neither yes nor no; the usual value takes its place.")};
    case Trouble::TimeWithOffset:
        return {"time_with_offset",
                Healed,
                QT_TRANSLATE_NOOP("Core", "A time with an offset is moved to UTC.")};
    case Trouble::TimeEmpty:
        return {"time_empty",
                Healed,
                QT_TRANSLATE_NOOP("Core", "An empty text in place of a time counts as no time.")};
    case Trouble::TimeAsNumber:
        return {"time_as_number",
                Healed,
                QT_TRANSLATE_NOOP("Core", "A number of seconds becomes its time.")};
    case Trouble::TimeUnreadable:
        return {"time_unreadable",
                Healed,
                QT_TRANSLATE_NOOP("Core", "The time cannot be read and counts as no time.")};
    case Trouble::DayOnly:
        return {"day_only",
                Healed,
                QT_TRANSLATE_NOOP("Core", "The column holds days, so only the day is kept.")};
    case Trouble::ColumnLeft:
        return {"column_left",
                Healed,
                QT_TRANSLATE_NOOP("Core",
                                  "The target makes this column's values itself, or has a type "
                                  "that Pelorus does not write. The row goes without it; the value "
                                  "stays in the old database.")};
    case Trouble::MissingValue:
        return {"missing_value",
                Healed,
                QT_TRANSLATE_NOOP("Core",
                                  "A required value is missing; the usual one takes its "
                                  "place.")};
    case Trouble::UuidUnreadable:
        return {"uuid_unreadable",
                Healed,
                QT_TRANSLATE_NOOP("Core", "The UUID cannot be read; a new one takes its place.")};
    case Trouble::TooLong:
        return {"too_long",
                Healed,
                QT_TRANSLATE_NOOP("Core",
                                  "The text is longer than its column, which is made wider; "
                                  "nothing is cut.")};
    case Trouble::DoesNotFit:
        return {"does_not_fit",
                Quarantined,
                QT_TRANSLATE_NOOP("Core",
                                  "The value is too large for its column or for an index on it, "
                                  "which the target cannot make larger. The row stays in the old "
                                  "database.")};
    case Trouble::DanglingReference:
        return {"dangling_reference",
                Healed,
                QT_TRANSLATE_NOOP("Core",
                                  "It refers to a row that is not there; the reference is "
                                  "emptied. An account that is left without any proxy arrives "
                                  "paused: give it one, then resume it.")};
    case Trouble::Orphan:
        return {"orphan",
                Quarantined,
                QT_TRANSLATE_NOOP("Core",
                                  "It belongs to a row that is not there, so it stays in the old "
                                  "database.")};
    case Trouble::DuplicateProxy:
        return {"duplicate_proxy",
                Quarantined,
                QT_TRANSLATE_NOOP("Core",
                                  "The same proxy stands in an earlier row, which takes over what "
                                  "refers to this one.")};
    case Trouble::DuplicateName:
        return {"duplicate_name",
                Healed,
                QT_TRANSLATE_NOOP("Core",
                                  "An earlier account has the same name; this one gets its number "
                                  "behind the name.")};
    case Trouble::DuplicateUuid:
        return {"duplicate_uuid",
                Healed,
                QT_TRANSLATE_NOOP("Core",
                                  "An earlier row has the same UUID; this one gets a new "
                                  "one.")};
    case Trouble::DuplicateId:
        return {"duplicate_id",
                Quarantined,
                QT_TRANSLATE_NOOP("Core",
                                  "An earlier row has the same number or key; this one is left "
                                  "out.")};
    case Trouble::DuplicateChild:
        return {"duplicate_child",
                Quarantined,
                QT_TRANSLATE_NOOP("Core",
                                  "The account has such a row already; this one stays in "
                                  "the old database.")};
    case Trouble::NameCase:
        return {"name_case",
                Kept,
                QT_TRANSLATE_NOOP("Core",
                                  "Another account has the same name but for large and "
                                  "small letters. Both are kept; look whether they are "
                                  "one.")};
    case Trouble::RecordUnreadable:
        return {"record_unreadable",
                Quarantined,
                QT_TRANSLATE_NOOP("Core", "The record cannot be read and is left out.")};
    case Trouble::Refused:
        return {"refused",
                Quarantined,
                QT_TRANSLATE_NOOP("Core",
                                  "The target refuses the row by a rule of its own, such as a "
                                  "check or a unique column. It stays in the old database.")};
    }
    return {"none", Kept, ""};
}

} // namespace

QString troubleName(Trouble trouble)
{
    return QString::fromLatin1(wordsOf(trouble).name);
}

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Kept:
        return u"kept"_s;
    case Outcome::Healed:
        return u"healed"_s;
    case Outcome::Quarantined:
        break;
    }
    return u"quarantined"_s;
}

Outcome outcomeOf(Trouble trouble)
{
    return wordsOf(trouble).outcome;
}

QString explain(Trouble trouble)
{
    return QCoreApplication::translate("Core", wordsOf(trouble).sentence);
}

QString describe(const Finding &finding)
{
    const QString place
        = finding.column.isEmpty() ? finding.table : finding.table + u'.' + finding.column;
    return u"%1, row %2: %3"_s.arg(place).arg(finding.row).arg(explain(finding.trouble));
}

} // namespace pelorus::transfer

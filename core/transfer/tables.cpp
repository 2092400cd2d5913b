// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/tables.h"

#include <algorithm>

namespace pelorus::transfer {
namespace {

Column id()
{
    return {"id", Type::BigInteger, true};
}

Column indexed(Column column)
{
    column.indexed = true;
    return column;
}

Column text(std::string name, int width = 0)
{
    return {std::move(name), Type::Text, false, {}, {}, width};
}

Column need(std::string name, Type type, std::string standIn, int width = 0)
{
    return {std::move(name), type, true, std::move(standIn), {}, width};
}

Column time(std::string name)
{
    return {std::move(name), Type::Time};
}

Column refer(std::string name, std::string parent, bool required)
{
    return {std::move(name), Type::BigInteger, required, {}, std::move(parent)};
}

constexpr auto kProxy = "uploader_proxy";
constexpr auto kAccount = "uploader_instagramaccount";
constexpr auto kUpload = "uploader_uploadtask";
constexpr auto kBulk = "uploader_bulkuploadtask";
constexpr auto kBulkAccount = "uploader_bulkuploadaccount";
// Old enough to be seen for what it is.
constexpr auto kNoTime = "1970-01-01 00:00:00";
constexpr size_t kDay = sizeof "1970-01-01" - 1;

std::vector<Table> makeShared()
{
    const auto needTime
        = [](std::string name) { return need(std::move(name), Type::Time, kNoTime); };
    std::vector<Table> tables{{kProxy,
                               "uploader.proxy",
                               {id(),
                                indexed(need("host", Type::Text, "", 255)),
                                need("port", Type::Integer, "0"),
                                indexed(text("username")),
                                indexed(text("password")),
                                need("proxy_type", Type::Text, "HTTP", 10),
                                need("status", Type::Text, "inactive", 20),
                                time("last_checked"),
                                refer("assigned_account_id", kAccount, false),
                                need("is_active", Type::Boolean, "t"),
                                time("last_used"),
                                time("last_verified"),
                                need("notes", Type::Text, ""),
                                text("country", 50),
                                text("city", 100)}},
                              {kAccount,
                               "uploader.instagramaccount",
                               {id(),
                                indexed(need("username", Type::Text, "", 100)),
                                need("password", Type::Text, ""),
                                text("email_username", 100),
                                text("email_password"),
                                text("tfa_secret"),
                                refer("proxy_id", kProxy, false),
                                refer("current_proxy_id", kProxy, false),
                                text("dolphin_profile_id", 100),
                                need("status", Type::Text, "ACTIVE", 30),
                                time("last_used"),
                                time("last_warmed"),
                                needTime("created_at"),
                                needTime("updated_at"),
                                need("notes", Type::Text, ""),
                                text("phone_number", 32),
                                text("locked_by", 64),
                                time("locked_until")}},
                              {"uploader_instagramdevice",
                               "uploader.instagramdevice",
                               {id(),
                                refer("account_id", kAccount, true),
                                need("device_settings", Type::Json, "{}"),
                                need("user_agent", Type::Text, "", 255),
                                {"session_settings", Type::Json},
                                text("session_file"),
                                time("last_login_at"),
                                time("last_avatar_change_at"),
                                needTime("created_at"),
                                needTime("updated_at")}},
                              {"uploader_instagramcookies",
                               "uploader.instagramcookies",
                               {id(),
                                refer("account_id", kAccount, true),
                                need("cookies_data", Type::Json, "[]"),
                                needTime("last_updated"),
                                need("is_valid", Type::Boolean, "f")}},
                              {"uploader_dolphincookierobottask",
                               "uploader.dolphincookierobottask",
                               {id(),
                                refer("account_id", kAccount, true),
                                need("status", Type::Text, "PENDING", 20),
                                need("urls", Type::Json, "[]"),
                                need("headless", Type::Boolean, "t"),
                                need("imageless", Type::Boolean, "f"),
                                need("log", Type::Text, ""),
                                needTime("created_at"),
                                needTime("updated_at")}},
                              {kUpload,
                               "uploader.uploadtask",
                               {id(),
                                refer("account_id", kAccount, true),
                                need("status", Type::Text, "PENDING", 20),
                                need("log", Type::Text, ""),
                                needTime("created_at"),
                                needTime("updated_at")}},
                              {"uploader_videofile",
                               "uploader.videofile",
                               {id(),
                                refer("task_id", kUpload, true),
                                need("video_file", Type::Text, ""),
                                need("caption", Type::Text, ""),
                                needTime("uploaded_at")}},
                              {kBulk,
                               "uploader.bulkuploadtask",
                               {id(),
                                need("name", Type::Text, "Bulk Upload", 100),
                                need("status", Type::Text, "PENDING", 20),
                                needTime("created_at"),
                                needTime("updated_at"),
                                need("log", Type::Text, ""),
                                need("upload_id", Type::Uuid, "")}},
                              {kBulkAccount,
                               "uploader.bulkuploadaccount",
                               {id(),
                                refer("bulk_task_id", kBulk, true),
                                refer("account_id", kAccount, true),
                                refer("proxy_id", kProxy, false),
                                need("status", Type::Text, "PENDING", 30),
                                need("log", Type::Text, ""),
                                time("started_at"),
                                time("completed_at"),
                                need("uploaded_success_count", Type::Integer, "0"),
                                need("uploaded_failed_count", Type::Integer, "0")}},
                              {"uploader_bulkvideo",
                               "uploader.bulkvideo",
                               {id(),
                                refer("bulk_task_id", kBulk, true),
                                need("video_file", Type::Text, ""),
                                needTime("uploaded_at"),
                                refer("assigned_to_id", kBulkAccount, false),
                                need("order", Type::Integer, "0"),
                                need("location", Type::Text, "", 200),
                                need("mentions", Type::Text, "")}}};
    for (Table &table : tables) {
        table.shared = true;
        table.key = "id";
    }
    return tables;
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

} // namespace

int Table::indexOf(std::string_view column) const
{
    const auto found = std::ranges::find(columns, column, &Column::name);
    return found == columns.end() ? -1 : int(found - columns.begin());
}

bool Table::isNumbered() const
{
    return key == "id" && !columns.empty() && columns.front().name == key
        && (columns.front().type == Type::Integer || columns.front().type == Type::BigInteger);
}

const std::vector<Table> &sharedTables()
{
    static const std::vector<Table> tables = makeShared();
    return tables;
}

int indexOf(const std::vector<Table> &tables, std::string_view name)
{
    const auto found = std::ranges::find(tables, name, &Table::name);
    return found == tables.end() ? -1 : int(found - tables.begin());
}

Type typeOfDeclaration(std::string_view declared)
{
    std::string lower(declared);
    std::ranges::transform(
        lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    if (contains(lower, "bool"))
        return Type::Boolean;
    if (contains(lower, "datetime") || contains(lower, "timestamp"))
        return Type::Time;
    if (lower == "date")
        return Type::Date;
    if (contains(lower, "json"))
        return Type::Json;
    if (contains(lower, "uuid") || lower == "char(32)") // Django's UUIDField on SQLite
        return Type::Uuid;
    if (lower == "interval")
        return Type::Text;
    if (contains(lower, "int") || contains(lower, "serial"))
        return Type::BigInteger; // SQLite holds any; nothing of it may be too large
    if (contains(lower, "blob") || contains(lower, "bytea"))
        return Type::Bytes;
    if (contains(lower, "real") || contains(lower, "double") || contains(lower, "decimal")
        || contains(lower, "numeric") || contains(lower, "float"))
        return Type::Number;
    return Type::Text;
}

std::string neutralValue(Type type)
{
    switch (type) {
    case Type::Integer:
    case Type::BigInteger:
    case Type::Number:
    case Type::Duration:
        return "0";
    case Type::Boolean:
        return "f";
    case Type::Time:
        return kNoTime;
    case Type::Date:
        return std::string(kNoTime).substr(0, kDay);
    case Type::TimeOfDay:
        return "00:00:00";
    case Type::Address:
        return "0.0.0.0";
    case Type::Json:
        return "{}";
    case Type::Uuid:
        return "00000000-0000-0000-0000-000000000000";
    case Type::Text:
    case Type::Bytes:
        break;
    }
    return {};
}

} // namespace pelorus::transfer

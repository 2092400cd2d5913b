// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transfer/room.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace pelorus::transfer {
namespace {

template <typename Real>
bool isExact(const Value &value)
{
    Cell cell{Cell::Kind::Text, 0, 0, {}};
    Real real = 0;
    const char *end = value.text.data() + value.text.size();
    if (std::from_chars(value.text.data(), end, real).ec != std::errc())
        return false;
    std::array<char, 64> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), real);
    cell.text = {digits.data(), size_t(written.ptr - digits.data())};
    Value read;
    static_cast<void>(transfer::heal(cell, {"", Type::Number}, read));
    return read.canonical == value.canonical;
}

bool hasRoomForNumber(const Column &column, const Value &value)
{
    if (value.null)
        return true;
    if (column.scale < 0)
        return column.room > 24 ? isExact<double>(value) : isExact<float>(value);
    // "-123e-2", without zeros at the end
    const std::string_view number = value.canonical;
    if (number == "0")
        return true;
    const size_t from = number.starts_with('-') ? 1 : 0;
    const size_t e = std::min(number.find('e'), number.size());
    int exponent = 0;
    if (e < number.size())
        std::from_chars(number.data() + e + 1, number.data() + number.size(), exponent);
    return -exponent <= column.scale && int(e - from) + exponent <= column.room - column.scale;
}

} // namespace

size_t characters(std::string_view text)
{
    return size_t(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned>(c) & 0xC0U) != 0x80U; }));
}

bool isTooLong(const Value &value, int most)
{
    return value.text.size() > size_t(most) && characters(value.text) > size_t(most);
}

bool hasRoom(const Column &column, const Value &value)
{
    if (column.type == Type::Number)
        return hasRoomForNumber(column, value);
    if (column.type != Type::Integer && column.type != Type::BigInteger)
        return !isTooLong(value, column.room);
    if (column.room >= 64)
        return true;
    const std::int64_t end = std::int64_t(1) << (column.room - 1);
    const std::int64_t number = std::strtoll(value.text.c_str(), nullptr, 10);
    return number < end && number >= -end;
}

} // namespace pelorus::transfer

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace pelorus::formats {

struct DecodedText
{
    QString text;
    /// Neither a BOM nor valid UTF-8 said what it is, or not all of it is that: the reader must
    /// tell.
    bool guessed = false;
    QString encoding; ///< "UTF-8", "UTF-16", "Windows-1251", "Windows-1252"
};

/// Bytes of a pasted text or a file as text: BOM, then UTF-16 without one, then UTF-8, then a
/// Windows code page. Never puts replacement characters in.
/// `encoding`, one of those names, decides instead where it is given: what does not fit it is
/// replaced then, and `guessed` is set.
[[nodiscard]] DecodedText decodeText(const QByteArray &bytes, const QString &encoding = {});

/// Without blanks, NBSP, BOM and zero-width characters at both ends. Tabs count as blanks only
/// where `tabs` is set.
[[nodiscard]] QStringView trimmedEdges(QStringView text, bool tabs = true);

/// The lines without their ends; LF, CRLF and CR all end one. A last line without end counts.
[[nodiscard]] std::vector<QStringView> splitLines(QStringView text);

/// What a file is that cannot be text of ours ("a SQLite database", …), translated; empty if it
/// may.
[[nodiscard]] QString foreignFileKind(const QByteArray &bytes);

/// The bytes of standard or URL-safe base64 with or without padding and line breaks; empty when it
/// is not base64.
[[nodiscard]] QByteArray decodeBase64(QStringView text);

} // namespace pelorus::formats

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/layoutoptions.h"

#include "core/formats/layoutpresets.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace pelorus::cli {

QStringList layoutOptions()
{
    return {u"preset"_s, u"columns"_s, u"separator"_s, u"heading"_s, u"encoding"_s};
}

Result<formats::ListLayout> layoutFrom(const Context &context, formats::ListKind kind)
{
    const Arguments &arguments = context.arguments;
    formats::ListLayout layout;
    if (arguments.has(u"preset"_s)) {
        auto preset
            = formats::loadPreset(context.settings.dataDir, kind, arguments.value(u"preset"_s));
        if (!preset)
            return preset;
        layout = std::move(*preset);
    }
    if (arguments.has(u"columns"_s)) {
        auto columns = formats::parseColumns(kind, arguments.value(u"columns"_s));
        if (!columns)
            return fail(columns.error());
        layout.columns = std::move(*columns);
    }
    if (arguments.has(u"separator"_s)) {
        const auto separator = formats::parseSeparator(arguments.value(u"separator"_s));
        if (!separator)
            return fail(separator.error());
        layout.separator = *separator;
    }
    if (arguments.has(u"heading"_s)) {
        const auto heading = settings::parseFlag(u"--heading"_s, arguments.value(u"heading"_s));
        if (!heading)
            return fail(heading.error());
        layout.heading = *heading;
    }
    if (arguments.has(u"encoding"_s)) {
        layout.encoding = arguments.value(u"encoding"_s);
        if (!formats::encodings().contains(layout.encoding)) {
            return fail(ErrorKind::InvalidInput,
                        QCoreApplication::translate("Core", "--encoding takes %1.")
                            .arg(formats::encodings().join(u", "_s)));
        }
    }
    return layout;
}

QString layoutText(const formats::ListLayout &layout)
{
    const QJsonObject object = layoutObject(layout);
    QStringList options;
    for (const QString &name : layoutOptions()) // in their order
        if (object.contains(name))
            options << u"--%1 %2"_s.arg(name, object.value(name).toString());
    return options.join(u' ');
}

QJsonObject layoutObject(const formats::ListLayout &layout)
{
    QStringList columns;
    for (const QString &column : layout.columns)
        columns << (column.isEmpty() ? u"-"_s : column);
    return {{u"columns"_s, columns.join(u',')},
            {u"separator"_s, formats::separatorWord(layout.separator)},
            {u"heading"_s, layout.heading.value_or(false) ? u"yes"_s : u"no"_s},
            {u"encoding"_s, layout.encoding}};
}

} // namespace pelorus::cli

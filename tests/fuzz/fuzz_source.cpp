// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz.h"

#include "core/transfer/healing.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace pelorus;
using namespace pelorus::transfer;

namespace {

/// As the transfer reads: a survey first, then each row healed.
void readAll(Source &source)
{
    const Call call;
    Healing healing(source.tables(), !source.isSqlite());
    const auto surveyed = source.read(
        Source::Depth::Survey,
        [&](const SourceRow &row) -> Result<void> {
            healing.survey(row);
            return {};
        },
        [](double) {},
        call);
    healing.endSurvey();
    if (!surveyed)
        return fuzz::must(!surveyed.error().message.isEmpty(), "an error has words");
    healing.startReading();
    std::vector<Value> values;
    std::vector<Finding> findings;
    static_cast<void>(source.read(
        Source::Depth::Full,
        [&](const SourceRow &row) -> Result<void> {
            findings.clear();
            const bool taken = healing.heal(row, values, findings);
            fuzz::must(taken || !findings.empty(), "a row that stays behind has a reason");
            return {};
        },
        [](double) {},
        call));
}

} // namespace

void pelorus::fuzz::read(const QByteArray &input)
{
    static const QTemporaryDir s_folder;
    const QString path = s_folder.filePath(u"source"_s);
    QFile file(path);
    must(file.open(QIODevice::WriteOnly) && file.write(input) == input.size(),
         "the fuzzer's own file can be written");
    file.close();
    if (const auto source = Source::open(path))
        readAll(**source);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace pelorus::test {

/// Complete, so that no fingerprint has to be asked for.
inline QJsonObject sampleBlueprint()
{
    using namespace Qt::StringLiterals;
    return {{u"userAgent"_s,
             u"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
             "Chrome/140.0.0.0 Safari/537.36"_s},
            {u"platform"_s, u"windows"_s},
            {u"platformVersion"_s, u"10.0.0"_s},
            {u"screen"_s, u"1920x1080"_s},
            {u"cpu"_s, 8},
            {u"memory"_s, 8},
            {u"webgl"_s,
             QJsonObject{{u"vendor"_s, u"Google Inc. (Intel)"_s},
                         {u"renderer"_s, u"ANGLE (Intel)"_s}}}};
}

} // namespace pelorus::test

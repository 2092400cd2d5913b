// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QTest>

/// Fails the test with the error's text. Evaluates its argument once.
#define QVERIFY_RESULT(expression)                                                                 \
    do {                                                                                           \
        const auto &theResult = (expression);                                                      \
        const QString theText = theResult ? QString() : pelorus::toLogString(theResult.error());   \
        QVERIFY2(theResult.has_value(), qPrintable(theText));                                      \
    } while (false)

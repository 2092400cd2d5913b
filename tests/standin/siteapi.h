// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standin/httpserver.h"
#include "tests/standin/siteworld.h"

namespace pelorus::standin {

/// The calls that the pages' own scripts make. True when it took the request.
bool answerSiteApi(SiteWorld &world, const std::shared_ptr<Exchange> &exchange);

} // namespace pelorus::standin

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/support/theme.h"

#include <QString>

#include <vector>

class QListWidget;

namespace pelorus::ui {

/// One row of a list that is read again and again.
struct Line
{
    enum LineRole { ValueRole = Qt::UserRole, LinkRole, SameRole };

    QString icon;
    Role role = Role::Muted;
    QString text;
    qint64 key = 0;   ///< the row is the same one as before where this is
    qint64 value = 0; ///< what activating it is about
    QString link;
    bool remark = false; ///< in place of rows; cannot be chosen
};

/// Shows these rows. The items stay where they are and only change, so that neither the current
/// row nor the position nor a double-click is lost to a refresh.
/// `none` is the remark where there are no rows.
void setLines(QListWidget *list, std::vector<Line> lines, const QString &none);

} // namespace pelorus::ui

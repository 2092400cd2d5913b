// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/await.h"
#include "tests/support/testdatabase.h"
#include "ui/bulk/draft.h"
#include "ui/support/services.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/tableview.h"

#include <QPushButton>
#include <QTest>

namespace pelorus::test {

/// One page on a database of its own, shown.
template <typename Page>
struct PageBench
{
    PageBench(const QString &engine, const settings::Settings &settings)
        : fixture(engine)
        , db(*fixture)
        , services{workers,
                   db,
                   settings,
                   QStringLiteral("host/1/"),
                   QStringLiteral("tester"),
                   std::make_shared<ui::BulkDraft>(),
                   std::make_shared<net::Network>()}
        , page(services)
    {
        page.resize(1200, 700);
        page.QWidget::show();
    }

    [[nodiscard]] ui::TableView *table() { return page.template findChild<ui::TableView *>(); }
    [[nodiscard]] QString cell(int row, int column)
    {
        return table()->model()->index(row, column).data().toString();
    }
    /// Of the banner; fails the test when there is none with that text.
    void clickInBanner(const QString &text)
    {
        for (auto *button : page.banner()->template findChildren<QPushButton *>())
            if (button->text() == text && button->isVisible())
                return QTest::mouseClick(button, Qt::LeftButton);
        QFAIL(qPrintable(text));
    }

    TestDatabase fixture;
    store::DatabasePtr db;
    ui::Workers workers;
    ui::Services services;
    Page page;
};

} // namespace pelorus::test

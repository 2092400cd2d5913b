// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/proxies/proxymodel.h"
#include "ui/support/services.h"
#include "ui/widgets/page.h"

#include <stop_token>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;

namespace pelorus::run {
struct ProxyTest;
}

namespace pelorus::ui {

class ImportDialog;
class TableView;

/// Which proxies there are, whether they work, and who goes through them.
class ProxiesPage final : public Page
{
    Q_OBJECT
public:
    explicit ProxiesPage(Services &services, QWidget *parent = nullptr);
    ~ProxiesPage() override;

    void refresh() override { m_reader.refresh(); }
    void focusFilter() override;
    void show(ProxyModel::Snapshot proxies);
    void select(ProxyId proxy);

signals:
    /// Accounts or proxies may have changed.
    void changed();

protected:
    [[nodiscard]] QSet<QString> tables() const override;

private:
    [[nodiscard]] QWidget *makeFilter();
    [[nodiscard]] QWidget *makeActionBar();
    void makeActions();
    void makeHeader();
    void applyFilter();
    void updateSummary();
    void updateSelection();
    void test();
    void showTests(const std::vector<run::ProxyTest> &tests);
    void remove();
    void putBack(const std::shared_ptr<const std::vector<store::RemovedProxy>> &removed);
    void openDialog(const store::ProxyRow &proxy);
    void openAssign();
    ImportDialog *openImport();
    void exportList();

    Services &m_services;
    ProxyModel *m_model;
    TableView *m_table;
    QLineEdit *m_search;
    QComboBox *m_status;
    QComboBox *m_use;
    QTimer m_typing;
    QAction *m_test = nullptr;
    QAction *m_assign = nullptr;
    QAction *m_edit = nullptr;
    QAction *m_remove = nullptr;
    QWidget *m_bar = nullptr;
    QLabel *m_count = nullptr;
    std::stop_source m_stopTest;
    Reader<ProxyModel::Snapshot> m_reader;
    QTimer m_clock;
};

} // namespace pelorus::ui

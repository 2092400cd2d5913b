// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/import/importplan.h"
#include "ui/support/services.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QMimeData;
class QProgressBar;
class QPushButton;
class QStackedLayout;
class QVBoxLayout;

namespace pelorus::ui {

class Banner;
class ImportModel;
class LayoutEditor;
class TableView;

/// Takes accounts, proxies or cookies by file, drop or paste, shows what would become of every line
/// before a single write, then imports all of it in one transaction.
class ImportDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `account`: whose cookies these are, if not what file and text say.
    ImportDialog(Services &services,
                 ImportKind kind,
                 QWidget *parent = nullptr,
                 const QString &account = {});
    ~ImportDialog() override;
    /// Not in the middle of an import.
    void reject() override;

    void readFiles(const QStringList &paths);
    void readText(const QString &text);
    /// What was dropped or pasted; false when there is nothing for us in it.
    bool take(const QMimeData *data);
    /// The same question asked before the dialog is there.
    [[nodiscard]] static bool canTake(const QMimeData *data);

signals:
    /// Something was written.
    void imported();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeEmpty();
    QWidget *makePreview();
    void chooseFiles();
    void chooseFolder();
    void setSources(ImportSources sources);
    void start(bool dryRun);
    void showPlan(const ImportPlan &plan);
    void showQuestions();
    void makeQuestions();
    void showDone();
    void setBusy(bool busy);
    /// What the button writes, also into the history of cookies.
    [[nodiscard]] int writes() const;
    void setChoicesEnabled(bool enabled);
    void saveReport();
    /// A new preview would stop the import.
    [[nodiscard]] bool refuseWhileWriting();

    Services &m_services;
    ImportKind m_kind;
    QString m_account;
    Banner *m_banner;
    QStackedLayout *m_stack;
    QLabel *m_summary = nullptr;
    QLabel *m_othersLabel = nullptr;
    QVBoxLayout *m_questions = nullptr;
    std::vector<ImportQuestion> m_asked;
    QList<QComboBox *> m_choices; ///< an answer for each
    QComboBox *m_rule;            ///< from here on in the order of Tab
    QComboBox *m_scheme;
    QComboBox *m_others; ///< with cookies only
    LayoutEditor *m_layout;
    TableView *m_table;
    ImportModel *m_model;
    QProgressBar *m_progress;
    QPushButton *m_folder;
    QPushButton *m_save;
    QPushButton *m_stop;
    QPushButton *m_close;
    QPushButton *m_go;
    ImportSources m_sources;
    QHash<QString, int> m_answers;
    ImportPlan m_plan;
    std::stop_source m_cancel;
    quint64 m_generation = 0; ///< an answer to an older question is dropped
    bool m_writing = false;
    bool m_done = false;
};

} // namespace pelorus::ui

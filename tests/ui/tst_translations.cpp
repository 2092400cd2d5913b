// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

/// Every text has a finished Russian form with the same placeholders.
class tst_Translations final : public QObject
{
    Q_OBJECT
private slots:
    void russianIsComplete()
    {
        QFile file(QStringLiteral(PELORUS_TEST_DATA) + u"/../../translations/pelorus_ru.ts"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QString source;
        int messages = 0;
        static const QRegularExpression placeholder(u"%L?(\\d|n)|\\{\\w+\\}"_s);
        static const QRegularExpression otherWord(
            u"\\bкук(и|ам|ах|ов|ами)\\b"_s,
            QRegularExpression::CaseInsensitiveOption
                | QRegularExpression::UseUnicodePropertiesOption);
        const auto placeholders = [](const QString &text) {
            QSet<QString> found;
            for (auto it = placeholder.globalMatch(text); it.hasNext();)
                found.insert(it.next().captured());
            return found;
        };
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == u"source"_s) {
                source = xml.readElementText();
            } else if (xml.name() == u"translation"_s) {
                ++messages;
                QVERIFY2(xml.attributes().value(u"type"_s).isEmpty(), qPrintable(source));
                QStringList forms;
                while (!(xml.isEndElement() && xml.name() == u"translation"_s)) {
                    xml.readNext();
                    if (xml.isCharacters() && !xml.text().trimmed().isEmpty())
                        forms << xml.text().toString();
                    QVERIFY(!xml.atEnd());
                }
                QVERIFY2(!forms.isEmpty(), qPrintable(source));
                for (const QString &form : forms)
                    QCOMPARE(placeholders(form), placeholders(source));
                for (const QString &form : forms)
                    QVERIFY2(!otherWord.match(form).hasMatch(), "the word is cookies");
                QVERIFY2(!source.contains(u"%n"_s), "counts have the reader's separators: %Ln");
                if (source.contains(u"%Ln"_s))
                    QCOMPARE(forms.size(), 3);
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(messages > 300);
    }
    /// One of them reads as one: "1 account is", never "1 accounts are".
    void englishSingularAgrees()
    {
        QFile file(QStringLiteral(PELORUS_TEST_DATA) + u"/../../translations/pelorus_en.ts"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        static const QRegularExpression plural(
            u"%Ln (?!is\\b|was\\b)(\\w*[^s\\W]s|(\\w+ )?(are|were|have))\\b"_s);
        int messages = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement || xml.name() != u"numerusform"_s)
                continue;
            const QString singular = xml.readElementText();
            QVERIFY2(!plural.match(singular).hasMatch(), qPrintable(singular));
            while (xml.readNextStartElement())
                xml.skipCurrentElement(); // the plural
            ++messages;
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(messages > 40);
    }
    void bothAreCompiledIn()
    {
        for (const QString &language : {u"en"_s, u"ru"_s}) {
            QTranslator translator;
            QVERIFY2(translator.load(u":/i18n/pelorus_%1.qm"_s.arg(language)),
                     qPrintable(language));
        }
    }
    void switchesAtRunTime()
    {
        QTranslator translator;
        QVERIFY(translator.load(u":/i18n/pelorus_ru.qm"_s));
        QCoreApplication::installTranslator(&translator);
        QCOMPARE(QCoreApplication::translate("pelorus::ui::MainWindow", "Accounts"), u"Аккаунты"_s);
        QCOMPARE(QCoreApplication::translate(
                     "pelorus::ui::AccountsPage", "%Ln accounts selected", nullptr, 3),
                 u"Выбрано 3 аккаунта"_s);
        QCoreApplication::removeTranslator(&translator);
        QCOMPARE(QCoreApplication::translate("pelorus::ui::MainWindow", "Accounts"), u"Accounts"_s);
    }
};

QTEST_MAIN(tst_Translations)
#include "tst_translations.moc"

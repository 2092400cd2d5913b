<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>BulkDraft</name>
        <message numerus="yes">
            <source>And %Ln more of this kind.</source>
            <translation>
                <numerusform>And %Ln more of this kind.</numerusform>
                <numerusform>And %Ln more of this kind.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos are given to no account.</source>
            <translation>
                <numerusform>%Ln video is given to no account.</numerusform>
                <numerusform>%Ln videos are given to no account.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln uploads would fail and are left out; see Review.</source>
            <translation>
                <numerusform>%Ln upload would fail and is left out; see Review.</numerusform>
                <numerusform>%Ln uploads would fail and are left out; see Review.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos are not read yet.</source>
            <translation>
                <numerusform>%Ln video is not read yet.</numerusform>
                <numerusform>%Ln videos are not read yet.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Checks</name>
        <message numerus="yes">
            <source>The last of %Ln backups is of %1 (%2).</source>
            <translation>
                <numerusform>The only backup is of %1 (%2).</numerusform>
                <numerusform>The last of %Ln backups is of %1 (%2).</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Core</name>
        <message numerus="yes">
            <source>%Ln cookie(s) set.</source>
            <translation>
                <numerusform>%Ln cookie set.</numerusform>
                <numerusform>%Ln cookies set.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln cookie(s) saved after signing in.</source>
            <translation>
                <numerusform>%Ln cookie saved after signing in.</numerusform>
                <numerusform>%Ln cookies saved after signing in.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln cookie(s) saved.</source>
            <translation>
                <numerusform>%Ln cookie saved.</numerusform>
                <numerusform>%Ln cookies saved.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln profiles of this database are still in Dolphin, and a backup this old has no place to remember them. Delete them first (“pelorus-cli profiles sweep”), then restore again.</source>
            <translation>
                <numerusform>%Ln profile of this database is still in Dolphin, and a backup this old has no place to remember it. Delete it first (“pelorus-cli profiles sweep”), then restore again.</numerusform>
                <numerusform>%Ln profiles of this database are still in Dolphin, and a backup this old has no place to remember them. Delete them first (“pelorus-cli profiles sweep”), then restore again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>password of %Ln character(s)</source>
            <translation>
                <numerusform>password of %Ln character</numerusform>
                <numerusform>password of %Ln characters</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message numerus="yes">
            <source>%Ln lines are written.</source>
            <translation>
                <numerusform>%Ln line is written.</numerusform>
                <numerusform>%Ln lines are written.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Import</name>
        <message numerus="yes">
            <source>%Ln characters</source>
            <translation>
                <numerusform>%Ln character</numerusform>
                <numerusform>%Ln characters</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::AccountInspector</name>
        <message numerus="yes">
            <source>%1: %Ln cookies, %2, from %3</source>
            <translation>
                <numerusform>%1: %Ln cookie, %2, from %3</numerusform>
                <numerusform>%1: %Ln cookies, %2, from %3</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>set, %Ln characters</source>
            <translation>
                <numerusform>set, %Ln character</numerusform>
                <numerusform>set, %Ln characters</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::AccountModel</name>
        <message numerus="yes">
            <source>%Ln cookies, saved %1</source>
            <translation>
                <numerusform>%Ln cookie, saved %1</numerusform>
                <numerusform>%Ln cookies, saved %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::AccountsPage</name>
        <message numerus="yes">
            <source>%Ln accounts selected</source>
            <translation>
                <numerusform>%Ln account selected</numerusform>
                <numerusform>%Ln accounts selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts were removed meanwhile.</source>
            <translation>
                <numerusform>%Ln account was removed meanwhile.</numerusform>
                <numerusform>%Ln accounts were removed meanwhile.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln accounts are done.</source>
            <translation>
                <numerusform>%1 of %Ln account is done.</numerusform>
                <numerusform>%1 of %Ln accounts are done.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts are paused: no new task starts on them.</source>
            <translation>
                <numerusform>%Ln account is paused: no new task starts on it.</numerusform>
                <numerusform>%Ln accounts are paused: no new task starts on them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts go on.</source>
            <translation>
                <numerusform>%Ln account goes on.</numerusform>
                <numerusform>%Ln accounts go on.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Take the lock away from %Ln accounts?</source>
            <translation>
                <numerusform>Take the lock away from %Ln account?</numerusform>
                <numerusform>Take the lock away from %Ln accounts?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts are free again.</source>
            <translation>
                <numerusform>%Ln account is free again.</numerusform>
                <numerusform>%Ln accounts are free again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln of the accounts are suspended, blocked or inactive. Make them active again?</source>
            <translation>
                <numerusform>%Ln of the accounts is suspended, blocked or inactive. Make it active again?</numerusform>
                <numerusform>%Ln of the accounts are suspended, blocked or inactive. Make them active again?</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::AssignDialog</name>
        <message numerus="yes">
            <source>%Ln accounts chosen.</source>
            <translation>
                <numerusform>%Ln account chosen.</numerusform>
                <numerusform>%Ln accounts chosen.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts will have no proxy and are paused.</source>
            <translation>
                <numerusform>%Ln account will have no proxy and is paused.</numerusform>
                <numerusform>%Ln accounts will have no proxy and are paused.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::BackupSection</name>
        <message numerus="yes">
            <source>%Ln files of the media folder lie beside it.</source>
            <translation>
                <numerusform>%Ln file of the media folder lies beside it.</numerusform>
                <numerusform>%Ln files of the media folder lie beside it.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln could not be copied, %1 among them.</source>
            <translation>
                <numerusform>%Ln could not be copied: %1.</numerusform>
                <numerusform>%Ln could not be copied, %1 among them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::BulkPage</name>
        <message numerus="yes">
            <source>%Ln videos taken out.</source>
            <translation>
                <numerusform>%Ln video taken out.</numerusform>
                <numerusform>%Ln videos taken out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>2. Accounts: %Ln chosen</source>
            <translation>
                <numerusform>2. Accounts: %Ln chosen</numerusform>
                <numerusform>2. Accounts: %Ln chosen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos</source>
            <comment>Publish … on …</comment>
            <translation>
                <numerusform>%Ln video</numerusform>
                <numerusform>%Ln videos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Publish %1 on %Ln accounts</source>
            <translation>
                <numerusform>Publish %1 on %Ln account</numerusform>
                <numerusform>Publish %1 on %Ln accounts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Caption of %Ln chosen lines (%1 of %2)</source>
            <translation>
                <numerusform>Caption of %Ln chosen line (%1 of %2)</numerusform>
                <numerusform>Caption of %Ln chosen lines (%1 of %2)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1: %Ln captions</source>
            <translation>
                <numerusform>%1: %Ln caption</numerusform>
                <numerusform>%1: %Ln captions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts chosen before are not chosen any more.</source>
            <translation>
                <numerusform>%Ln account chosen before is not chosen any more.</numerusform>
                <numerusform>%Ln accounts chosen before are not chosen any more.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos that were there before stay in the list.</source>
            <translation>
                <numerusform>%Ln video that was there before stays in the list.</numerusform>
                <numerusform>%Ln videos that were there before stay in the list.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ChecksPage</name>
        <message numerus="yes">
            <source>%Ln things keep this machine from working.</source>
            <translation>
                <numerusform>%Ln thing keeps this machine from working.</numerusform>
                <numerusform>%Ln things keep this machine from working.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::GiveDialog</name>
        <message numerus="yes">
            <source>Give %Ln videos to accounts</source>
            <translation>
                <numerusform>Give %Ln video to accounts</numerusform>
                <numerusform>Give %Ln videos to accounts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts chosen</source>
            <translation>
                <numerusform>%Ln account chosen</numerusform>
                <numerusform>%Ln accounts chosen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ImportDialog</name>
        <message numerus="yes">
            <source>%Ln lines like line %1 can be read in several ways:</source>
            <translation>
                <numerusform>%Ln line like line %1 can be read in several ways:</numerusform>
                <numerusform>%Ln lines like line %1 can be read in several ways:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::MainWindow</name>
        <message numerus="yes">
            <source>Started: %1 on %Ln accounts.</source>
            <translation>
                <numerusform>Started: %1 on %Ln account.</numerusform>
                <numerusform>Started: %1 on %Ln accounts.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos</source>
            <comment>Started: … on …</comment>
            <translation>
                <numerusform>%Ln video</numerusform>
                <numerusform>%Ln videos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos came back.</source>
            <translation>
                <numerusform>%Ln video came back.</numerusform>
                <numerusform>%Ln videos came back.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln files are others now and were kept, %1 among them.</source>
            <translation>
                <numerusform>%Ln file is another one now and was kept: %1.</numerusform>
                <numerusform>%Ln files are others now and were kept, %1 among them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln tasks still run on this machine.</source>
            <translation>
                <numerusform>%Ln task still runs on this machine.</numerusform>
                <numerusform>%Ln tasks still run on this machine.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::OverviewPage</name>
        <message numerus="yes">
            <source>%Ln accounts · %1 profiles open</source>
            <translation>
                <numerusform>%Ln account · %1 profiles open</numerusform>
                <numerusform>%Ln accounts · %1 profiles open</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ProxiesPage</name>
        <message numerus="yes">
            <source>%Ln proxies selected</source>
            <translation>
                <numerusform>%Ln proxy selected</numerusform>
                <numerusform>%Ln proxies selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Testing %Ln proxies…</source>
            <translation>
                <numerusform>Testing %Ln proxy…</numerusform>
                <numerusform>Testing %Ln proxies…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln proxies work; the slowest way to the site took %1 ms.</source>
            <translation>
                <numerusform>%Ln proxy works; the slowest way to the site took %1 ms.</numerusform>
                <numerusform>%Ln proxies work; the slowest way to the site took %1 ms.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln proxies are removed.</source>
            <translation>
                <numerusform>%Ln proxy is removed.</numerusform>
                <numerusform>%Ln proxies are removed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts have no proxy now and are paused.</source>
            <translation>
                <numerusform>%Ln account has no proxy now and is paused.</numerusform>
                <numerusform>%Ln accounts have no proxy now and are paused.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ProxyModel</name>
        <message numerus="yes">
            <source>%1 and %Ln more</source>
            <comment>accounts</comment>
            <translation>
                <numerusform>%1 and %Ln more</numerusform>
                <numerusform>%1 and %Ln more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::SecretEdit</name>
        <message numerus="yes">
            <source>set, %Ln characters</source>
            <translation>
                <numerusform>set, %Ln character</numerusform>
                <numerusform>set, %Ln characters</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::TaskView</name>
        <message numerus="yes">
            <source>%Ln videos are unconfirmed: choose another one in the list.</source>
            <translation>
                <numerusform>%Ln video is unconfirmed: choose another one in the list.</numerusform>
                <numerusform>%Ln videos are unconfirmed: choose another one in the list.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::TransferDialog</name>
        <message numerus="yes">
            <source>Arrived paused, because their proxy was missing: %Ln accounts. Give each another one, then resume it.</source>
            <translation>
                <numerusform>Arrived paused, because its proxy was missing: %Ln account. Give it another one, then resume it.</numerusform>
                <numerusform>Arrived paused, because their proxy was missing: %Ln accounts. Give each another one, then resume it.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The target refused %Ln rows by rules of its own, which could not be foreseen. They and what belongs to them stay in the old database; the report names them.</source>
            <translation>
                <numerusform>The target refused %Ln row by a rule of its own, which could not be foreseen. It and what belongs to it stay in the old database; the report names it.</numerusform>
                <numerusform>The target refused %Ln rows by rules of its own, which could not be foreseen. They and what belongs to them stay in the old database; the report names them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::UploadDialog</name>
        <message numerus="yes">
            <source>The caption is %Ln characters too long.</source>
            <translation>
                <numerusform>The caption is %Ln character too long.</numerusform>
                <numerusform>The caption is %Ln characters too long.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::VideosPart</name>
        <message numerus="yes">
            <source>1. Videos: %Ln, %1</source>
            <translation>
                <numerusform>1. Videos: %Ln, %1</numerusform>
                <numerusform>1. Videos: %Ln, %1</numerusform>
            </translation>
        </message>
    </context>
</TS>

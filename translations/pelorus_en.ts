<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>BulkDraft</name>
        <message numerus="yes">
            <source>%n videos are given to no account.</source>
            <translation>
                <numerusform>%n video is given to no account.</numerusform>
                <numerusform>%n videos are given to no account.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n uploads would fail and are left out; see Review.</source>
            <translation>
                <numerusform>%n upload would fail and is left out; see Review.</numerusform>
                <numerusform>%n uploads would fail and are left out; see Review.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n videos are not read yet.</source>
            <translation>
                <numerusform>%n video is not read yet.</numerusform>
                <numerusform>%n videos are not read yet.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Core</name>
        <message numerus="yes">
            <source>%n cookie(s) set.</source>
            <translation>
                <numerusform>%n cookie set.</numerusform>
                <numerusform>%n cookies set.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cookie(s) saved after signing in.</source>
            <translation>
                <numerusform>%n cookie saved after signing in.</numerusform>
                <numerusform>%n cookies saved after signing in.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cookie(s) saved.</source>
            <translation>
                <numerusform>%n cookie saved.</numerusform>
                <numerusform>%n cookies saved.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::AccountInspector</name>
        <message numerus="yes">
            <source>%1: %n cookies, %2, from %3</source>
            <translation>
                <numerusform>%1: %n cookie, %2, from %3</numerusform>
                <numerusform>%1: %n cookies, %2, from %3</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>set, %n characters</source>
            <translation>
                <numerusform>set, %n character</numerusform>
                <numerusform>set, %n characters</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cookies imported.</source>
            <translation>
                <numerusform>%n cookie imported.</numerusform>
                <numerusform>%n cookies imported.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n could not be used and were left out.</source>
            <translation>
                <numerusform>%n could not be used and was left out.</numerusform>
                <numerusform>%n could not be used and were left out.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::AccountModel</name>
        <message numerus="yes">
            <source>%n cookies, saved %1</source>
            <translation>
                <numerusform>%n cookie, saved %1</numerusform>
                <numerusform>%n cookies, saved %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::AccountsPage</name>
        <message numerus="yes">
            <source>%n accounts selected</source>
            <translation>
                <numerusform>%n account selected</numerusform>
                <numerusform>%n accounts selected</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n accounts are paused: no new task starts on them.</source>
            <translation>
                <numerusform>%n account is paused: no new task starts on it.</numerusform>
                <numerusform>%n accounts are paused: no new task starts on them.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n accounts go on.</source>
            <translation>
                <numerusform>%n account goes on.</numerusform>
                <numerusform>%n accounts go on.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Take the lock away from %n accounts?</source>
            <translation>
                <numerusform>Take the lock away from %n account?</numerusform>
                <numerusform>Take the lock away from %n accounts?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n accounts are free again.</source>
            <translation>
                <numerusform>%n account is free again.</numerusform>
                <numerusform>%n accounts are free again.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::BulkPage</name>
        <message numerus="yes">
            <source>%n videos taken out.</source>
            <translation>
                <numerusform>%n video taken out.</numerusform>
                <numerusform>%n videos taken out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>2. Accounts: %n chosen</source>
            <translation>
                <numerusform>2. Accounts: %n chosen</numerusform>
                <numerusform>2. Accounts: %n chosen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n videos</source>
            <comment>Publish … on …</comment>
            <translation>
                <numerusform>%n video</numerusform>
                <numerusform>%n videos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Publish %1 on %n accounts</source>
            <translation>
                <numerusform>Publish %1 on %n account</numerusform>
                <numerusform>Publish %1 on %n accounts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Caption of %n chosen lines (%1 of %2)</source>
            <translation>
                <numerusform>Caption of %n chosen line (%1 of %2)</numerusform>
                <numerusform>Caption of %n chosen lines (%1 of %2)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1: %n captions</source>
            <translation>
                <numerusform>%1: %n caption</numerusform>
                <numerusform>%1: %n captions</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ChecksPage</name>
        <message numerus="yes">
            <source>%n things keep this machine from working.</source>
            <translation>
                <numerusform>%n thing keeps this machine from working.</numerusform>
                <numerusform>%n things keep this machine from working.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ImportDialog</name>
        <message numerus="yes">
            <source>%n lines like line %1 can be read in several ways:</source>
            <translation>
                <numerusform>%n line like line %1 can be read in several ways:</numerusform>
                <numerusform>%n lines like line %1 can be read in several ways:</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::MainWindow</name>
        <message numerus="yes">
            <source>Started: %1 on %n accounts.</source>
            <translation>
                <numerusform>Started: %1 on %n account.</numerusform>
                <numerusform>Started: %1 on %n accounts.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n videos</source>
            <comment>Started: … on …</comment>
            <translation>
                <numerusform>%n video</numerusform>
                <numerusform>%n videos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tasks still run on this machine.</source>
            <translation>
                <numerusform>%n task still runs on this machine.</numerusform>
                <numerusform>%n tasks still run on this machine.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::OverviewPage</name>
        <message numerus="yes">
            <source>%n accounts · %1 profiles open</source>
            <translation>
                <numerusform>%n account · %1 profiles open</numerusform>
                <numerusform>%n accounts · %1 profiles open</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::SecretEdit</name>
        <message numerus="yes">
            <source>set, %n characters</source>
            <translation>
                <numerusform>set, %n character</numerusform>
                <numerusform>set, %n characters</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::UploadDialog</name>
        <message numerus="yes">
            <source>The caption is %n characters too long.</source>
            <translation>
                <numerusform>The caption is %n character too long.</numerusform>
                <numerusform>The caption is %n characters too long.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::VideosPart</name>
        <message numerus="yes">
            <source>1. Videos: %n, %1</source>
            <translation>
                <numerusform>1. Videos: %n, %1</numerusform>
                <numerusform>1. Videos: %n, %1</numerusform>
            </translation>
        </message>
    </context>
</TS>

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru">
<context>
    <name>AccountDialog</name>
    <message>
        <source>Add account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only needed without cookies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only with two-factor sign-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User &amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One-time code &amp;secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N&amp;otes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AccountFilterBar</name>
    <message>
        <source>Search name, proxy, notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked or limited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No cookies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AccountInspector</name>
    <message>
        <source>Cookie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Domain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cookies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier sets of cookies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blueprint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import cookies…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the chosen set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier sets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No account chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an account in the table to see it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until %1. %2</source>
        <comment>time, reason</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made at the first task, then kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>present; not used by Pelorus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1: %n cookies, %2, from %3</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No blueprint yet. The first task takes one from Dolphin and keeps it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every throw-away profile of this account is built from this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>set, %n characters</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>not set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One-time code secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>time, outcome, title</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <comment>time, outcome, link</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was published on this account yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The earlier cookies are in use again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import cookies for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n cookies imported.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be used and were left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AccountModel</name>
    <message>
        <source>Accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused until %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n cookies, saved %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last used</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <source>Accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add account…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No accounts yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here you see every account that Pelorus may publish to: who works with it, whether it is signed in, and through which proxy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop the video on the account that shall get it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For 1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For 1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until resumed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 shown of %2 · %3 at work · %4 need a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n accounts selected</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Paused by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n accounts are paused: no new task starts on them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accounts go on.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>account, lock</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Take the lock away from %n accounts?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A task that still runs with it can write no result any more: it ends as lost, its profile is closed and deleted, and its cookies are not saved. A video that it is just sharing becomes Unconfirmed. This is written into the audit with your name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the lock away</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n accounts are free again.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The upload to %1 waits for its turn.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Application</name>
    <message>
        <source>The work is being started anew…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the keychain…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the database…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bringing the database up to date…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BulkDraft</name>
    <message>
        <source>The account is paused until %1: %2. Resume it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account is not active (%1). Settle that on the site first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account has neither cookies nor a password. Import its cookies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No video is given to an account yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n videos are given to no account.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uploads would fail and are left out; see Review.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos are not read yet.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BulkPage</name>
    <message>
        <source>Bulk upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n videos taken out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>2. Accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>2. Accounts: %n chosen</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos</source>
        <comment>Publish … on …</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Publish</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Publish %1 on %n accounts</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 videos, %2 accounts, %3 uploads, %4 would fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose lines above to write their caption.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Caption of %n chosen lines (%1 of %2)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>different captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose videos or lines first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose accounts first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All chosen accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The captions file cannot be read. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file}, {account}, {n} and {date} are filled in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish again where the same video stands already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3. Captions and spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One text for all, with fields that are filled in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a CSV file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns video, caption and, if wanted, account, location, mentions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written for each line in the review.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each video goes to one account, the accounts take turns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All to all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each video goes to every account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You give each video to the accounts you want.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV files (*.csv *.tsv *.txt)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption of the chosen lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4. Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1: %n captions</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>%1 answers in %2 ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secrets of this machine can be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ffprobe is missing: videos are published, but not looked at before. Install ffmpeg.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ffprobe is there; videos are looked at before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No media folder is set: paths are stored in full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The media folder cannot be opened. Choose another one in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The media folder can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The free space of the data folder is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 are free where the data folder lies.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChecksPage</name>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin&apos;s token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ffprobe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Media folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No token is set. Enter it on the settings page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A token is set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin was not asked yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin answers on port %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine can work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n things keep this machine from working.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Go to a page or account, or do something</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>There is no option --%1 here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The option --%1 needs a value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 cannot be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 is larger than %2 MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 cannot be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n cookie(s) read</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>--now takes a time such as 2025-06-15T15:06:40Z.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one file, or - for stdin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the account with --account NAME.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the file to write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n cookie(s) written.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Name the version with --version N.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cookies of version %1 are in use again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A password in an argument can be read by everybody on this machine. Give it in DATABASE_URL, PGPASSWORD or a passfile instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no command “%1”. See pelorus-cli --help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--concurrency takes a number from 1 to 100.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no Dolphin token. Make one at dolphin-anty.com/panel, then set DOLPHIN_API_TOKEN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: schema version %2 (was %3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not on the path. Install ffmpeg.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profiles open: %1
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles closed: %1, still open: %2, of another team: %3. Jobs recovered: %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--spread takes round-robin or all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the folder of videos with --videos DIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 videos on %2 accounts: task %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task %1 publishes it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video of this publication is no longer known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped on request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It took longer than allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not valid JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A JSON object was expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The browser was started, but its control port does not answer. Check that nothing (a firewall, an antivirus program) blocks it, then start the task again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the browser ended. Was it closed? Start the task again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page crashed inside the browser. Start the task again; if it happens often, this machine may be short of memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page was closed while we worked in it. Start the task again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The browser refused a command (%1): %2. Its version may not fit; update the browser and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The browser did not answer in time (%1). It may be overloaded or hang; start the task again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A script of ours failed in the page. The site may have changed; look at the screenshot of this step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The browser cannot read the video “%1” as it is (%2 of %3 bytes). Check that the browser may open this path; if it runs elsewhere, set the path map in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page opened a file dialog that cannot be answered from outside. Take over and choose the file by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something lies over what should be clicked: %1. Close it in the browser, or look at the screenshot of this step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page did not show what was looked for. The site may have changed; look at the screenshot of this step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page showed what was looked for, but it could not be used (%1). Look at the screenshot of this step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key is not known: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account&apos;s proxy does not work (%1). Check the proxy&apos;s address and password, or assign another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page of %1 could not be loaded (%2). Check the connection of this machine and the account&apos;s proxy, then start the task again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin refused the API token (“%1”). Enter a valid token in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin&apos;s plan does not allow this (“%1”). Free profiles or change the plan, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin does not offer this call here (“%1”). Another way is used where there is one; otherwise check the plan.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin does not know this profile or record (“%1”). It may have been deleted already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin says that the profile is in use (“%1”). Close it in Dolphin and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin did not accept what was sent (“%1”). Check the account&apos;s blueprint and proxy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin asks us to slow down (“%1”). It is tried again a little later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin could not reach the internet through the account&apos;s proxy (“%1”). Check the proxy or assign another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin could not do it (“%1”). Try again; if it happens again, look at Dolphin itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is not Dolphin&apos;s. Check the address in the settings, and whether something in between changes answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin&apos;s fingerprint lacks fields that a profile needs. Fill in the account&apos;s blueprint by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin&apos;s answer holds no list of cookies. The cookies read from the browser itself are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin started the profile without a way to drive it. Check that the plan allows automation, and restart Dolphin after an update.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin says that the profile&apos;s data folder is damaged. Free at least 15 GB of disk space and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files of the profile are locked by another program. Close windows of this profile, check the virus scanner, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The browser did not start in Dolphin&apos;s own time limit. Try again with fewer profiles at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Dolphin API token is set. Make one in Dolphin&apos;s panel under “API” and enter it in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin still counts the profile %1 as running after stopping it. Close its window in Dolphin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin does not answer at %1. Start Dolphin and sign in; its settings show the port under “Health”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program, not Dolphin, answers at %1. Start Dolphin, or set DOLPHIN_API_HOST to the port that Dolphin shows under “Health”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Dolphin at %1 does not know the calls we need. Update Dolphin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The blueprint&apos;s field “%1” cannot be used. Correct it in the account&apos;s blueprint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin&apos;s answer lacks what was asked for. Check whether a newer Pelorus is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin still shows the profile %1 after deleting it. It is tried again later; delete it in Dolphin if it stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin has no fingerprint for %1, version %2, screen up to %3. Change these in the account&apos;s blueprint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mobile application&apos;s session was left out: it is of no use in a web browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This does not begin with a user name, an e-mail address or a phone number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blanks around the password were removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password holds typographic quotes or dashes; a text program may have changed it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The third column is not an e-mail address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two-factor key is not base32 (letters A to Z and digits 2 to 7).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quotes on this line do not match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is %1, not a list of accounts. Save it as text or CSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of accounts is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list is not UTF-8; it was read as %1. Check names and passwords.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quotes do not match. Double each quote that belongs to the text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are %1 columns, but the heading has %2. Put text with separators in quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column with the video&apos;s name is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The caption is %1 characters too long; the site allows %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is %1, not a list of captions. Save it as CSV (UTF-8).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of captions is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The heading names two columns for the same thing: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first line must name the columns: video and caption, and if wanted account, location and mentions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not UTF-8; it was read as %1. Check the captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A brace in the template has no partner. Write {{ or }} for a brace itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The template has the unknown placeholder {%1}. Known are {file}, {account}, {n} and {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to read. Paste the cookies or choose a file with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The format is right, but there is no cookie in it. Export again while signed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The JSON is broken and cannot be repaired safely. Copy the whole export again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These cookies name no site. Enter the domain they belong to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a session of the mobile application, which is of no use in a browser. Export the cookies of a browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are the cookies of several accounts. Import them one account at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are not cookies. Export them as JSON, as Netscape text or as a header line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is %1, not cookies. Export them as JSON or as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored cookies of this account cannot be read. Restore an earlier version or import them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a SQLite database, such as a browser&apos;s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Word, Excel or ZIP file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an old Word or Excel file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a PDF file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a rich text file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a web page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An entry of the list is no proxy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is %1, not a list of proxies. Save it as text or CSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of proxies is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list is not UTF-8; it was read as %1. Check logins and passwords.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port is not a number from 1 to 65535.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a proxy. Write host:port, host:port:login:password or an address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login or password is percent-encoded, but not as UTF-8. Write a percent sign itself as %25.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This may be an IPv6 address with or without a port. Add brackets: [2001:db8::1]:8080.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kind of proxy is unknown. Use http, https, socks4 or socks5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The host name cannot be one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login or password is longer than %1 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login or password holds a line break or another control character.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The browser is not signed in as %1: its profile lacks the link to edit it. Import the cookies of the right account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site&apos;s sign-in form did not take the text that was entered. Sign in by hand, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its sign-in form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its sign-in button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site refused the sign-in of %1: “%2”. Check the stored password before another try.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its form for the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its button for the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site refused the two-factor code: “%1”. Check the stored secret and this machine&apos;s clock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the account&apos;s own profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the posts of the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site asks which account to use. Open the account&apos;s profile, choose the right one and save its cookies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site refused the video file: “%1”. Check that it plays, or convert it to H.264 mp4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site did not show %1 in time. Look at the picture of this step; the site&apos;s pages may have changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account is signed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site asks to sign in again. Sign in by hand, then give the task back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site asks for a two-factor code. Enter it by hand, then give the task back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site asks the account to confirm who it is. Take over and answer it in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site asks the account for a phone number. Take over and answer it in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site has suspended the account. Settle it with the site first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site asks the account to wait. Let it rest for some hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site shows its terms or asks for an age. Take over and answer it in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site&apos;s page did not load. Try the task again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site shows a question that only a person may answer. Take over and answer it in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 It says: “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The caption has %1 characters with its mentions; the site takes %2. Shorten it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its Share button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the window for a new post</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>that it took the video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where to choose the video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the choice of the picture&apos;s format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the picture with the format&apos;s menu closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its Next button ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the step after Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the field for the caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site&apos;s form did not keep the caption: %1 of %2 characters are there. Nothing was shared; try the task again, or share this one by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the form without its suggestions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site knows no place called “%1”%2. Nothing was shared; write the place as the site does, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the field for the place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (it offers: %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the place in its form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the page without the post</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site neither confirmed nor refused the post in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site labels in %1 could not be read: %2. Make the file readable, or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site labels in %1 are broken (%2). Correct the file, or remove it to use the built-in ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video %1 is not there. Put it back, or choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a folder, not a video. Choose a file in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a file. Choose a video file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video %1 cannot be read. Check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video %1 is empty (0 bytes). Copy it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a video that can be read; it may be damaged or not fully copied. Copy or convert it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture in %1. Choose a video file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture of %1 could be made; the video may be damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the video %1 failed half-way. Check the disk or the network share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not found, so videos cannot be checked. Install ffmpeg, or put %1 beside the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be started. Install it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video file makes %1 answer without end. Convert it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 crashed on this video. Convert it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 sent an answer that is far too large. Check that the address is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing answers at %1. Check that the program or service is running and its address is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of %1 could not be found. Check the name and the internet connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secure connection to %1 could be made. Check this computer&apos;s clock, and whether something inspects its traffic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer&apos;s own proxy did not let us reach %1. Check the system&apos;s proxy settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What answers at %1 does not speak HTTP. Check the address and the port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to %1 broke before the answer was complete. Check the network and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped, because the program is closing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a web address. Write it like http://localhost:3001.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection to the browser at %1 could be made. It may have ended, or something blocks the port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n cookie(s) set.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The browser did not keep: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site asks %1 to sign in, and no password is stored. Sign in by hand in the open browser, or store the password and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site asks %1 for a code, and no two-factor secret is stored. Enter the code by hand in the open browser, or store the secret and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored two-factor secret of %1 cannot be read. Store it again, or enter the code by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was signed out again after one sign-in. Look at the account before another try.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site did not take the code of %1. Check the stored two-factor secret, or enter the code by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site asks %1 to confirm who it is. Take over and answer it in the browser, then give the task back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site asks %1 for a phone number. Take over and answer it in the browser, then give the task back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site shows %1 a question that only a person may answer: “%2”. Take over, answer it, then give the task back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site has suspended %1. Nothing more is tried; settle it with the site first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site asks %1 to wait before doing more: “%2”. The account rests; nothing is tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site&apos;s page did not load for %1. Check the proxy and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n cookie(s) saved after signing in.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cookie(s) saved.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The caption has %1 characters; the site takes %2. Shorten it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This video is on %1 already, or may be. Choose “Publish again” if it is meant to be there twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same video stands twice in this task for %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No videos are chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No accounts are chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1 of the captions names %2, which is not among the videos.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another machine may hold this account now, so the task stopped without writing anything. It is run again from the queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account %1 has no Dolphin profile of its own, which is needed with EPHEMERAL_PROFILES=0. Enter its profile id, or go back to throw-away profiles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This video is on %1 already, since %2. Choose “Publish again” if it is meant to be there twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This video may be on %1 already: an earlier task could not prove it. Settle that one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file %1 is not the one that was chosen: its content has changed. Make a new task with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site refused the video: “%1”. Check the account, then start the task again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known whether the video went out. Pelorus looks at the account later; look yourself before you retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The video was not seen on the account. Look yourself, then confirm it or publish it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody gave the task back in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting %1 has a value that cannot be used. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file %1 cannot be read. Check its permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must begin with postgresql:// or sqlite:///.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path of the database file is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be an address such as http://localhost:3001.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be a whole number from %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be cdp-first or dolphin-first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must name each of cdp, local and remote at most once, with commas between.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each rule must read OURS=BROWSERS, such as Z:\=/, with a semicolon between two rules.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be seconds such as 0.3-1.2, the smaller number first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be trace, debug, info, warn or error.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be a name of at most %1 characters without a slash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A token must not stand in settings.ini; enter it on the settings page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A password must not stand in settings.ini; enter it on the settings page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be 1 or 0 (true or false, yes or no, on or off).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain has no such entry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s keychain cannot be used. Unlock it, or start a keyring service, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain was asked in the wrong place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s keychain did not answer in time. It may be waiting for its password; unlock it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The encryption library cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine key in the keychain is damaged. Restore the keychain, or enter the secrets again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stored secret does not fit this machine&apos;s key, or its file was changed. Enter the secret again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two-factor key is not base32 (letters A to Z and digits 2 to 7). Copy it again from the site&apos;s set-up page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The otpauth address has a %1 that is not from %2 to %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only time-based codes (otpauth://totp/…) can be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The otpauth address names an algorithm other than SHA1, SHA256 and SHA512.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of sealed secrets %1 cannot be used. Check its permissions and the free space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secrets are stored, but the keychain does not give out the key to them. Unlock the keychain and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This secret has not been set yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EvidenceDialog</name>
    <message>
        <source>What the page showed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>time, page</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LivePicture</name>
    <message>
        <source>Live picture of the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture of the browser comes as soon as it has opened.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bulk upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Started: %1 on %n accounts.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos</source>
        <comment>Started: … on …</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tasks that need you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes new tasks on this machine again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes no new tasks on this machine; what runs goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Pelorus works with this database file, so this window only looks: it starts no tasks. Close the other one, or use PostgreSQL for several machines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tasks are stopped, their cookies saved, and their browser profiles closed and deleted.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>need you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>published today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not published today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unconfirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profiles leaked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What went out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who works</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New bulk upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work is paused on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>account, task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n accounts · %1 profiles open</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <comment>account, outcome, time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing went out yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <comment>count, limit</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not seen for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>machine, state</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No machine works now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfilesModel</name>
    <message>
        <source>Browser profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin&apos;s number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last error</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfilesPage</name>
    <message>
        <source>Browser profiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only open ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A profile lives for one task. What a task could not close is closed and deleted by the sweeper of any machine, at start and every minute. Profiles that Pelorus did not make are never touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No profile was made yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each task makes a browser profile from the account&apos;s blueprint, uses it and deletes it. Here you see that none is left behind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 open · %2 leaked · %3 made this month</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <comment>page, digit</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewModel</name>
    <message>
        <source>no account yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it to an account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>will be published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SecretEdit</name>
    <message numerus="yes">
        <source>set, %n characters</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>not set</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start browsers without a window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Local address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accounts at &amp;once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Media folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language and theme change at once. The rest takes effect when the work is started anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set by %1 in the environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Media folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The local address must look like http://localhost:3001.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. It takes effect when the work is started anew; tasks that run are stopped in order and go on afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartWindow</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pelorus could not start.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profiles open 0, leaked 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 ms</source>
        <comment>database, latency</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: no answer</source>
        <comment>database</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database: no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pelorus tries again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profiles open %1, leaked %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin: looking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin :%1</source>
        <comment>port</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dolphin refuses the token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program on Dolphin&apos;s port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/%2 running</source>
        <comment>count, limit</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, paused</source>
        <comment>3/5 running</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TaskModel</name>
    <message>
        <source>Tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starts %1</source>
        <comment>in a time span</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look whether it went out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>published of all</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TaskView</name>
    <message>
        <source>Take over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brings the browser to the front and lets you work in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets the task go on from where you left the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Link or reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Videos of the task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is published</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the account before you try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No task chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 · %3 of %4 published</source>
        <comment>state, title, count, count</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a task in the list to follow it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on %1 since %2</source>
        <comment>machine, time</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TasksPage</name>
    <message>
        <source>Tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All uploads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bulk upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search account or title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tasks yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every upload becomes a task for each account. Here you follow it step by step, take it over when the site asks for a person, and see what went out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a bulk upload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 need you · %2 running · %3 waiting · %4 ended</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Ui</name>
    <message>
        <source>The settings cannot be written. Check the permissions of the data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The look of the window cannot be saved. Check the permissions of the data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1</source>
        <comment>a time span</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <comment>a time span</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 s)</source>
        <comment>step, seconds</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UploadDialog</name>
    <message>
        <source>Publish it again all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publish 1 video on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upload to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
%2, %3, %4 × %5</source>
        <comment>file, size, duration, width, height</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same video was published on this account %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same video may be on this account already: a try of %1 is unconfirmed. Look before you publish it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The caption is %n characters too long.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The same video is on this account.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VideoModel</name>
    <message>
        <source>Videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits to be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being read…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ready</source>
        <comment>video</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VideosPart</name>
    <message>
        <source>Drop videos or a folder here, or add them with the buttons above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add videos…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1. Videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>1. Videos: %n, %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add videos</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Videos (*.mp4 *.mov *.m4v)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the videos of a folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>free</source>
        <comment>an account&apos;s lock</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this machine</source>
        <comment>holds the lock</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <comment>machine, time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired</source>
        <comment>an account&apos;s lock</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody works with this account now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lock ran out %1; the next task may take the account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lock ends %1 unless it is renewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a phone check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suspended</source>
        <comment>account</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked</source>
        <comment>account</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limited</source>
        <comment>account</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inactive</source>
        <comment>account</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <comment>account</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active</source>
        <comment>account</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none; password</source>
        <comment>session</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <comment>session</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed out, %1</source>
        <comment>age</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed in, %1</source>
        <comment>age</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking</source>
        <comment>task that checks</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <comment>task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs you</source>
        <comment>task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unconfirmed</source>
        <comment>task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked</source>
        <comment>task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published</source>
        <comment>task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partly published</source>
        <comment>task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked</source>
        <comment>task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not published</source>
        <comment>task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>video</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <comment>video</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published</source>
        <comment>video</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unconfirmed</source>
        <comment>video</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused by the site</source>
        <comment>video</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not published</source>
        <comment>video</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <comment>video</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On its way</source>
        <comment>publication</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Published</source>
        <comment>publication</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused by the site</source>
        <comment>publication</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unconfirmed</source>
        <comment>publication</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaked</source>
        <comment>browser profile</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being made</source>
        <comment>browser profile</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made</source>
        <comment>browser profile</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <comment>browser profile</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped, kept</source>
        <comment>browser profile</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <comment>browser profile</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted</source>
        <comment>browser profile</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The task</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completing the blueprint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the browser profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting the browser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Putting the cookies in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entering the one-time code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking that it is the right account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noting what is published already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Publishing a video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the post</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the dialog for a new post</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choosing the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting the crop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Going past the edit page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting the place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tagging people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the site&apos;s confirmation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for the post</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the account&apos;s posts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the cookies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing and deleting the profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing down the outcome</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>

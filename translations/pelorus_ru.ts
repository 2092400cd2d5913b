<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru">
    <context>
        <name>Application</name>
        <message>
            <source>Reading the settings…</source>
            <translation>Чтение настроек…</translation>
        </message>
        <message>
            <source>Opening the keychain…</source>
            <translation>Открытие хранилища ключей…</translation>
        </message>
        <message>
            <source>Opening the database…</source>
            <translation>Открытие базы данных…</translation>
        </message>
        <message>
            <source>Bringing the database up to date…</source>
            <translation>Обновление базы данных…</translation>
        </message>
        <message>
            <source>Backing up and adding our tables…</source>
            <translation>Делается резервная копия и добавляются таблицы Pelorus…</translation>
        </message>
    </context>
    <context>
        <name>BulkDraft</name>
        <message>
            <source>The account is paused until %1: %2. Resume it first.</source>
            <translation>Аккаунт на паузе до %1: %2. Сначала снимите паузу.</translation>
        </message>
        <message>
            <source>The account is not active (%1). Settle that on the site first.</source>
            <translation>Аккаунт неактивен (%1). Сначала разберитесь с этим на сайте.</translation>
        </message>
        <message>
            <source>The account has neither cookies nor a password. Import its cookies.</source>
            <translation>У аккаунта нет ни cookies, ни пароля. Импортируйте его cookies.</translation>
        </message>
        <message numerus="yes">
            <source>And %Ln more of this kind.</source>
            <translation>
                <numerusform>И ещё %Ln такое замечание.</numerusform>
                <numerusform>И ещё %Ln таких замечания.</numerusform>
                <numerusform>И ещё %Ln таких замечаний.</numerusform>
            </translation>
        </message>
        <message>
            <source>No video is given to an account yet.</source>
            <translation>Ни одно видео ещё не назначено аккаунту.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos are given to no account.</source>
            <translation>
                <numerusform>%Ln видео не назначено ни одному аккаунту.</numerusform>
                <numerusform>%Ln видео не назначено ни одному аккаунту.</numerusform>
                <numerusform>%Ln видео не назначено ни одному аккаунту.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln uploads would fail and are left out; see Review.</source>
            <translation>
                <numerusform>%Ln загрузка не удастся и пропускается, см. «Проверка».</numerusform>
                <numerusform>%Ln загрузки не удадутся и пропускаются, см. «Проверка».</numerusform>
                <numerusform>%Ln загрузок не удастся; они пропускаются, см. «Проверка».</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos are not read yet.</source>
            <translation>
                <numerusform>%Ln видео ещё не прочитано.</numerusform>
                <numerusform>%Ln видео ещё не прочитано.</numerusform>
                <numerusform>%Ln видео ещё не прочитано.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Checks</name>
        <message>
            <source>%1 answers in %2 ms.</source>
            <translation>%1 отвечает за %2 мс.</translation>
        </message>
        <message>
            <source>Secrets of this machine can be opened.</source>
            <translation>Секреты этой машины открываются.</translation>
        </message>
        <message>
            <source>ffprobe is missing: videos are published, but not looked at before. Install ffmpeg.</source>
            <translation>Нет ffprobe: видео публикуются, но заранее не проверяются. Установите ffmpeg.</translation>
        </message>
        <message>
            <source>ffprobe is there; videos are looked at before.</source>
            <translation>ffprobe есть, видео проверяются заранее.</translation>
        </message>
        <message>
            <source>No media folder is set: paths are stored in full.</source>
            <translation>Папка медиа не задана: пути хранятся целиком.</translation>
        </message>
        <message>
            <source>The media folder cannot be opened. Choose another one in the settings.</source>
            <translation>Папка медиа не открывается. Выберите другую в настройках.</translation>
        </message>
        <message>
            <source>The media folder can be read.</source>
            <translation>Папка медиа читается.</translation>
        </message>
        <message>
            <source>The free space of the data folder is not known.</source>
            <translation>Свободное место в папке данных неизвестно.</translation>
        </message>
        <message>
            <source>%1 are free where the data folder lies.</source>
            <translation>Там, где лежит папка данных, свободно %1.</translation>
        </message>
        <message>
            <source>This machine makes no backups by itself.</source>
            <translation>Эта машина сама резервных копий не делает.</translation>
        </message>
        <message>
            <source>No backups are made. Choose a folder for them in the settings.</source>
            <translation>Резервные копии не делаются. Выберите для них папку в настройках.</translation>
        </message>
        <message>
            <source>There is no backup yet; the first is made within minutes.</source>
            <translation>Копии ещё нет; первая будет сделана через несколько минут.</translation>
        </message>
        <message numerus="yes">
            <source>The last of %Ln backups is of %1 (%2).</source>
            <translation>
                <numerusform>Последняя копия (всего %Ln) сделана %1 (%2).</numerusform>
                <numerusform>Последняя копия (всего %Ln) сделана %1 (%2).</numerusform>
                <numerusform>Последняя копия (всего %Ln) сделана %1 (%2).</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Core</name>
        <message>
            <source>Stopped on request.</source>
            <translation>Остановлено по запросу.</translation>
        </message>
        <message>
            <source>It took longer than allowed.</source>
            <translation>Это заняло больше времени, чем разрешено.</translation>
        </message>
        <message>
            <source>This is not valid JSON.</source>
            <translation>Это неправильный JSON.</translation>
        </message>
        <message>
            <source>A JSON object was expected.</source>
            <translation>Ожидался объект JSON.</translation>
        </message>
        <message>
            <source>The file %1 cannot be written: %2. Check its folder's permissions and the room on its disk.</source>
            <translation>Файл %1 не удаётся записать: %2. Проверьте права на его папку и свободное место на диске.</translation>
        </message>
        <message>
            <source>The browser was started, but its control port does not answer. Check that nothing (a firewall, an antivirus program) blocks it, then start the task again.</source>
            <translation>Браузер запущен, но его порт управления не отвечает. Проверьте, не блокирует ли его что-нибудь (брандмауэр, антивирус), и запустите задачу снова.</translation>
        </message>
        <message>
            <source>The connection to the browser ended. Was it closed? Start the task again.</source>
            <translation>Связь с браузером прервалась. Его закрыли? Запустите задачу снова.</translation>
        </message>
        <message>
            <source>The page crashed inside the browser. Start the task again; if it happens often, this machine may be short of memory.</source>
            <translation>Страница в браузере упала. Запустите задачу снова; если это часто, машине, возможно, не хватает памяти.</translation>
        </message>
        <message>
            <source>The page was closed while we worked in it. Start the task again.</source>
            <translation>Страницу закрыли во время работы. Запустите задачу снова.</translation>
        </message>
        <message>
            <source>The browser refused a command (%1): %2. Its version may not fit; update the browser and try again.</source>
            <translation>Браузер отклонил команду (%1): %2. Возможно, версия не подходит; обновите браузер и повторите.</translation>
        </message>
        <message>
            <source>The browser did not answer in time (%1). It may be overloaded or hang; start the task again.</source>
            <translation>Браузер не ответил вовремя (%1). Он, возможно, перегружен или завис; запустите задачу снова.</translation>
        </message>
        <message>
            <source>A script of ours failed in the page. The site may have changed; look at the screenshot of this step.</source>
            <translation>Наш сценарий не сработал на странице. Сайт мог измениться; посмотрите снимок этого шага.</translation>
        </message>
        <message>
            <source>The browser cannot read the video “%1” as it is (%2 of %3 bytes). Check that the browser may open this path; if it runs elsewhere, set the path map in the settings.</source>
            <translation>Браузер не может прочитать видео «%1» целиком (%2 из %3 байт). Проверьте, что браузеру доступен этот путь; если он работает в другом месте, задайте соответствие путей в настройках.</translation>
        </message>
        <message>
            <source>The page opened a file dialog that cannot be answered from outside. Take over and choose the file by hand.</source>
            <translation>Страница открыла окно выбора файла, на которое нельзя ответить извне. Возьмите задачу на себя и выберите файл вручную.</translation>
        </message>
        <message>
            <source>Something lies over what should be clicked: %1. Close it in the browser, or look at the screenshot of this step.</source>
            <translation>То, что нужно нажать, чем-то закрыто: %1. Закройте это в браузере или посмотрите снимок этого шага.</translation>
        </message>
        <message>
            <source>The page did not show what was looked for. The site may have changed; look at the screenshot of this step.</source>
            <translation>Страница не показала то, что искали. Сайт мог измениться; посмотрите снимок этого шага.</translation>
        </message>
        <message>
            <source>The page showed what was looked for, but it could not be used (%1). Look at the screenshot of this step.</source>
            <translation>Страница показала то, что искали, но использовать это не удалось (%1). Посмотрите снимок этого шага.</translation>
        </message>
        <message>
            <source>This key is not known: %1.</source>
            <translation>Неизвестная клавиша: %1.</translation>
        </message>
        <message>
            <source>The account's proxy does not work (%1). Check the proxy's address and password, or assign another one.</source>
            <translation>Прокси аккаунта не работает (%1). Проверьте адрес и пароль прокси или назначьте другой.</translation>
        </message>
        <message>
            <source>The page of %1 could not be loaded (%2). Check the connection of this machine and the account's proxy, then start the task again.</source>
            <translation>Страница %1 не загрузилась (%2). Проверьте связь этой машины и прокси аккаунта, затем запустите задачу снова.</translation>
        </message>
        <message>
            <source>Dolphin refused the API token (“%1”). Enter a valid token in the settings.</source>
            <translation>Dolphin не принял токен API («%1»). Введите действующий токен в настройках.</translation>
        </message>
        <message>
            <source>Dolphin's plan does not allow this (“%1”). Free profiles or change the plan, then try again.</source>
            <translation>Тариф Dolphin этого не позволяет («%1»). Освободите профили или смените тариф и повторите.</translation>
        </message>
        <message>
            <source>Dolphin does not offer this call here (“%1”). Another way is used where there is one; otherwise check the plan.</source>
            <translation>Dolphin здесь не даёт этого вызова («%1»). Где можно, используется другой путь; иначе проверьте тариф.</translation>
        </message>
        <message>
            <source>Dolphin does not know this profile or record (“%1”). It may have been deleted already.</source>
            <translation>Dolphin не знает этого профиля или записи («%1»). Возможно, их уже удалили.</translation>
        </message>
        <message>
            <source>Dolphin says that the profile is in use (“%1”). Close it in Dolphin and try again.</source>
            <translation>Dolphin сообщает, что профиль занят («%1»). Закройте его в Dolphin и повторите.</translation>
        </message>
        <message>
            <source>Dolphin did not accept what was sent (“%1”). Check the account's blueprint and proxy.</source>
            <translation>Dolphin не принял отправленное («%1»). Проверьте шаблон профиля и прокси аккаунта.</translation>
        </message>
        <message>
            <source>Dolphin asks us to slow down (“%1”). It is tried again a little later.</source>
            <translation>Dolphin просит не спешить («%1»). Повторим чуть позже.</translation>
        </message>
        <message>
            <source>Dolphin could not reach the internet through the account's proxy (“%1”). Check the proxy or assign another one.</source>
            <translation>Dolphin не смог выйти в интернет через прокси аккаунта («%1»). Проверьте прокси или назначьте другой.</translation>
        </message>
        <message>
            <source>Dolphin could not do it (“%1”). Try again; if it happens again, look at Dolphin itself.</source>
            <translation>Dolphin не смог этого сделать («%1»). Повторите; если не поможет, посмотрите сам Dolphin.</translation>
        </message>
        <message>
            <source>The answer is not Dolphin's. Check the address in the settings, and whether something in between changes answers.</source>
            <translation>Ответ пришёл не от Dolphin. Проверьте адрес в настройках и не меняет ли ответы что-то посередине.</translation>
        </message>
        <message>
            <source>Dolphin's fingerprint lacks fields that a profile needs. Fill in the account's blueprint by hand.</source>
            <translation>В отпечатке от Dolphin нет полей, нужных профилю. Заполните шаблон профиля аккаунта вручную.</translation>
        </message>
        <message>
            <source>Dolphin asked us to slow down. Its next request waits until it allows one.</source>
            <translation>Dolphin просит не спешить. Следующий запрос ждёт, пока он это разрешит.</translation>
        </message>
        <message>
            <source>Dolphin's answer holds no list of cookies. The cookies read from the browser itself are used.</source>
            <translation>В ответе Dolphin нет списка cookies. Используются cookies, прочитанные из самого браузера.</translation>
        </message>
        <message>
            <source>Dolphin started the profile without a way to drive it. Check that the plan allows automation, and restart Dolphin after an update.</source>
            <translation>Dolphin запустил профиль без возможности им управлять. Проверьте, что тариф допускает автоматизацию, и перезапустите Dolphin после обновления.</translation>
        </message>
        <message>
            <source>Dolphin says that the profile's data folder is damaged. Free at least 15 GB of disk space and try again.</source>
            <translation>Dolphin сообщает, что папка данных профиля повреждена. Освободите не меньше 15 ГБ на диске и повторите.</translation>
        </message>
        <message>
            <source>Files of the profile are locked by another program. Close windows of this profile, check the virus scanner, and try again.</source>
            <translation>Файлы профиля заняты другой программой. Закройте окна этого профиля, проверьте антивирус и повторите.</translation>
        </message>
        <message>
            <source>The browser did not start in Dolphin's own time limit. Try again with fewer profiles at once.</source>
            <translation>Браузер не запустился за время, отведённое Dolphin. Повторите с меньшим числом профилей сразу.</translation>
        </message>
        <message>
            <source>No Dolphin API token is set. Make one in Dolphin's panel under “API” and enter it in the settings.</source>
            <translation>Токен API Dolphin не задан. Создайте его в панели Dolphin в разделе «API» и введите в настройках.</translation>
        </message>
        <message>
            <source>Dolphin still counts the profile %1 as running after stopping it. Close its window in Dolphin.</source>
            <translation>Dolphin всё ещё считает профиль %1 запущенным после остановки. Закройте его окно в Dolphin.</translation>
        </message>
        <message>
            <source>Dolphin does not answer at %1. Start Dolphin and sign in; its settings show the port under “Health”.</source>
            <translation>Dolphin не отвечает по адресу %1. Запустите Dolphin и войдите; порт виден в его настройках в разделе «Health».</translation>
        </message>
        <message>
            <source>Another program, not Dolphin, answers at %1. Start Dolphin, or set DOLPHIN_API_HOST to the port that Dolphin shows under “Health”.</source>
            <translation>По адресу %1 отвечает другая программа, а не Dolphin. Запустите Dolphin или задайте в DOLPHIN_API_HOST порт, который он показывает в «Health».</translation>
        </message>
        <message>
            <source>The Dolphin at %1 does not know the calls we need. Update Dolphin.</source>
            <translation>Dolphin по адресу %1 не знает нужных вызовов. Обновите Dolphin.</translation>
        </message>
        <message>
            <source>The blueprint's field “%1” cannot be used. Correct it in the account's blueprint.</source>
            <translation>Поле «%1» шаблона профиля не годится. Исправьте его в шаблоне профиля аккаунта.</translation>
        </message>
        <message>
            <source>Dolphin's answer lacks what was asked for. Check whether a newer Pelorus is needed.</source>
            <translation>В ответе Dolphin нет того, что просили. Проверьте, не нужен ли более новый Pelorus.</translation>
        </message>
        <message>
            <source>Dolphin took the deletion of the profile %1, but does not let us see whether it is gone. It is tried again later; let the API token read profiles.</source>
            <translation>Dolphin принял удаление профиля %1, но не даёт проверить, удалён ли он. Позже попытка повторится; разрешите API-токену читать профили.</translation>
        </message>
        <message>
            <source>Dolphin still shows the profile %1 after deleting it. It is tried again later; delete it in Dolphin if it stays.</source>
            <translation>Dolphin всё ещё показывает профиль %1 после удаления. Повторим позже; если останется, удалите его в Dolphin.</translation>
        </message>
        <message>
            <source>Dolphin has no fingerprint for %1, version %2, screen up to %3. Change these in the account's blueprint.</source>
            <translation>У Dolphin нет отпечатка для %1, версия %2, экран до %3. Измените их в шаблоне профиля аккаунта.</translation>
        </message>
        <message>
            <source>The mobile application's session was left out: it is of no use in a web browser.</source>
            <translation>Сессия мобильного приложения пропущена: в браузере она бесполезна.</translation>
        </message>
        <message>
            <source>This does not begin with a user name, an e-mail address or a phone number.</source>
            <translation>Строка начинается не с имени пользователя, адреса почты или номера телефона.</translation>
        </message>
        <message>
            <source>The password is missing.</source>
            <translation>Нет пароля.</translation>
        </message>
        <message>
            <source>No password: the account is signed in by its cookies alone.</source>
            <translation>Пароля нет: вход только по cookies.</translation>
        </message>
        <message>
            <source>Blanks around the password were removed.</source>
            <translation>Пробелы вокруг пароля убраны.</translation>
        </message>
        <message>
            <source>The password holds typographic quotes or dashes; a text program may have changed it.</source>
            <translation>В пароле типографские кавычки или тире; его мог изменить текстовый редактор.</translation>
        </message>
        <message>
            <source>The third column is not an e-mail address.</source>
            <translation>Третий столбец не адрес почты.</translation>
        </message>
        <message>
            <source>The two-factor key is not base32 (letters A to Z and digits 2 to 7).</source>
            <translation>Ключ 2FA не base32 (буквы A–Z и цифры 2–7).</translation>
        </message>
        <message>
            <source>The quotes on this line do not match.</source>
            <translation>Кавычки в строке не парные.</translation>
        </message>
        <message>
            <source>The quotes do not match. Double each quote that belongs to the text.</source>
            <translation>Кавычки не парные. Удвойте каждую кавычку, которая входит в текст.</translation>
        </message>
        <message>
            <source>There are %1 columns, but the heading has %2. Put text with separators in quotes.</source>
            <translation>Столбцов %1, а в заголовке %2. Возьмите текст с разделителями в кавычки.</translation>
        </message>
        <message>
            <source>The column with the video's name is empty.</source>
            <translation>Столбец с именем видео пуст.</translation>
        </message>
        <message>
            <source>The caption is %1 characters too long; the site allows %2.</source>
            <translation>Подпись длиннее допустимого, лишних символов: %1; сайт допускает %2.</translation>
        </message>
        <message>
            <source>This is %1, not a list of captions. Save it as CSV (UTF-8).</source>
            <translation>Это %1, а не список подписей. Сохраните его как CSV (UTF-8).</translation>
        </message>
        <message>
            <source>The list of captions is empty.</source>
            <translation>Список подписей пуст.</translation>
        </message>
        <message>
            <source>The heading names two columns for the same thing: %1.</source>
            <translation>В заголовке два столбца об одном: %1.</translation>
        </message>
        <message>
            <source>The first line must name the columns: video and caption, and if wanted account, location and mentions.</source>
            <translation>Первая строка должна называть столбцы: video и caption и, если нужно, account, location и mentions.</translation>
        </message>
        <message>
            <source>The file is not UTF-8; it was read as %1. Check the captions.</source>
            <translation>Файл не в UTF-8; он прочитан как %1. Проверьте подписи.</translation>
        </message>
        <message>
            <source>A brace in the template has no partner. Write {{ or }} for a brace itself.</source>
            <translation>У скобки в шаблоне нет пары. Саму скобку пишите как {{ или }}.</translation>
        </message>
        <message>
            <source>The template has the unknown placeholder {%1}. Known are {file}, {account}, {n} and {date}.</source>
            <translation>В шаблоне неизвестная подстановка {%1}. Известны {file}, {account}, {n} и {date}.</translation>
        </message>
        <message>
            <source>There is nothing to read. Paste the cookies or choose a file with them.</source>
            <translation>Читать нечего. Вставьте cookies или выберите файл с ними.</translation>
        </message>
        <message>
            <source>The format is right, but there is no cookie in it. Export again while signed in.</source>
            <translation>Формат верный, но cookies в нём нет. Выгрузите снова, выполнив вход.</translation>
        </message>
        <message>
            <source>The JSON is broken and cannot be repaired safely. Copy the whole export again.</source>
            <translation>JSON повреждён, и починить его безопасно нельзя. Скопируйте всю выгрузку снова.</translation>
        </message>
        <message>
            <source>This is a session of the mobile application, which is of no use in a browser. Export the cookies of a browser.</source>
            <translation>Это сессия мобильного приложения, в браузере она бесполезна. Выгрузите cookies браузера.</translation>
        </message>
        <message>
            <source>These are not cookies. Export them as JSON, as Netscape text or as a header line.</source>
            <translation>Это не cookies. Выгрузите их как JSON, как текст Netscape или строкой заголовка.</translation>
        </message>
        <message>
            <source>This is %1, not cookies. Export them as JSON or as text.</source>
            <translation>Это %1, а не cookies. Выгрузите их как JSON или текст.</translation>
        </message>
        <message>
            <source>The stored cookies of this account cannot be read. Restore an earlier version or import them again.</source>
            <translation>Сохранённые cookies этого аккаунта не читаются. Верните прежнюю версию или импортируйте заново.</translation>
        </message>
        <message>
            <source>The cookie “%1” has a tab or a line break in it, which cookies.txt cannot hold. Choose another format.</source>
            <translation>В cookie «%1» есть табуляция или перевод строки, а cookies.txt их не вмещает. Выберите другой формат.</translation>
        </message>
        <message>
            <source>a SQLite database, such as a browser's own</source>
            <translation>база SQLite, например от самого браузера</translation>
        </message>
        <message>
            <source>a Word, Excel or ZIP file</source>
            <translation>файл Word, Excel или ZIP</translation>
        </message>
        <message>
            <source>an old Word or Excel file</source>
            <translation>старый файл Word или Excel</translation>
        </message>
        <message>
            <source>a PDF file</source>
            <translation>файл PDF</translation>
        </message>
        <message>
            <source>a picture</source>
            <translation>картинка</translation>
        </message>
        <message>
            <source>a program</source>
            <translation>программа</translation>
        </message>
        <message>
            <source>a rich text file</source>
            <translation>файл RTF</translation>
        </message>
        <message>
            <source>a web page</source>
            <translation>веб-страница</translation>
        </message>
        <message>
            <source>The import's presets in %1 cannot be read. Correct or remove that file.</source>
            <translation>Схемы импорта в %1 не читаются. Исправьте или удалите этот файл.</translation>
        </message>
        <message>
            <source>There are no presets yet. Save one in the window's import.</source>
            <translation>Схем импорта пока нет. Сохраните схему в окне импорта.</translation>
        </message>
        <message>
            <source>There is no preset “%1”. There are: %2.</source>
            <translation>Схемы импорта «%1» нет. Есть: %2.</translation>
        </message>
        <message>
            <source>This is %1, not a list of accounts. Save it as text or CSV.</source>
            <translation>Это %1, а не список аккаунтов. Сохраните его как текст или CSV.</translation>
        </message>
        <message>
            <source>This is %1, not a list of proxies. Save it as text or CSV.</source>
            <translation>Это %1, а не список прокси. Сохраните его как текст или CSV.</translation>
        </message>
        <message>
            <source>The list of accounts is empty.</source>
            <translation>Список аккаунтов пуст.</translation>
        </message>
        <message>
            <source>The list of proxies is empty.</source>
            <translation>Список прокси пуст.</translation>
        </message>
        <message>
            <source>The list is not UTF-8; it was read as %1. Check names and passwords.</source>
            <translation>Список не в UTF-8; он прочитан как %1. Проверьте имена и пароли.</translation>
        </message>
        <message>
            <source>The list is not UTF-8; it was read as %1. Check logins and passwords.</source>
            <translation>Список не в UTF-8; он прочитан как %1. Проверьте логины и пароли.</translation>
        </message>
        <message>
            <source>Login</source>
            <translation>Логин</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Почта</translation>
        </message>
        <message>
            <source>E-mail password</source>
            <translation>Пароль почты</translation>
        </message>
        <message>
            <source>Two-factor key</source>
            <translation>Ключ 2FA</translation>
        </message>
        <message>
            <source>Cookies</source>
            <translation>Cookies</translation>
        </message>
        <message>
            <source>User agent</source>
            <translation>User agent</translation>
        </message>
        <message>
            <source>Kind of proxy</source>
            <translation>Тип прокси</translation>
        </message>
        <message>
            <source>Host</source>
            <translation>Хост</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Порт</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Link that changes the IP</source>
            <translation>Ссылка смены IP</translation>
        </message>
        <message>
            <source>Say which columns hold the host and the port of the proxy.</source>
            <translation>Укажите, в каких столбцах хост и порт прокси.</translation>
        </message>
        <message>
            <source>Say which column holds the login, and which the password or the cookies.</source>
            <translation>Укажите, в каком столбце логин и в каком пароль или cookies.</translation>
        </message>
        <message>
            <source>Two columns have the same meaning: %1. Correct one of them.</source>
            <translation>У двух столбцов одно значение: %1. Исправьте один из них.</translation>
        </message>
        <message>
            <source>There is no column “%1”. Use %2, or - for one to leave out.</source>
            <translation>Столбца «%1» нет. Есть: %2; «-» — столбец не нужен.</translation>
        </message>
        <message>
            <source>A separator is one character such as ; : | or a word: tab, comma, semicolon, colon, pipe, space.</source>
            <translation>Разделитель — один знак, например ; : |, или слово: tab, comma, semicolon, colon, pipe, space.</translation>
        </message>
        <message>
            <source>An entry of the list is no proxy.</source>
            <translation>Запись списка не прокси.</translation>
        </message>
        <message>
            <source>The port is not a number from 1 to 65535.</source>
            <translation>Порт не число от 1 до 65535.</translation>
        </message>
        <message>
            <source>This is not a proxy. Write host:port, host:port:login:password or an address.</source>
            <translation>Это не прокси. Пишите host:port, host:port:login:password или адрес.</translation>
        </message>
        <message>
            <source>Login or password is percent-encoded, but not as UTF-8. Write a percent sign itself as %25.</source>
            <translation>Логин или пароль закодирован процентами, но не в UTF-8. Сам знак процента пишите как %25.</translation>
        </message>
        <message>
            <source>This may be an IPv6 address with or without a port. Add brackets: [2001:db8::1]:8080.</source>
            <translation>Это может быть адрес IPv6 с портом или без. Добавьте скобки: [2001:db8::1]:8080.</translation>
        </message>
        <message>
            <source>The kind of proxy is unknown. Use http, https, socks4 or socks5.</source>
            <translation>Тип прокси неизвестен. Используйте http, https, socks4 или socks5.</translation>
        </message>
        <message>
            <source>The host name cannot be one.</source>
            <translation>Такого имени хоста быть не может.</translation>
        </message>
        <message>
            <source>Login or password is longer than %1 characters.</source>
            <translation>Логин или пароль длиннее %1 символов.</translation>
        </message>
        <message>
            <source>Login or password holds a line break or another control character.</source>
            <translation>В логине или пароле перевод строки или другой управляющий символ.</translation>
        </message>
        <message>
            <source>The browser is not signed in as %1: its profile lacks the link to edit it. Import the cookies of the right account.</source>
            <translation>Браузер вошёл не как %1: в профиле нет ссылки для его правки. Импортируйте cookies нужного аккаунта.</translation>
        </message>
        <message>
            <source>The site's sign-in form did not take the text that was entered. Sign in by hand, then try again.</source>
            <translation>Форма входа сайта не приняла введённый текст. Войдите вручную и повторите.</translation>
        </message>
        <message>
            <source>its sign-in form</source>
            <translation>форму входа</translation>
        </message>
        <message>
            <source>its sign-in button</source>
            <translation>кнопку входа</translation>
        </message>
        <message>
            <source>The site refused the sign-in of %1: “%2”. Check the stored password before another try.</source>
            <translation>Сайт отказал во входе %1: «%2». Проверьте сохранённый пароль до новой попытки.</translation>
        </message>
        <message>
            <source>its form for the code</source>
            <translation>форму для кода</translation>
        </message>
        <message>
            <source>its button for the code</source>
            <translation>кнопку для кода</translation>
        </message>
        <message>
            <source>the account's own profile</source>
            <translation>профиль самого аккаунта</translation>
        </message>
        <message>
            <source>the posts of the account</source>
            <translation>публикации аккаунта</translation>
        </message>
        <message>
            <source>The site asks which account to use. Open the account's profile, choose the right one and save its cookies.</source>
            <translation>Сайт спрашивает, какой аккаунт использовать. Откройте профиль аккаунта, выберите нужный и сохраните его cookies.</translation>
        </message>
        <message>
            <source>The site refused the video file: “%1”. Check that it plays, or convert it to H.264 mp4.</source>
            <translation>Сайт не принял файл видео: «%1». Проверьте, что оно проигрывается, или преобразуйте в H.264 mp4.</translation>
        </message>
        <message>
            <source>The site did not show %1 in time. Look at the picture of this step; the site's pages may have changed.</source>
            <translation>Сайт вовремя не показал %1. Посмотрите снимок этого шага; страницы сайта могли измениться.</translation>
        </message>
        <message>
            <source>The account is signed in.</source>
            <translation>Вход в аккаунт выполнен.</translation>
        </message>
        <message>
            <source>The site asks to sign in again.</source>
            <translation>Сайт снова просит войти.</translation>
        </message>
        <message>
            <source>The site asks for a two-factor code.</source>
            <translation>Сайт просит одноразовый код.</translation>
        </message>
        <message>
            <source>The site asks the account to confirm who it is.</source>
            <translation>Сайт просит аккаунт подтвердить, кто он.</translation>
        </message>
        <message>
            <source>The site asks the account for a phone number.</source>
            <translation>Сайт просит у аккаунта номер телефона.</translation>
        </message>
        <message>
            <source>The site has suspended the account. Settle it with the site first.</source>
            <translation>Сайт приостановил аккаунт. Сначала решите это с сайтом.</translation>
        </message>
        <message>
            <source>The site asks the account to wait. Let it rest for some hours.</source>
            <translation>Сайт просит аккаунт подождать. Дайте ему отдохнуть несколько часов.</translation>
        </message>
        <message>
            <source>The site shows its terms or asks for an age.</source>
            <translation>Сайт показывает свои условия или спрашивает возраст.</translation>
        </message>
        <message>
            <source>The site's page did not load. Try the task again later.</source>
            <translation>Страница сайта не загрузилась. Повторите задачу позже.</translation>
        </message>
        <message>
            <source>The site shows a question that only a person may answer.</source>
            <translation>Сайт задаёт вопрос, на который может ответить только человек.</translation>
        </message>
        <message>
            <source>%1 It says: “%2”.</source>
            <translation>%1 Там сказано: «%2».</translation>
        </message>
        <message>
            <source>The caption has %1 characters with its mentions; the site takes %2. Shorten it.</source>
            <translation>В подписи с отметками %1 символов; сайт принимает %2. Сократите её.</translation>
        </message>
        <message>
            <source>its Share button</source>
            <translation>кнопку «Поделиться»</translation>
        </message>
        <message>
            <source>the window for a new post</source>
            <translation>окно новой публикации</translation>
        </message>
        <message>
            <source>that it took the video</source>
            <translation>что видео принято</translation>
        </message>
        <message>
            <source>where to choose the video</source>
            <translation>где выбрать видео</translation>
        </message>
        <message>
            <source>the choice of the picture's format</source>
            <translation>выбор формата картинки</translation>
        </message>
        <message>
            <source>the picture with the format's menu closed</source>
            <translation>картинку с закрытым меню формата</translation>
        </message>
        <message>
            <source>its Next button ready</source>
            <translation>готовую кнопку «Далее»</translation>
        </message>
        <message>
            <source>the step after Next</source>
            <translation>шаг после «Далее»</translation>
        </message>
        <message>
            <source>the field for the caption</source>
            <translation>поле подписи</translation>
        </message>
        <message>
            <source>The site's form did not keep the caption: %1 of %2 characters are there. Nothing was shared; try the task again, or share this one by hand.</source>
            <translation>Форма сайта не сохранила подпись: осталось %1 из %2 символов. Ничего не опубликовано; повторите задачу или опубликуйте это вручную.</translation>
        </message>
        <message>
            <source>the form without its suggestions</source>
            <translation>форму без подсказок</translation>
        </message>
        <message>
            <source>The site knows no place called “%1”%2. Nothing was shared; write the place as the site does, or leave it out.</source>
            <translation>Сайт не знает места «%1»%2. Ничего не опубликовано; напишите место так, как сайт, или уберите его.</translation>
        </message>
        <message>
            <source>the field for the place</source>
            <translation>поле места</translation>
        </message>
        <message>
            <source>the place</source>
            <translation>место</translation>
        </message>
        <message>
            <source> (it offers: %1)</source>
            <translation> (предлагает: %1)</translation>
        </message>
        <message>
            <source>the place in its form</source>
            <translation>место в форме</translation>
        </message>
        <message>
            <source>the page without the post</source>
            <translation>страницу без публикации</translation>
        </message>
        <message>
            <source>The site neither confirmed nor refused the post in time.</source>
            <translation>Сайт вовремя не подтвердил и не отклонил публикацию.</translation>
        </message>
        <message>
            <source>The site labels in %1 could not be read: %2. Make the file readable, or remove it.</source>
            <translation>Метки сайта в %1 не читаются: %2. Откройте файл для чтения или уберите его.</translation>
        </message>
        <message>
            <source>The site labels in %1 are broken (%2). Correct the file, or remove it to use the built-in ones.</source>
            <translation>Метки сайта в %1 повреждены (%2). Исправьте файл или уберите его, чтобы взять встроенные.</translation>
        </message>
        <message>
            <source>The video %1 is not there. Put it back, or choose another file.</source>
            <translation>Видео %1 нет на месте. Верните его или выберите другой файл.</translation>
        </message>
        <message>
            <source>%1 is a folder, not a video. Choose a file in it.</source>
            <translation>%1 — папка, а не видео. Выберите файл в ней.</translation>
        </message>
        <message>
            <source>%1 is not a file. Choose a video file.</source>
            <translation>%1 — не файл. Выберите файл видео.</translation>
        </message>
        <message>
            <source>The video %1 cannot be read. Check its permissions.</source>
            <translation>Видео %1 не читается. Проверьте права на него.</translation>
        </message>
        <message>
            <source>The video %1 is empty (0 bytes). Copy it again.</source>
            <translation>Видео %1 пустое (0 байт). Скопируйте его снова.</translation>
        </message>
        <message>
            <source>%1 is not a video that can be read; it may be damaged or not fully copied. Copy or convert it again.</source>
            <translation>%1 не читается как видео; файл, возможно, повреждён или скопирован не до конца. Скопируйте или преобразуйте снова.</translation>
        </message>
        <message>
            <source>There is no picture in %1. Choose a video file.</source>
            <translation>В %1 нет изображения. Выберите файл видео.</translation>
        </message>
        <message>
            <source>No picture of %1 could be made; the video may be damaged.</source>
            <translation>Не удалось сделать кадр из %1; видео, возможно, повреждено.</translation>
        </message>
        <message>
            <source>Reading the video %1 failed half-way. Check the disk or the network share.</source>
            <translation>Чтение видео %1 прервалось на полпути. Проверьте диск или сетевую папку.</translation>
        </message>
        <message>
            <source>%1 was not found, so videos cannot be checked. Install ffmpeg, or put %1 beside the program.</source>
            <translation>%1 не найден, поэтому видео не проверить. Установите ffmpeg или положите %1 рядом с программой.</translation>
        </message>
        <message>
            <source>%1 could not be started. Install it anew.</source>
            <translation>%1 не запускается. Установите заново.</translation>
        </message>
        <message>
            <source>The video file makes %1 answer without end. Convert it and try again.</source>
            <translation>На этом видео %1 отвечает без конца. Преобразуйте его и повторите.</translation>
        </message>
        <message>
            <source>%1 crashed on this video. Convert it and try again.</source>
            <translation>%1 упал на этом видео. Преобразуйте его и повторите.</translation>
        </message>
        <message>
            <source>%1 sent an answer that is far too large. Check that the address is right.</source>
            <translation>%1 прислал слишком большой ответ. Проверьте адрес.</translation>
        </message>
        <message>
            <source>Nothing answers at %1. Check that the program or service is running and its address is right.</source>
            <translation>По адресу %1 никто не отвечает. Проверьте, что программа или служба работает и адрес верен.</translation>
        </message>
        <message>
            <source>The address of %1 could not be found. Check the name and the internet connection.</source>
            <translation>Адрес %1 не найден. Проверьте имя и подключение к интернету.</translation>
        </message>
        <message>
            <source>%1 did not answer in time.</source>
            <translation>%1 не ответил вовремя.</translation>
        </message>
        <message>
            <source>No secure connection to %1 could be made. Check this computer's clock, and whether something inspects its traffic.</source>
            <translation>Защищённое соединение с %1 не удалось. Проверьте часы этого компьютера и не просматривает ли что-то его трафик.</translation>
        </message>
        <message>
            <source>This computer's own proxy did not let us reach %1. Check the system's proxy settings.</source>
            <translation>Прокси этого компьютера не пустил к %1. Проверьте системные настройки прокси.</translation>
        </message>
        <message>
            <source>What answers at %1 does not speak HTTP. Check the address and the port.</source>
            <translation>По адресу %1 отвечают не по HTTP. Проверьте адрес и порт.</translation>
        </message>
        <message>
            <source>The connection to %1 broke before the answer was complete. Check the network and try again.</source>
            <translation>Связь с %1 прервалась до конца ответа. Проверьте сеть и повторите.</translation>
        </message>
        <message>
            <source>Stopped, because the program is closing.</source>
            <translation>Остановлено: программа закрывается.</translation>
        </message>
        <message>
            <source>“%1” is not a web address. Write it like http://localhost:3001.</source>
            <translation>«%1» — не веб-адрес. Пишите, как http://localhost:3001.</translation>
        </message>
        <message>
            <source>The proxy %1 did not answer in time. Try again later, or ask the provider whether it runs.</source>
            <translation>Прокси %1 не ответил вовремя. Попробуйте позже или спросите у поставщика, работает ли он.</translation>
        </message>
        <message>
            <source>User name or password of the proxy %1 is too long for SOCKS5. Correct it, or use the proxy as HTTP.</source>
            <translation>Имя или пароль прокси %1 слишком длинные для SOCKS5. Исправьте их или используйте прокси как HTTP.</translation>
        </message>
        <message>
            <source>Nothing listens at the proxy %1. Check host and port, or ask the provider whether it runs.</source>
            <translation>По адресу прокси %1 никто не отвечает на подключение. Проверьте хост и порт или спросите у поставщика, работает ли он.</translation>
        </message>
        <message>
            <source>The address of the proxy %1 was not found. Check its name and the internet connection.</source>
            <translation>Адрес прокси %1 не найден. Проверьте имя и подключение к интернету.</translation>
        </message>
        <message>
            <source>Through the proxy %1 something else than %2 answers: the certificate is not the site's. Do not use this proxy.</source>
            <translation>Через прокси %1 отвечает не %2: сертификат не принадлежит сайту. Не используйте этот прокси.</translation>
        </message>
        <message>
            <source>No connection to the proxy %1 could be made. Check host, port and kind, and the internet connection.</source>
            <translation>Не удалось подключиться к прокси %1. Проверьте хост, порт, тип и подключение к интернету.</translation>
        </message>
        <message>
            <source>The proxy %1 does not accept its user name and password. Correct them, or ask the provider whether the plan has ended.</source>
            <translation>Прокси %1 не принимает имя и пароль. Исправьте их или спросите у поставщика, не закончился ли тариф.</translation>
        </message>
        <message>
            <source>What answers at %1 is not a proxy of the kind %2. Choose another kind or port.</source>
            <translation>По адресу %1 отвечает не прокси типа %2. Выберите другой тип или порт.</translation>
        </message>
        <message>
            <source>The proxy %1 answers, but %2 cannot be reached through it. Try another one.</source>
            <translation>Прокси %1 отвечает, но %2 через него недоступен. Попробуйте другой.</translation>
        </message>
        <message>
            <source>No connection to the browser at %1 could be made. It may have ended, or something blocks the port.</source>
            <translation>Не удалось соединиться с браузером по адресу %1. Он мог закрыться, или порт что-то блокирует.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln cookie(s) set.</source>
            <translation>
                <numerusform>Поставлена %Ln cookie.</numerusform>
                <numerusform>Поставлено %Ln cookies.</numerusform>
                <numerusform>Поставлено %Ln cookies.</numerusform>
            </translation>
        </message>
        <message>
            <source>The browser did not keep: %1.</source>
            <translation>Браузер не сохранил: %1.</translation>
        </message>
        <message>
            <source>The site asks %1 to sign in, and no password is stored. Sign in by hand in the open browser, or store the password and try again.</source>
            <translation>Сайт просит %1 войти, а пароль не сохранён. Войдите вручную в открытом браузере или сохраните пароль и повторите.</translation>
        </message>
        <message>
            <source>The site signed %1 out in the middle of the work.</source>
            <translation>Сайт вывел %1 из аккаунта посреди работы.</translation>
        </message>
        <message>
            <source>%1 was signed out again after one sign-in.</source>
            <translation>Сайт снова вывел %1 из аккаунта после входа.</translation>
        </message>
        <message>
            <source>The site asks %1 to confirm who it is.</source>
            <translation>Сайт просит %1 подтвердить, кто он.</translation>
        </message>
        <message>
            <source>The site asks %1 for a phone number.</source>
            <translation>Сайт просит у %1 номер телефона.</translation>
        </message>
        <message>
            <source>The site shows %1 a question that only a person may answer: “%2”.</source>
            <translation>Сайт задаёт %1 вопрос, на который может ответить только человек: «%2».</translation>
        </message>
        <message>
            <source>The site has suspended %1. Nothing more is tried; settle it with the site first.</source>
            <translation>Сайт приостановил %1. Больше ничего не пробуем; сначала решите это с сайтом.</translation>
        </message>
        <message>
            <source>The site asks %1 to wait before doing more: “%2”. The account rests; nothing is tried again by itself.</source>
            <translation>Сайт просит %1 подождать: «%2». Аккаунт отдыхает; само ничего не повторится.</translation>
        </message>
        <message>
            <source>The site's page did not load for %1. Check the proxy and try again.</source>
            <translation>Страница сайта не загрузилась для %1. Проверьте прокси и повторите.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln cookie(s) saved after signing in.</source>
            <translation>
                <numerusform>После входа сохранена %Ln cookie.</numerusform>
                <numerusform>После входа сохранено %Ln cookies.</numerusform>
                <numerusform>После входа сохранено %Ln cookies.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln cookie(s) saved.</source>
            <translation>
                <numerusform>Сохранена %Ln cookie.</numerusform>
                <numerusform>Сохранено %Ln cookies.</numerusform>
                <numerusform>Сохранено %Ln cookies.</numerusform>
            </translation>
        </message>
        <message>
            <source>The caption has %1 characters; the site takes %2. Shorten it.</source>
            <translation>В подписи %1 символов; сайт принимает %2. Сократите её.</translation>
        </message>
        <message>
            <source>This video is on %1 already, or may be. Choose “Publish again” if it is meant to be there twice.</source>
            <translation>Это видео уже есть на %1 или может там быть. Отметьте «Публиковать ещё раз», если оно нужно там дважды.</translation>
        </message>
        <message>
            <source>The same video stands twice in this task for %1.</source>
            <translation>Это видео стоит в задаче для %1 дважды.</translation>
        </message>
        <message>
            <source>No videos are chosen.</source>
            <translation>Видео не выбраны.</translation>
        </message>
        <message>
            <source>No accounts are chosen.</source>
            <translation>Аккаунты не выбраны.</translation>
        </message>
        <message>
            <source>Line %1 of the captions names %2, which is not among the videos.</source>
            <translation>Строка %1 подписей называет %2, а такого видео нет.</translation>
        </message>
        <message>
            <source>Another machine may hold this account now, so the task stopped without writing anything.</source>
            <translation>Аккаунт, возможно, держит другая машина, поэтому задача остановилась, ничего не записав.</translation>
        </message>
        <message>
            <source>The account %1 has no Dolphin profile of its own, which is needed with EPHEMERAL_PROFILES=0. Enter its number with Edit… beside the account, or go back to throw-away profiles.</source>
            <translation>У аккаунта %1 нет своего профиля Dolphin, а с EPHEMERAL_PROFILES=0 он нужен. Введите его номер через «Изменить…» рядом с аккаунтом или вернитесь к одноразовым профилям.</translation>
        </message>
        <message>
            <source>The Dolphin profile %1 of the account %2 does not exist any more. Restore it from Dolphin's basket, enter another number with Edit… beside the account, or go back to throw-away profiles.</source>
            <translation>Профиля Dolphin %1 аккаунта %2 больше нет. Восстановите его из корзины Dolphin, введите другой номер через «Изменить…» рядом с аккаунтом или вернитесь к одноразовым профилям.</translation>
        </message>
        <message>
            <source>The proxies were tested, but not all outcomes could be stored. %1</source>
            <translation>Прокси проверены, но записать удалось не все результаты. %1</translation>
        </message>
        <message>
            <source>This video is on %1 already, since %2. Choose “Publish again” if it is meant to be there twice.</source>
            <translation>Это видео уже есть на %1 с %2. Отметьте «Публиковать ещё раз», если оно нужно там дважды.</translation>
        </message>
        <message>
            <source>This video may be on %1 already: an earlier task could not prove it. Settle that one first.</source>
            <translation>Это видео, возможно, уже есть на %1: прежняя задача не смогла это доказать. Сначала разберитесь с ней.</translation>
        </message>
        <message>
            <source>The file %1 is not the one that was chosen: its content has changed. Make a new task with it.</source>
            <translation>Файл %1 не тот, что выбирали: его содержимое изменилось. Создайте с ним новую задачу.</translation>
        </message>
        <message>
            <source>The site refused the video: “%1”. Check the account, then start the task again.</source>
            <translation>Сайт отклонил видео: «%1». Проверьте аккаунт и запустите задачу снова.</translation>
        </message>
        <message>
            <source>The video went out; its link is left empty. Another video of this account has none yet, and whose a new link is cannot be told.</source>
            <translation>Видео вышло, но ссылка не записана: у другого видео этого аккаунта её тоже ещё нет, и чья новая ссылка, определить нельзя.</translation>
        </message>
        <message>
            <source>It is not known whether the video went out. Pelorus looks at the account later; look yourself before you retry.</source>
            <translation>Неизвестно, вышло ли видео. Pelorus посмотрит аккаунт позже; посмотрите сами, прежде чем повторять.</translation>
        </message>
        <message>
            <source>%1 No task starts here before %2.</source>
            <translation>%1 До %2 задачи здесь не запускаются.</translation>
        </message>
        <message>
            <source>Dolphin asked us to slow down.</source>
            <translation>Dolphin просит не спешить.</translation>
        </message>
        <message>
            <source>The video was not seen on the account. Look yourself, then confirm it or publish it again.</source>
            <translation>Видео на аккаунте не нашлось. Посмотрите сами, затем подтвердите его или опубликуйте снова.</translation>
        </message>
        <message>
            <source>It was the last try to look: look at the account yourself, then confirm the video or publish it again.</source>
            <translation>Это была последняя попытка проверки: посмотрите на аккаунт сами, затем подтвердите видео или опубликуйте его снова.</translation>
        </message>
        <message>
            <source>Nobody was there to answer in its browser, so the profile is closed and the account paused. Answer the site, resume the account, then try the task again.</source>
            <translation>Ответить в его браузере было некому, поэтому профиль закрыт, а аккаунт на паузе. Ответьте сайту, снимите аккаунт с паузы и повторите задачу.</translation>
        </message>
        <message>
            <source>An operator works in its browser. Give the task back to let it go on.</source>
            <translation>В его браузере работает оператор. Верните задачу, чтобы она пошла дальше.</translation>
        </message>
        <message>
            <source>Take over and answer it in the browser, then give the task back.</source>
            <translation>Возьмите задачу на себя, ответьте в браузере и верните её.</translation>
        </message>
        <message>
            <source>Nobody gave the task back in time.</source>
            <translation>Задачу никто не вернул вовремя.</translation>
        </message>
        <message>
            <source>The setting %1 has a value that cannot be used. %2</source>
            <translation>Значение настройки %1 не годится. %2</translation>
        </message>
        <message>
            <source>The settings file %1 cannot be read. Check its permissions.</source>
            <translation>Файл настроек %1 не читается. Проверьте права на него.</translation>
        </message>
        <message>
            <source>It must begin with postgresql:// or sqlite:///.</source>
            <translation>Оно должно начинаться с postgresql:// или sqlite:///.</translation>
        </message>
        <message>
            <source>The path of the database file is missing.</source>
            <translation>Не указан путь к файлу базы.</translation>
        </message>
        <message>
            <source>It must be an address such as http://localhost:3001.</source>
            <translation>Это должен быть адрес вида http://localhost:3001.</translation>
        </message>
        <message>
            <source>It must be a whole number from %1 to %2.</source>
            <translation>Это должно быть целое число от %1 до %2.</translation>
        </message>
        <message>
            <source>It must be cdp-first or dolphin-first.</source>
            <translation>Это должно быть cdp-first или dolphin-first.</translation>
        </message>
        <message>
            <source>It must be milliseconds or seconds.</source>
            <translation>Допустимы значения milliseconds или seconds.</translation>
        </message>
        <message>
            <source>It must name each of cdp, local and remote at most once, with commas between.</source>
            <translation>Здесь через запятую могут стоять cdp, local и remote, каждое не больше раза.</translation>
        </message>
        <message>
            <source>Each rule must read OURS=BROWSERS, such as Z:\=/, with a semicolon between two rules.</source>
            <translation>Каждое правило пишется НАШ=БРАУЗЕРА, например Z:\=/, между правилами точка с запятой.</translation>
        </message>
        <message>
            <source>It must be seconds such as 0.3-1.2, the smaller number first.</source>
            <translation>Это должны быть секунды вида 0.3-1.2, сначала меньшее.</translation>
        </message>
        <message>
            <source>It must be trace, debug, info, warn or error.</source>
            <translation>Это должно быть trace, debug, info, warn или error.</translation>
        </message>
        <message>
            <source>It must be a name of at most %1 characters without a slash.</source>
            <translation>Это должно быть имя не длиннее %1 символов без косой черты.</translation>
        </message>
        <message>
            <source>A token must not stand in settings.ini; enter it on the settings page.</source>
            <translation>Токен не должен стоять в settings.ini; введите его на странице настроек.</translation>
        </message>
        <message>
            <source>A password must not stand in settings.ini; enter it on the settings page.</source>
            <translation>Пароль не должен стоять в settings.ini; введите его на странице настроек.</translation>
        </message>
        <message>
            <source>It must be 1 or 0 (true or false, yes or no, on or off).</source>
            <translation>Это должно быть 1 или 0 (true или false, yes или no, on или off).</translation>
        </message>
        <message>
            <source>“%1” is no profile id. Enter the number that Dolphin shows for the profile, or leave it empty.</source>
            <translation>«%1» не номер профиля. Введите число, которое Dolphin показывает у профиля, или оставьте поле пустым.</translation>
        </message>
        <message>
            <source>There is no such account. Check the name.</source>
            <translation>Такого аккаунта нет. Проверьте имя.</translation>
        </message>
        <message>
            <source>There is no account “%1”. Check the name.</source>
            <translation>Аккаунта «%1» нет. Проверьте имя.</translation>
        </message>
        <message>
            <source>There is an account “%1” already.</source>
            <translation>Аккаунт «%1» уже есть.</translation>
        </message>
        <message>
            <source>The file %1 is there already. Choose another name.</source>
            <translation>Файл %1 уже существует. Выберите другое имя.</translation>
        </message>
        <message>
            <source>it cannot be renamed</source>
            <translation>его не удаётся переименовать</translation>
        </message>
        <message>
            <source>There is no database at %1.</source>
            <translation>По адресу %1 нет базы данных.</translation>
        </message>
        <message>
            <source>Another backup is being written to %1 right now. Wait for it, or choose another name.</source>
            <translation>Сейчас в %1 пишется другая резервная копия. Дождитесь её или выберите другое имя.</translation>
        </message>
        <message>
            <source>The folder for backups %1 cannot be written to. Choose another one in the settings.</source>
            <translation>В папку для резервных копий %1 нельзя писать. Выберите другую в настройках.</translation>
        </message>
        <message>
            <source>Backups are to hold the media folder's files, but no media folder is set. Choose it in the settings.</source>
            <translation>В копии должны войти файлы папки медиа, но она не задана. Выберите её в настройках.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln profiles of this database are still in Dolphin, and a backup this old has no place to remember them. Delete them first (“pelorus-cli profiles sweep”), then restore again.</source>
            <translation>
                <numerusform>%Ln профиль этой базы ещё есть в Dolphin, а в такой старой копии негде его запомнить. Сначала удалите его («pelorus-cli profiles sweep»), затем восстановите снова.</numerusform>
                <numerusform>%Ln профиля этой базы ещё есть в Dolphin, а в такой старой копии негде их запомнить. Сначала удалите их («pelorus-cli profiles sweep»), затем восстановите снова.</numerusform>
                <numerusform>%Ln профилей этой базы ещё есть в Dolphin, а в такой старой копии негде их запомнить. Сначала удалите их («pelorus-cli profiles sweep»), затем восстановите снова.</numerusform>
            </translation>
        </message>
        <message>
            <source>A value is too long: the database holds %1 characters in %2. Shorten it, or have that column widened.</source>
            <translation>Значение слишком длинное: в %2 базы помещается не больше %1 символов. Сократите его или попросите расширить этот столбец.</translation>
        </message>
        <message>
            <source>The file cannot be opened: %1.</source>
            <translation>Файл не открывается: %1.</translation>
        </message>
        <message>
            <source>The file is larger than %1 MB.</source>
            <translation>Файл больше %1 МБ.</translation>
        </message>
        <message>
            <source>This is %1. Export it as JSON or text.</source>
            <translation>Это %1. Экспортируйте как JSON или текст.</translation>
        </message>
        <message>
            <source>The folder %1 cannot be read. Check its name and your rights.</source>
            <translation>Папка %1 не читается. Проверьте имя и права.</translation>
        </message>
        <message>
            <source>The files in the folder %1 are too large for cookies. Choose the one that holds them.</source>
            <translation>Файлы в папке %1 слишком велики для cookies. Выберите ту, где они лежат.</translation>
        </message>
        <message>
            <source>There is no file in the folder %1. Choose the one that holds them.</source>
            <translation>В папке %1 нет файлов. Выберите ту, где они лежат.</translation>
        </message>
        <message>
            <source>The file is empty.</source>
            <translation>Файл пуст.</translation>
        </message>
        <message>
            <source>The account has no cookie version %1.</source>
            <translation>У аккаунта нет версии cookies %1.</translation>
        </message>
        <message>
            <source>This address leads to a connection pooler in transaction mode, where locks do not hold. Give the PostgreSQL server's own address, or set the pooler to session mode.</source>
            <translation>Этот адрес ведёт к пулеру соединений в режиме транзакций, где блокировки не держатся. Укажите адрес самого сервера PostgreSQL или переведите пулер в режим сессий.</translation>
        </message>
        <message>
            <source>The database has no Pelorus tables yet. Run “pelorus-cli migrate” first.</source>
            <translation>В базе ещё нет таблиц Pelorus. Сначала выполните «pelorus-cli migrate».</translation>
        </message>
        <message>
            <source>The picture is larger than 300 KB.</source>
            <translation>Картинка больше 300 КБ.</translation>
        </message>
        <message>
            <source>This account was removed from the database meanwhile; nothing was changed.</source>
            <translation>Этот аккаунт тем временем удалён из базы данных; ничего не изменено.</translation>
        </message>
        <message>
            <source>Another holder took this account over; nothing was written.</source>
            <translation>Аккаунт взял другой; ничего не записано.</translation>
        </message>
        <message>
            <source>The lock of this account has run out; nothing was written.</source>
            <translation>Блокировка аккаунта истекла; ничего не записано.</translation>
        </message>
        <message>
            <source>Another Pelorus program on this machine already runs tasks from this database file. This one can look and plan; close the other to run tasks here.</source>
            <translation>Задачи из этого файла базы уже ведёт другая программа Pelorus на этой машине. Здесь можно смотреть и готовить; чтобы вести задачи здесь, закройте другую.</translation>
        </message>
        <message>
            <source>The lock file beside the database cannot be written. Check the rights of its folder.</source>
            <translation>Файл блокировки рядом с базой не пишется. Проверьте права на папку.</translation>
        </message>
        <message>
            <source>Will be applied when the task that holds the account ends.</source>
            <translation>Применится, когда закончится задача, которая держит аккаунт.</translation>
        </message>
        <message>
            <source>Is there already and stays as it is.</source>
            <translation>Уже есть и остаётся как есть.</translation>
        </message>
        <message>
            <source>The name or the e-mail address is too long.</source>
            <translation>Имя или адрес почты слишком длинные.</translation>
        </message>
        <message>
            <source>There is a NUL character in it.</source>
            <translation>В строке есть нулевой символ.</translation>
        </message>
        <message>
            <source>There is no account of this name. Add it first, or correct the name.</source>
            <translation>Аккаунта с таким именем нет. Сначала добавьте его или исправьте имя.</translation>
        </message>
        <message>
            <source>An account of this task does not exist any more. Choose the accounts again.</source>
            <translation>Аккаунта из этой задачи больше нет. Выберите аккаунты заново.</translation>
        </message>
        <message>
            <source>The task does not run any more.</source>
            <translation>Задача больше не идёт.</translation>
        </message>
        <message>
            <source>The account %1 of this task was deleted. Make a new task for another account.</source>
            <translation>Аккаунт %1 этой задачи удалён. Создайте новую задачу для другого аккаунта.</translation>
        </message>
        <message>
            <source>There is nothing to run again in this task: its videos went out, are unconfirmed, or are still to come. Settle unconfirmed ones by looking first.</source>
            <translation>Повторять в этой задаче нечего: её видео вышли, не подтверждены или ещё впереди. Неподтверждённые сначала проверьте глазами.</translation>
        </message>
        <message>
            <source>The program ended in the middle of this look at the account or lost the account, and it was the last try. Look at the account yourself, then confirm the video or publish it again.</source>
            <translation>Программа завершилась посреди этой проверки или потеряла аккаунт, и это была последняя попытка. Посмотрите на аккаунт сами, затем подтвердите видео или опубликуйте его снова.</translation>
        </message>
        <message>
            <source>The account %1 was deleted before its task could run. Make a new task for another account.</source>
            <translation>Аккаунт %1 удалён до того, как его задача смогла начаться. Создайте новую задачу для другого аккаунта.</translation>
        </message>
        <message>
            <source>The database was restored from a backup, and this may have gone out since the backup was made. Look at the account: run the task again if it did not.</source>
            <translation>База восстановлена из резервной копии, и это могло выйти уже после неё. Посмотрите аккаунт: если видео нет, запустите задачу снова.</translation>
        </message>
        <message>
            <source>There is no task %1.</source>
            <translation>Задачи %1 нет.</translation>
        </message>
        <message>
            <source>Somebody else looks after this profile now.</source>
            <translation>За этим профилем теперь следит другой.</translation>
        </message>
        <message>
            <source>The file %1 cannot be copied: %2.</source>
            <translation>Файл %1 не удаётся скопировать: %2.</translation>
        </message>
        <message>
            <source>The folder %1 cannot be made. Check its permissions.</source>
            <translation>Папку %1 не удаётся создать. Проверьте права.</translation>
        </message>
        <message>
            <source>The media folder %1 cannot be opened. Check MEDIA_ROOT in the settings.</source>
            <translation>Папка медиа %1 не открывается. Проверьте MEDIA_ROOT в настройках.</translation>
        </message>
        <message>
            <source>This installation is damaged: a part of the program is missing. Install it again.</source>
            <translation>Установка повреждена: не хватает части программы. Установите заново.</translation>
        </message>
        <message>
            <source>Another Pelorus has been upgrading this database for too long. Look for one that hangs, close it, and start again.</source>
            <translation>Другой Pelorus слишком долго обновляет эту базу. Найдите зависший, закройте его и запустите снова.</translation>
        </message>
        <message>
            <source>This database was upgraded by a newer Pelorus (schema %1, this program knows %2). Update Pelorus on this machine.</source>
            <translation>Эту базу обновил более новый Pelorus (схема %1, эта программа знает %2). Обновите Pelorus на этой машине.</translation>
        </message>
        <message>
            <source>The file %1 cannot be deleted: %2. While it is there, the old file runs no tasks: delete it by hand.</source>
            <translation>Не удалось удалить файл %1: %2. Пока он на месте, старый файл не выполняет задачи: удалите его вручную.</translation>
        </message>
        <message>
            <source>The data of this SQLite file went to another database (%1), so it runs no jobs any more. Enter the address of that one in the settings (DATABASE_URL); if the transfer was interrupted, start it once more.</source>
            <translation>Данные этого файла SQLite перешли в другую базу (%1), поэтому задач он больше не запускает. Введите её адрес в настройках (DATABASE_URL); если перенос был прерван, запустите его ещё раз.</translation>
        </message>
        <message>
            <source>The SQLite file lies on a network share, where it would be damaged sooner or later. Put it on this machine's disk, or use PostgreSQL for several machines.</source>
            <translation>Файл SQLite лежит в сетевой папке, где рано или поздно повредится. Положите его на диск этой машины или возьмите PostgreSQL для нескольких машин.</translation>
        </message>
        <message>
            <source>%1 was not found. Install PostgreSQL's client programs (package postgresql-client).</source>
            <translation>Программа %1 не найдена. Установите клиентские программы PostgreSQL (пакет postgresql-client).</translation>
        </message>
        <message>
            <source>%1 could not be started.</source>
            <translation>Не удалось запустить %1.</translation>
        </message>
        <message>
            <source>%1 ended with code %2. Check address, user, password and that it is as new as the server.</source>
            <translation>Программа %1 завершилась с кодом %2. Проверьте адрес, пользователя, пароль и то, что её версия не старше сервера.</translation>
        </message>
        <message>
            <source>The proxy #%1 does not exist any more. Assign another one.</source>
            <translation>Прокси #%1 больше нет. Назначьте другой.</translation>
        </message>
        <message>
            <source>A task of %1 runs through the proxy %2:%3 or waits for it. Wait until it has ended, or cancel it, then try again.</source>
            <translation>Задача аккаунта %1 работает через прокси %2:%3 или ждёт его. Дождитесь её окончания или отмените её и попробуйте снова.</translation>
        </message>
        <message>
            <source>Its proxy was removed. Give it another one, then resume it.</source>
            <translation>Его прокси удалён. Назначьте другой и снимите паузу.</translation>
        </message>
        <message>
            <source>The proxy #%1 has the same host, port, user and password already. Use that one, or remove it first.</source>
            <translation>Прокси #%1 уже имеет такие же хост, порт, имя и пароль. Используйте его или сначала удалите.</translation>
        </message>
        <message>
            <source>This video is on %1 already, since %2 UTC. Choose “Publish again” if it is meant to be there twice.</source>
            <translation>Это видео уже есть на %1 с %2 UTC. Отметьте «Публиковать ещё раз», если оно нужно там дважды.</translation>
        </message>
        <message>
            <source>This video may be on %1 already: a try at %2 UTC could not be proved. Look at the account and settle it first.</source>
            <translation>Это видео, возможно, уже есть на %1: попытка в %2 UTC не доказана. Сначала посмотрите аккаунт и разберитесь с ней.</translation>
        </message>
        <message>
            <source>This publication is settled already.</source>
            <translation>С этой публикацией уже разобрались.</translation>
        </message>
        <message>
            <source>The account was deleted meanwhile.</source>
            <translation>Аккаунт тем временем удалили.</translation>
        </message>
        <message>
            <source>The task that publishes this video still runs. Wait for its end, then settle what it leaves open.</source>
            <translation>Задача, которая публикует это видео, ещё идёт. Дождитесь её конца и затем разберитесь с тем, что останется открытым.</translation>
        </message>
        <message>
            <source>There is no publication %1.</source>
            <translation>Публикации %1 нет.</translation>
        </message>
        <message>
            <source>This file is no backup of such a database, or is damaged. Nothing was changed.</source>
            <translation>Этот файл не является резервной копией такой базы данных или повреждён. Ничего не изменено.</translation>
        </message>
        <message>
            <source>There is a database at %1 already. Use --replace to put the backup in its place.</source>
            <translation>По адресу %1 уже есть база данных. Чтобы заменить её резервной копией, укажите --replace.</translation>
        </message>
        <message>
            <source>it cannot be copied</source>
            <translation>его не удаётся скопировать</translation>
        </message>
        <message>
            <source>The database holds tables already. Use --replace to put the backup in their place.</source>
            <translation>В базе данных уже есть таблицы. Чтобы заменить их резервной копией, укажите --replace.</translation>
        </message>
        <message>
            <source>Somebody works with the database now: %1. Close Pelorus and the old application's workers there, wait some minutes, and restore again.</source>
            <translation>С базой сейчас работают: %1. Закройте там Pelorus и обработчики старого приложения, подождите несколько минут и восстановите снова.</translation>
        </message>
        <message>
            <source>Permissions of other database users were left out, since not all of them exist here (%1). Give them again if another program connects with its own user.</source>
            <translation>Права других пользователей базы не восстановлены: не все они здесь есть (%1). Дайте их снова, если другая программа подключается под своим пользователем.</translation>
        </message>
        <message>
            <source>The file %1 cannot be read: %2.</source>
            <translation>Файл %1 не удаётся прочитать: %2.</translation>
        </message>
        <message>
            <source>The database cannot be reached. Check the network and the server; Pelorus tries again by itself.</source>
            <translation>База данных недоступна. Проверьте сеть и сервер; Pelorus повторит сам.</translation>
        </message>
        <message>
            <source>The database has such an entry already.</source>
            <translation>Такая запись в базе уже есть.</translation>
        </message>
        <message>
            <source>The database took too long, probably because another program holds a lock. Try again.</source>
            <translation>База отвечала слишком долго: наверное, блокировку держит другая программа. Повторите.</translation>
        </message>
        <message>
            <source>A value does not fit into its column: it is too long or holds a character that the database refuses. Shorten or correct it.</source>
            <translation>Значение не помещается в столбец: слишком длинное или с недопустимым символом. Сократите или исправьте его.</translation>
        </message>
        <message>
            <source>The database server is out of room (disk, memory or connections). Free some and try again.</source>
            <translation>У сервера базы кончилось место (диск, память или соединения). Освободите и повторите.</translation>
        </message>
        <message>
            <source>The database user lacks a right. Ask the administrator to grant it.</source>
            <translation>Пользователю базы не хватает права. Попросите администратора выдать его.</translation>
        </message>
        <message>
            <source>The database refused a statement (SQLSTATE %1). The log has the details.</source>
            <translation>База отклонила запрос (SQLSTATE %1). Подробности в журнале.</translation>
        </message>
        <message>
            <source>The database file is held by another program. Try again.</source>
            <translation>Файл базы занят другой программой. Повторите.</translation>
        </message>
        <message>
            <source>The database file cannot be read or written. Check the disk and the rights of its folder.</source>
            <translation>Файл базы не читается или не пишется. Проверьте диск и права на папку.</translation>
        </message>
        <message>
            <source>The database file is damaged or is no SQLite file. Restore a backup.</source>
            <translation>Файл базы повреждён или это не SQLite. Восстановите копию.</translation>
        </message>
        <message>
            <source>The disk with the database is full. Free some room and try again.</source>
            <translation>Диск с базой полон. Освободите место и повторите.</translation>
        </message>
        <message>
            <source>The database refused a statement (code %1). The log has the details.</source>
            <translation>База отклонила запрос (код %1). Подробности в журнале.</translation>
        </message>
        <message>
            <source>The database server cannot be reached. Check its address, the network and whether it runs.</source>
            <translation>Сервер базы недоступен. Проверьте адрес, сеть и работает ли он.</translation>
        </message>
        <message>
            <source>The Qt database driver %1 is missing. Install Pelorus again.</source>
            <translation>Нет драйвера базы Qt %1. Установите Pelorus заново.</translation>
        </message>
        <message>
            <source>the port is not a number from 1 to 65535.</source>
            <translation>порт не число от 1 до 65535.</translation>
        </message>
        <message>
            <source>it has an unknown parameter “%1”.</source>
            <translation>в нём неизвестный параметр «%1».</translation>
        </message>
        <message>
            <source>the parameter “%1” has a semicolon.</source>
            <translation>в параметре «%1» точка с запятой.</translation>
        </message>
        <message>
            <source>a “]” is missing in the host.</source>
            <translation>в хосте не хватает «]».</translation>
        </message>
        <message>
            <source>a parameter has no value.</source>
            <translation>у параметра нет значения.</translation>
        </message>
        <message>
            <source>the name of the database is missing.</source>
            <translation>нет имени базы.</translation>
        </message>
        <message>
            <source>a file needs three slashes, as in sqlite:///pelorus.db.</source>
            <translation>для файла нужны три косые черты, как в sqlite:///pelorus.db.</translation>
        </message>
        <message>
            <source>the path of the file is missing.</source>
            <translation>нет пути к файлу.</translation>
        </message>
        <message>
            <source>it begins with neither postgresql:// nor sqlite:///.</source>
            <translation>он не начинается ни с postgresql://, ни с sqlite:///.</translation>
        </message>
        <message>
            <source>This is no database of the Django application: its table of accounts is missing. Nothing was changed.</source>
            <translation>Это не база данных приложения Django: в ней нет таблицы аккаунтов. Ничего не изменено.</translation>
        </message>
        <message>
            <source>Another program is in the middle of a transaction on the database file.</source>
            <translation>Другая программа ещё не завершила транзакцию в файле базы данных.</translation>
        </message>
        <message>
            <source>%1 The adoption goes on when it ends.</source>
            <translation>%1 Подключение базы продолжится, когда она закончит.</translation>
        </message>
        <message>
            <source>Another program is in the middle of a transaction that uses the tables.</source>
            <translation>Другая программа ещё не завершила транзакцию, в которой заняты таблицы.</translation>
        </message>
        <message>
            <source>The database server is tidying up the table %1 (autovacuum).</source>
            <translation>Автоочистка на сервере базы данных обрабатывает таблицу %1 (autovacuum).</translation>
        </message>
        <message>
            <source>Another program is in the middle of a transaction that uses the table %1 (user %2, process %3 on the database server).</source>
            <translation>Другая программа ещё не завершила транзакцию, в которой занята таблица %1 (пользователь %2, процесс %3 на сервере базы данных).</translation>
        </message>
        <message>
            <source>Another Pelorus is upgrading this database.</source>
            <translation>Эту базу данных сейчас обновляет другой Pelorus.</translation>
        </message>
        <message>
            <source>A NUL character becomes the mark �.</source>
            <translation>Символ NUL заменяется знаком �.</translation>
        </message>
        <message>
            <source>Bytes that are no text become the mark �.</source>
            <translation>Байты, которые не являются текстом, заменяются знаком �.</translation>
        </message>
        <message>
            <source>A NUL character in JSON becomes the mark �.</source>
            <translation>Символ NUL в JSON заменяется знаком �.</translation>
        </message>
        <message>
            <source>Half of a character in JSON becomes the mark �.</source>
            <translation>Половина символа в JSON заменяется знаком �.</translation>
        </message>
        <message>
            <source>NaN or infinity in JSON becomes null.</source>
            <translation>NaN или бесконечность в JSON заменяется на null.</translation>
        </message>
        <message>
            <source>A control character in JSON is escaped.</source>
            <translation>Управляющий символ в JSON экранируется.</translation>
        </message>
        <message>
            <source>JSON inside a JSON text is unpacked.</source>
            <translation>JSON внутри текста JSON распаковывается.</translation>
        </message>
        <message>
            <source>An empty text in place of JSON counts as no value.</source>
            <translation>Пустой текст вместо JSON считается отсутствием значения.</translation>
        </message>
        <message>
            <source>The JSON cannot be read, so the row stays in the old database.</source>
            <translation>JSON не читается, поэтому строка остаётся в старой базе.</translation>
        </message>
        <message>
            <source>The value cannot be read and stays in the old database; the row goes without it.</source>
            <translation>Значение не читается и остаётся в старой базе; строка переносится без него.</translation>
        </message>
        <message>
            <source>A text becomes its number.</source>
            <translation>Текст становится числом.</translation>
        </message>
        <message>
            <source>It is no number; the usual value takes its place.</source>
            <translation>Это не число; его заменяет обычное значение.</translation>
        </message>
        <message>
            <source>The number is cut to the range of its column.</source>
            <translation>Число ограничивается диапазоном столбца.</translation>
        </message>
        <message>
            <source>A text becomes yes or no.</source>
            <translation>Текст становится «да» или «нет».</translation>
        </message>
        <message>
            <source>It is neither yes nor no; the usual value takes its place.</source>
            <translation>Это ни «да», ни «нет»; его заменяет обычное значение.</translation>
        </message>
        <message>
            <source>A time with an offset is moved to UTC.</source>
            <translation>Время со смещением переводится в UTC.</translation>
        </message>
        <message>
            <source>An empty text in place of a time counts as no time.</source>
            <translation>Пустой текст вместо времени считается отсутствием времени.</translation>
        </message>
        <message>
            <source>A number of seconds becomes its time.</source>
            <translation>Число секунд становится временем.</translation>
        </message>
        <message>
            <source>The time cannot be read and counts as no time.</source>
            <translation>Время не читается и считается отсутствующим.</translation>
        </message>
        <message>
            <source>A required value is missing; the usual one takes its place.</source>
            <translation>Обязательное значение отсутствует; его заменяет обычное.</translation>
        </message>
        <message>
            <source>The UUID cannot be read; a new one takes its place.</source>
            <translation>UUID не читается; его заменяет новый.</translation>
        </message>
        <message>
            <source>The text is longer than its column, which is made wider; nothing is cut.</source>
            <translation>Текст длиннее столбца; столбец расширяется, ничего не обрезается.</translation>
        </message>
        <message>
            <source>It refers to a row that is not there; the reference is emptied. An account that is left without any proxy arrives paused: give it one, then resume it.</source>
            <translation>Ссылка ведёт на строку, которой нет, поэтому она очищается. Аккаунт, оставшийся совсем без прокси, переносится на паузе: назначьте ему прокси и снимите паузу.</translation>
        </message>
        <message>
            <source>It belongs to a row that is not there, so it stays in the old database.</source>
            <translation>Она относится к строке, которой нет, и поэтому остаётся в старой базе.</translation>
        </message>
        <message>
            <source>The same proxy stands in an earlier row, which takes over what refers to this one.</source>
            <translation>Такой же прокси есть в более ранней строке; всё, что ссылалось на этот, переходит к ней.</translation>
        </message>
        <message>
            <source>An earlier account has the same name; this one gets its number behind the name.</source>
            <translation>У более раннего аккаунта такое же имя; к этому имени добавляется его номер.</translation>
        </message>
        <message>
            <source>An earlier row has the same UUID; this one gets a new one.</source>
            <translation>У более ранней строки такой же UUID; эта получает новый.</translation>
        </message>
        <message>
            <source>The account has such a row already; this one stays in the old database.</source>
            <translation>У аккаунта уже есть такая строка; эта остаётся в старой базе.</translation>
        </message>
        <message>
            <source>Another account has the same name but for large and small letters. Both are kept; look whether they are one.</source>
            <translation>Имя другого аккаунта отличается только регистром букв. Оба сохранены; проверьте, не один ли это аккаунт.</translation>
        </message>
        <message>
            <source>The record cannot be read and is left out.</source>
            <translation>Запись не читается и пропускается.</translation>
        </message>
        <message>
            <source>It was stopped.</source>
            <translation>Остановлено.</translation>
        </message>
        <message>
            <source>The connection to PostgreSQL broke (%1). Nothing was changed; try again.</source>
            <translation>Соединение с PostgreSQL прервалось (%1). Ничего не изменено; попробуйте ещё раз.</translation>
        </message>
        <message>
            <source>The dump ends in the middle, so dumpdata did not finish. Nothing was transferred; make the dump again.</source>
            <translation>Дамп обрывается на середине: dumpdata не закончила работу. Ничего не перенесено; сделайте дамп заново.</translation>
        </message>
        <message>
            <source>This is neither a SQLite file nor a dump that “manage.py dumpdata” wrote.</source>
            <translation>Это не файл SQLite и не дамп, созданный командой «manage.py dumpdata».</translation>
        </message>
        <message>
            <source>The SQLite file could not be read or written (%1).</source>
            <translation>Файл SQLite не удалось прочитать или записать (%1).</translation>
        </message>
        <message>
            <source>This is no SQLite database (%1).</source>
            <translation>Это не база данных SQLite (%1).</translation>
        </message>
        <message>
            <source>The SQLite file is damaged (%1). Restore a backup or repair it with “sqlite3 FILE .recover”.</source>
            <translation>Файл SQLite повреждён (%1). Восстановите резервную копию или исправьте его командой «sqlite3 ФАЙЛ .recover».</translation>
        </message>
        <message>
            <source>Another program has the SQLite file locked (%1). Close it and try again.</source>
            <translation>Файл SQLite заблокирован другой программой (%1). Закройте её и попробуйте ещё раз.</translation>
        </message>
        <message>
            <source>The disk is full (%1).</source>
            <translation>На диске нет места (%1).</translation>
        </message>
        <message>
            <source>This SQLite file holds no database of the Django application or of Pelorus: its tables of accounts and proxies are missing.</source>
            <translation>В этом файле SQLite нет базы приложения Django или Pelorus: отсутствуют таблицы аккаунтов и прокси.</translation>
        </message>
        <message>
            <source>The loaded rows refer to %1 rows that are not there.</source>
            <translation>Загруженные строки ссылаются на отсутствующие строки (%1).</translation>
        </message>
        <message>
            <source>The target already holds accounts or tasks, and not exactly these. A transfer never mixes two databases: choose an empty one. Nothing was changed.</source>
            <translation>В целевой базе уже есть аккаунты или задачи, и не в точности эти. Перенос никогда не смешивает две базы: выберите пустую. Ничего не изменено.</translation>
        </message>
        <message>
            <source>A Pelorus runs jobs from this file. Stop it, then start the transfer again.</source>
            <translation>Pelorus выполняет задачи из этого файла. Остановите его и запустите перенос снова.</translation>
        </message>
        <message>
            <source>What arrived in %1 is not what was sent (%2 of %3 rows, or other values). Nothing was changed; please report this.</source>
            <translation>В %1 пришло не то, что было отправлено (%2 из %3 строк либо другие значения). Ничего не изменено; сообщите об этом, пожалуйста.</translation>
        </message>
        <message>
            <source>Its proxy was missing in the old database. Give it another one, then resume it.</source>
            <translation>Его прокси не было в старой базе. Назначьте другой прокси и снимите паузу.</translation>
        </message>
        <message>
            <source>The transfer was stopped. The target is as it was.</source>
            <translation>Перенос остановлен. Целевая база осталась прежней.</translation>
        </message>
        <message>
            <source>The keychain has no such entry.</source>
            <translation>В хранилище ключей нет такой записи.</translation>
        </message>
        <message>
            <source>The system's keychain cannot be used. Unlock it, or start a keyring service, and try again.</source>
            <translation>Системное хранилище ключей недоступно. Разблокируйте его или запустите службу ключей и повторите.</translation>
        </message>
        <message>
            <source>The keychain was asked in the wrong place.</source>
            <translation>К хранилищу ключей обратились не из того места.</translation>
        </message>
        <message>
            <source>The system's keychain did not answer in time. It may be waiting for its password; unlock it and try again.</source>
            <translation>Системное хранилище ключей не ответило вовремя. Оно, возможно, ждёт пароль; разблокируйте его и повторите.</translation>
        </message>
        <message>
            <source>The encryption library cannot be used.</source>
            <translation>Библиотека шифрования недоступна.</translation>
        </message>
        <message>
            <source>The machine key in the keychain is damaged. Restore the keychain, or enter the secrets again.</source>
            <translation>Ключ машины в хранилище повреждён. Восстановите хранилище или введите секреты заново.</translation>
        </message>
        <message>
            <source>A stored secret does not fit this machine's key, or its file was changed. Enter the secret again.</source>
            <translation>Сохранённый секрет не подходит к ключу этой машины, или его файл изменён. Введите секрет заново.</translation>
        </message>
        <message>
            <source>The two-factor key is not base32 (letters A to Z and digits 2 to 7). Copy it again from the site's set-up page.</source>
            <translation>Ключ 2FA не base32 (буквы A–Z и цифры 2–7). Скопируйте его снова со страницы настройки сайта.</translation>
        </message>
        <message>
            <source>The otpauth address has a %1 that is not from %2 to %3.</source>
            <translation>В адресе otpauth %1 вне пределов от %2 до %3.</translation>
        </message>
        <message>
            <source>Only time-based codes (otpauth://totp/…) can be used.</source>
            <translation>Годятся только коды по времени (otpauth://totp/…).</translation>
        </message>
        <message>
            <source>The otpauth address names an algorithm other than SHA1, SHA256 and SHA512.</source>
            <translation>Адрес otpauth называет алгоритм, отличный от SHA1, SHA256 и SHA512.</translation>
        </message>
        <message>
            <source>The file of sealed secrets %1 cannot be used. Check its permissions and the free space.</source>
            <translation>Файл запечатанных секретов %1 недоступен. Проверьте права и свободное место.</translation>
        </message>
        <message>
            <source>Secrets are stored, but the keychain does not give out the key to them. Unlock the keychain and try again.</source>
            <translation>Секреты сохранены, но хранилище не отдаёт ключ к ним. Разблокируйте хранилище и повторите.</translation>
        </message>
        <message>
            <source>This secret has not been set yet.</source>
            <translation>Этот секрет ещё не задан.</translation>
        </message>
        <message>
            <source>This database belongs to the Django application, and Pelorus has not worked with it yet. Run “pelorus-cli adopt --backup FILE”, or open it in the window: after a backup Pelorus adds its own tables there, and the Django application goes on working. Nothing was changed.</source>
            <translation>Эта база принадлежит приложению Django, и Pelorus с ней ещё не работал. Выполните «pelorus-cli adopt --backup FILE» или откройте её в окне: после резервной копии Pelorus добавит там свои таблицы, а приложение Django продолжит работать. Ничего не изменено.</translation>
        </message>
        <message>
            <source>These cookies name no site. Name the domain they belong to with --default-domain.</source>
            <translation>В этих cookies не указан сайт. Назовите домен, к которому они относятся: --default-domain.</translation>
        </message>
        <message>
            <source>a file of data, not of text</source>
            <translation>файл данных, а не текст</translation>
        </message>
        <message>
            <source>There is too little room in %1: %2 are needed, a reserve included, and %3 are free. Free some, or choose another folder.</source>
            <translation>В %1 слишком мало места: нужно %2 с запасом, свободно %3. Освободите место или выберите другую папку.</translation>
        </message>
        <message>
            <source>%1 cannot read this backup (code %2): it is damaged, or a newer PostgreSQL made it. Nothing was changed.</source>
            <translation>%1 не может прочитать эту резервную копию (код %2): она повреждена или сделана более новой PostgreSQL. Ничего не изменено.</translation>
        </message>
        <message>
            <source>The database server refused the user name or the password. Correct them in its address.</source>
            <translation>Сервер базы данных не принял имя пользователя или пароль. Исправьте их в её адресе.</translation>
        </message>
        <message>
            <source>The database or its user does not exist on the server. Check the name in its address.</source>
            <translation>Такой базы данных или такого пользователя на сервере нет. Проверьте имя в её адресе.</translation>
        </message>
        <message>
            <source>This JSON is no dump: none of its records is one that Django's dumpdata writes. Nothing was changed.</source>
            <translation>Этот JSON — не дамп: ни одна его запись не такая, какие пишет dumpdata Django. Ничего не изменено.</translation>
        </message>
        <message>
            <source>A task waits for a video that cannot be opened here as it was: %1. Put it back or correct MEDIA_ROOT, start Pelorus where it is, or cancel the task.</source>
            <translation>Задача ждёт видео, которое здесь не открыть таким, каким оно было: %1. Верните его или исправьте MEDIA_ROOT, запустите Pelorus там, где оно есть, или отмените задачу.</translation>
        </message>
        <message>
            <source>The database address cannot be used: %1 Correct it; DATABASE_URL and the settings hold this machine's own.</source>
            <translation>Адрес базы не годится: %1 Исправьте его; адрес базы этой машины стоит в DATABASE_URL или в настройках.</translation>
        </message>
        <message>
            <source>There is no proxy %1.</source>
            <translation>Прокси %1 нет.</translation>
        </message>
        <message>
            <source>There is no upload %1.</source>
            <translation>Загрузки %1 нет.</translation>
        </message>
        <message>
            <source>The two-factor key is too short: it has 16 characters or more. Copy it again from the site's set-up page.</source>
            <translation>Ключ 2FA слишком короткий: в нём должно быть не меньше 16 знаков. Скопируйте его снова со страницы настройки сайта.</translation>
        </message>
        <message>
            <source>line %1</source>
            <translation>строка %1</translation>
        </message>
        <message>
            <source>number %1</source>
            <comment>of a cookie</comment>
            <translation>номер %1</translation>
        </message>
        <message>
            <source>its expiry is no time</source>
            <translation>срок действия не похож на время</translation>
        </message>
        <message>
            <source>it holds a control character</source>
            <translation>содержит управляющий символ</translation>
        </message>
        <message>
            <source>it names no site</source>
            <translation>не указан сайт</translation>
        </message>
        <message>
            <source>it has expired</source>
            <translation>срок действия истёк</translation>
        </message>
        <message>
            <source>it has no name</source>
            <translation>нет имени</translation>
        </message>
        <message>
            <source>it belongs to a site inside another site (partitioned)</source>
            <translation>относится к сайту внутри другого сайта (partitioned)</translation>
        </message>
        <message>
            <source>it breaks the rule of its name (__Secure- or __Host-)</source>
            <translation>нарушает правило своего имени (__Secure- или __Host-)</translation>
        </message>
        <message>
            <source>it holds a semicolon</source>
            <translation>содержит точку с запятой</translation>
        </message>
        <message>
            <source>it is too large for a browser</source>
            <translation>слишком велик для браузера</translation>
        </message>
        <message>
            <source>its site was cleaned</source>
            <translation>запись сайта очищена</translation>
        </message>
        <message>
            <source>made valid for the whole site</source>
            <translation>действует теперь для всего сайта</translation>
        </message>
        <message>
            <source>stood twice; the last one counts</source>
            <translation>встречался дважды; взят последний</translation>
        </message>
        <message>
            <source>the file's encoding was guessed</source>
            <translation>кодировка файла определена предположительно</translation>
        </message>
        <message>
            <source>its expiry was in milliseconds</source>
            <translation>срок действия был в миллисекундах</translation>
        </message>
        <message>
            <source>its expiry was in microseconds</source>
            <translation>срок действия был в микросекундах</translation>
        </message>
        <message>
            <source>its expiry was counted from the year 1601</source>
            <translation>срок действия отсчитывался от 1601 года</translation>
        </message>
        <message>
            <source>its flag for subdomains contradicts its site; the site counts</source>
            <translation>признак поддоменов противоречит сайту; взят сайт</translation>
        </message>
        <message>
            <source>broken JSON was repaired</source>
            <translation>повреждённый JSON исправлен</translation>
        </message>
        <message>
            <source>local storage is not taken</source>
            <translation>local storage не переносится</translation>
        </message>
        <message>
            <source>made to keep the rule of its name</source>
            <translation>приведён к правилу своего имени</translation>
        </message>
        <message>
            <source>SameSite=None without Secure is refused by browsers</source>
            <translation>SameSite=None без Secure браузеры не принимают</translation>
        </message>
        <message>
            <source>its SameSite is unknown</source>
            <translation>неизвестное значение SameSite</translation>
        </message>
        <message>
            <source>called a session cookie, but has an expiry</source>
            <translation>назван сеансовым, но имеет срок действия</translation>
        </message>
        <message>
            <source>stands there for more than one site or path</source>
            <translation>указан для нескольких сайтов или путей</translation>
        </message>
        <message>
            <source>spaces were taken for tabs</source>
            <translation>пробелы приняты за табуляцию</translation>
        </message>
        <message>
            <source>A task that has not ended publishes this video on %1. Choose “Publish again” if it is meant to be there twice.</source>
            <translation>Это видео публикует на %1 незавершённая задача. Выберите «Опубликовать ещё раз», если оно должно быть там дважды.</translation>
        </message>
        <message>
            <source>None of these cookies can be used.</source>
            <translation>Ни одну из этих cookies нельзя использовать.</translation>
        </message>
        <message>
            <source>These cookies are not signed in: sessionid or ds_user_id is missing or has expired. Export them again while signed in.</source>
            <translation>В этих cookies нет входа: sessionid или ds_user_id отсутствует или истёк. Выгрузите их снова, выполнив вход.</translation>
        </message>
        <message>
            <source>The account's own stay in use.</source>
            <translation>У аккаунта остаются прежние cookies.</translation>
        </message>
        <message>
            <source>The account's own stay in use; these only go into its history of cookies.</source>
            <translation>У аккаунта остаются прежние cookies; эти попадут только в историю cookies.</translation>
        </message>
        <message>
            <source>The video did not go out: the account's posts were the same at every look since. Press “Try again” to publish it.</source>
            <translation>Видео не опубликовано: с тех пор при каждой проверке публикации аккаунта не менялись. Чтобы опубликовать его, нажмите «Повторить».</translation>
        </message>
        <message>
            <source>It was the task's last run: look at the account, then press “Try again”.</source>
            <translation>Это был последний запуск задачи: посмотрите на аккаунт и нажмите «Повторить».</translation>
        </message>
        <message>
            <source>The program ended in the middle of this task or lost the account, and it was the task's last run. Look at the account and at that machine, then press “Try again”.</source>
            <translation>Программа завершилась посреди этой задачи или потеряла аккаунт, и это был последний запуск задачи. Посмотрите на аккаунт и на ту машину, затем нажмите «Повторить».</translation>
        </message>
        <message>
            <source>Somebody changed the database while it was being saved, so nothing was restored. Close Pelorus and the old application everywhere else, and restore again.</source>
            <translation>Пока база сохранялась, кто-то её изменил, поэтому ничего не восстановлено. Закройте Pelorus и старое приложение на всех остальных машинах и запустите восстановление ещё раз.</translation>
        </message>
        <message>
            <source>An operator took over and nobody gave the task back in time, so the profile is closed and the account paused. Look at the account, resume it, then try the task again.</source>
            <translation>Оператор взял управление, и никто вовремя не вернул задачу, поэтому профиль закрыт, а аккаунт на паузе. Посмотрите на аккаунт, снимите его с паузы и повторите задачу.</translation>
        </message>
        <message>
            <source>A person had the browser, and nothing proved that its session is this account's. Its cookies are only in the account's history: restore them there if they are the right ones.</source>
            <translation>В браузере работал человек, и ничто не подтвердило, что сессия принадлежит этому аккаунту. Эти cookies есть только в истории аккаунта: если они верные, восстановите их там.</translation>
        </message>
        <message>
            <source>Dolphin at %1 does not answer in time. Wait a little, or restart Dolphin.</source>
            <translation>Dolphin по адресу %1 не отвечает вовремя. Подождите немного или перезапустите Dolphin.</translation>
        </message>
        <message>
            <source>The site refused the two-factor code: “%1”. Check the stored two-factor key and this machine's clock.</source>
            <translation>Сайт не принял одноразовый код: «%1». Проверьте сохранённый ключ 2FA и часы этой машины.</translation>
        </message>
        <message>
            <source>The site asks %1 for a code, and no two-factor key is stored. Enter the code by hand in the open browser, or store the key and try again.</source>
            <translation>Сайт просит у %1 код, а ключ 2FA не сохранён. Введите код вручную в открытом браузере или сохраните ключ и повторите.</translation>
        </message>
        <message>
            <source>The stored two-factor key of %1 cannot be read. Store it again, or enter the code by hand.</source>
            <translation>Сохранённый ключ 2FA аккаунта %1 не читается. Сохраните его заново или введите код вручную.</translation>
        </message>
        <message>
            <source>The site did not take the code of %1. Check the stored two-factor key, or enter the code by hand.</source>
            <translation>Сайт не принял код %1. Проверьте сохранённый ключ 2FA или введите код вручную.</translation>
        </message>
        <message>
            <source>An operator took over before Share was pressed.</source>
            <translation>Оператор взял управление до нажатия «Поделиться».</translation>
        </message>
        <message>
            <source>The user agent was left out: the account's blueprint has its own.</source>
            <translation>User agent не взят: в шаблоне аккаунта есть свой.</translation>
        </message>
        <message>
            <source>The link that changes the IP was left out: nothing uses it.</source>
            <translation>Ссылка для смены IP не взята: она нигде не используется.</translation>
        </message>
        <message>
            <source>Stored as %1: where names are resolved is left to the browser.</source>
            <translation>Сохраняется как %1: где определять адреса по именам, решает браузер.</translation>
        </message>
        <message>
            <source>The same stands in line %1, which counts; this one is not taken.</source>
            <translation>То же самое есть в строке %1: она действует, а эта не принята.</translation>
        </message>
        <message>
            <source>The account is stored as “%1”.</source>
            <translation>Аккаунт хранится как «%1».</translation>
        </message>
        <message>
            <source>Is there already with another password, which stays.</source>
            <translation>Уже есть с другим паролем; он остаётся.</translation>
        </message>
        <message>
            <source>There are several of these that differ by their password. Change the right one by hand.</source>
            <translation>Таких несколько, и отличаются они паролем. Измените нужный вручную.</translation>
        </message>
        <message>
            <source>Gets the new password.</source>
            <translation>Получит новый пароль.</translation>
        </message>
        <message>
            <source>Left out: %1.</source>
            <translation>Не взяты: %1.</translation>
        </message>
        <message>
            <source>Note: %1.</source>
            <translation>Обратите внимание: %1.</translation>
        </message>
        <message>
            <source>Nobody can take this task over: its browser on %1 shows no window. Turn “Start browsers without a window” off in the settings there, then start the task again.</source>
            <translation>Взять на себя эту задачу нельзя: её браузер на %1 работает без окна. Выключите там в настройках «Запускать браузеры без окна» и запустите задачу снова.</translation>
        </message>
        <message>
            <source>The column holds days, so only the day is kept.</source>
            <translation>В этом столбце хранятся только дни, поэтому сохраняется только день.</translation>
        </message>
        <message>
            <source>The value is too large for its column or for an index on it, which the target cannot make larger. The row stays in the old database.</source>
            <translation>Значение слишком велико для столбца или его индекса, а увеличить их в новой базе нельзя. Строка остаётся в старой базе.</translation>
        </message>
        <message>
            <source>An earlier row has the same number or key; this one is left out.</source>
            <translation>У более ранней строки такой же номер или ключ; эта не переносится.</translation>
        </message>
        <message>
            <source>%1 Pelorus waited in vain; nothing was changed. Close that program and try again.</source>
            <translation>%1 Pelorus этого не дождался; ничего не изменено. Закройте эту программу и попробуйте снова.</translation>
        </message>
        <message>
            <source>The target makes this column's values itself, or has a type that Pelorus does not write. The row goes without it; the value stays in the old database.</source>
            <translation>Значения этого столбца новая база создаёт сама, или его тип Pelorus не записывает. Строка переносится без него; значение остаётся в старой базе.</translation>
        </message>
        <message>
            <source>The target refuses the row by a rule of its own, such as a check or a unique column. It stays in the old database.</source>
            <translation>Новая база отклоняет строку по собственному правилу, например проверке или уникальному столбцу. Строка остаётся в старой базе.</translation>
        </message>
        <message>
            <source>The connection broke while the transfer was being completed, so it may or may not have arrived. Start it once more: what is there already is recognised.</source>
            <translation>Связь оборвалась, когда перенос завершался, поэтому неизвестно, дошли ли данные. Запустите его ещё раз: то, что уже перенесено, будет узнано.</translation>
        </message>
        <message>
            <source>PostgreSQL refused a step (%1). Nothing was changed.</source>
            <translation>PostgreSQL отклонил один из шагов (%1). Ничего не изменено.</translation>
        </message>
        <message>
            <source>Another program holds the tables (%1). Nothing was changed. Stop the workers that use this database and try again.</source>
            <translation>Таблицы удерживает другая программа (%1). Ничего не изменено. Остановите процессы, которые работают с этой базой, и попробуйте ещё раз.</translation>
        </message>
        <message>
            <source>The database user may not do this (%1). Nothing was changed. It must own the tables.</source>
            <translation>Пользователю базы данных это запрещено (%1). Ничего не изменено. Он должен быть владельцем таблиц.</translation>
        </message>
        <message>
            <source>The database server is out of disk or memory (%1). Nothing was changed. Free some and try again.</source>
            <translation>Серверу базы данных не хватает места на диске или памяти (%1). Ничего не изменено. Освободите их и попробуйте ещё раз.</translation>
        </message>
        <message>
            <source>These are the cookies of several accounts. Take them under Import, Cookies (on the command line: without --account), each below a line with its login.</source>
            <translation>Это cookies нескольких аккаунтов. Импортируйте их через «Импорт», «Cookies…» (в командной строке — без --account), поставив над каждыми строку с логином.</translation>
        </message>
        <message>
            <source>Cookies of other sites: %1, left out.</source>
            <translation>Cookies других сайтов: %1, не взяты.</translation>
        </message>
        <message>
            <source>Cookies of other sites: %1, taken too.</source>
            <translation>Cookies других сайтов: %1, взяты тоже.</translation>
        </message>
        <message>
            <source>e-mail password</source>
            <translation>пароль почты</translation>
        </message>
        <message>
            <source>two-factor key</source>
            <translation>ключ 2FA</translation>
        </message>
        <message>
            <source>cookies</source>
            <translation>cookies</translation>
        </message>
        <message>
            <source>password</source>
            <translation>пароль</translation>
        </message>
        <message>
            <source>login and password</source>
            <translation>логин и пароль</translation>
        </message>
        <message numerus="yes">
            <source>password of %Ln character(s)</source>
            <translation>
                <numerusform>пароль из %Ln символа</numerusform>
                <numerusform>пароль из %Ln символов</numerusform>
                <numerusform>пароль из %Ln символов</numerusform>
            </translation>
        </message>
        <message>
            <source>Line %1 has the same with another password and counts; this one is not taken.</source>
            <translation>В строке %1 то же с другим паролем: она действует, а эта не принята.</translation>
        </message>
        <message>
            <source>Nothing says whose these are. Put each login on a line of its own above its cookies.</source>
            <translation>Не сказано, чьи они. Поставьте над cookies каждого аккаунта отдельную строку с его логином.</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>Файлы CSV (*.csv)</translation>
        </message>
        <message>
            <source>Save report</source>
            <translation>Сохранение отчёта</translation>
        </message>
        <message>
            <source>The report is saved.</source>
            <translation>Отчёт сохранён.</translation>
        </message>
        <message>
            <source>Shall the file hold passwords?</source>
            <translation>Записать в файл пароли?</translation>
        </message>
        <message>
            <source>With them everybody who gets the file can read them, and it can be imported again as it is. Without them their columns stay empty.</source>
            <translation>С паролями файл можно снова импортировать как есть, но прочесть их сможет каждый, кто получит файл. Без паролей эти столбцы останутся пустыми.</translation>
        </message>
        <message>
            <source>With passwords in clear</source>
            <translation>С открытыми паролями</translation>
        </message>
        <message>
            <source>Without passwords</source>
            <translation>Без паролей</translation>
        </message>
        <message numerus="yes">
            <source>%Ln lines are written.</source>
            <translation>
                <numerusform>Записана %Ln строка.</numerusform>
                <numerusform>Записано %Ln строки.</numerusform>
                <numerusform>Записано %Ln строк.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Import</name>
        <message>
            <source>cookies</source>
            <translation>cookies</translation>
        </message>
        <message>
            <source>Can be read in several ways. Choose one above.</source>
            <translation>Можно прочитать по-разному. Выберите вариант выше.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln characters</source>
            <translation>
                <numerusform>%Ln символ</numerusform>
                <numerusform>%Ln символа</numerusform>
                <numerusform>%Ln символов</numerusform>
            </translation>
        </message>
        <message>
            <source>New</source>
            <translation>Новая</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Изменена</translation>
        </message>
        <message>
            <source>Exists already</source>
            <translation>Уже есть</translation>
        </message>
        <message>
            <source>Not taken</source>
            <translation>Не взята</translation>
        </message>
        <message>
            <source>Needs an answer</source>
            <translation>Ждёт ответа</translation>
        </message>
        <message>
            <source>“%1” cannot be opened. Check that it is a file you may read.</source>
            <translation>Не удаётся открыть «%1». Проверьте, что это файл и что его можно читать.</translation>
        </message>
        <message>
            <source>“%1” is larger than 256 MB. Divide it.</source>
            <translation>«%1» больше 256 МБ. Разделите файл на части.</translation>
        </message>
        <message>
            <source>“%1” is %2, not a list. Choose a text file.</source>
            <translation>«%1» — это %2, а не список. Выберите текстовый файл.</translation>
        </message>
        <message>
            <source>History only</source>
            <translation>В истории</translation>
        </message>
        <message>
            <source>The files are laid out differently; each was read by itself. To correct columns, import them one by one.</source>
            <translation>Файлы устроены по-разному; каждый прочитан сам по себе. Чтобы поправить столбцы, импортируйте их по одному.</translation>
        </message>
    </context>
    <context>
        <name>Transfer</name>
        <message>
            <source>The target must be a PostgreSQL database, such as postgresql://user@host/pelorus.</source>
            <translation>Получателем должна быть база PostgreSQL, например postgresql://пользователь@сервер/pelorus.</translation>
        </message>
        <message>
            <source>%1 (database “%2”)</source>
            <translation>%1 (база «%2»)</translation>
        </message>
        <message>
            <source>Pelorus does not know this table and leaves all of it (rows: %L1) in the old database. Django brings its own ones itself.</source>
            <translation>Pelorus не знает эту таблицу и целиком оставляет её в старой базе (строк: %L1). Свои таблицы Django создаёт сам.</translation>
        </message>
        <message>
            <source>Goes as it is</source>
            <translation>Переносится как есть</translation>
        </message>
        <message>
            <source>Goes, healed</source>
            <translation>Переносится с правкой</translation>
        </message>
        <message>
            <source>Stays behind</source>
            <translation>Остаётся</translation>
        </message>
    </context>
    <context>
        <name>Ui</name>
        <message>
            <source>There is no file %1. Correct the address, or leave it empty.</source>
            <translation>Файла %1 нет. Исправьте адрес или оставьте поле пустым.</translation>
        </message>
        <message>
            <source>The look of the window cannot be saved. Check the permissions of the data folder.</source>
            <translation>Вид окна не сохраняется. Проверьте права на папку данных.</translation>
        </message>
        <message>
            <source>%1 s</source>
            <comment>seconds</comment>
            <translation>%1 с</translation>
        </message>
        <message>
            <source>%1 min</source>
            <comment>minutes</comment>
            <translation>%1 мин</translation>
        </message>
        <message>
            <source>%1 h</source>
            <comment>hours</comment>
            <translation>%1 ч</translation>
        </message>
        <message>
            <source>%1 d</source>
            <comment>days</comment>
            <translation>%1 дн.</translation>
        </message>
        <message>
            <source>in %1</source>
            <comment>a time span</comment>
            <translation>через %1</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>только что</translation>
        </message>
        <message>
            <source>%1 ago</source>
            <comment>a time span</comment>
            <translation>%1 назад</translation>
        </message>
        <message>
            <source>%1 (%2 s)</source>
            <comment>step, seconds</comment>
            <translation>%1 (%2 с)</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>free</source>
            <comment>an account's lock</comment>
            <translation>свободен</translation>
        </message>
        <message>
            <source>this machine</source>
            <comment>holds the lock</comment>
            <translation>эта машина</translation>
        </message>
        <message>
            <source>%1, %2 left</source>
            <comment>machine, time</comment>
            <translation>%1, ещё %2</translation>
        </message>
        <message>
            <source>expired</source>
            <comment>an account's lock</comment>
            <translation>истекла</translation>
        </message>
        <message>
            <source>Nobody works with this account now.</source>
            <translation>Сейчас с этим аккаунтом никто не работает.</translation>
        </message>
        <message>
            <source>Held by %1</source>
            <translation>Держит %1</translation>
        </message>
        <message>
            <source>The lock ran out %1; the next task may take the account.</source>
            <translation>Блокировка истекла %1; аккаунт может взять следующая задача.</translation>
        </message>
        <message>
            <source>The lock ends %1 unless it is renewed</source>
            <translation>Блокировка кончится %1, если её не продлят</translation>
        </message>
        <message>
            <source>Step: %1</source>
            <translation>Шаг: %1</translation>
        </message>
        <message>
            <source>password</source>
            <translation>пароль</translation>
        </message>
        <message>
            <source>e-mail address</source>
            <translation>адрес почты</translation>
        </message>
        <message>
            <source>e-mail password</source>
            <translation>пароль почты</translation>
        </message>
        <message>
            <source>own Dolphin profile</source>
            <translation>свой профиль Dolphin</translation>
        </message>
        <message>
            <source>cookies</source>
            <translation>cookies</translation>
        </message>
        <message>
            <source>blueprint</source>
            <translation>шаблон профиля</translation>
        </message>
        <message>
            <source>%1: could not be applied. %2 Enter it again.</source>
            <comment>what, why</comment>
            <translation>%1: применить не удалось. %2 Введите ещё раз.</translation>
        </message>
        <message>
            <source>%1: will be applied when the task that holds the account ends.</source>
            <comment>what</comment>
            <translation>%1: применится, когда закончится задача, которая держит аккаунт.</translation>
        </message>
        <message>
            <source>Needs a phone check</source>
            <translation>Нужна проверка по телефону</translation>
        </message>
        <message>
            <source>Needs a person</source>
            <translation>Нужен человек</translation>
        </message>
        <message>
            <source>Suspended</source>
            <comment>account</comment>
            <translation>Приостановлен</translation>
        </message>
        <message>
            <source>Blocked</source>
            <comment>account</comment>
            <translation>Заблокирован</translation>
        </message>
        <message>
            <source>Limited</source>
            <comment>account</comment>
            <translation>Ограничен</translation>
        </message>
        <message>
            <source>Inactive</source>
            <comment>account</comment>
            <translation>Неактивен</translation>
        </message>
        <message>
            <source>Paused</source>
            <comment>account</comment>
            <translation>На паузе</translation>
        </message>
        <message>
            <source>Active</source>
            <comment>account</comment>
            <translation>Активен</translation>
        </message>
        <message>
            <source>none; password</source>
            <comment>session</comment>
            <translation>нет, есть пароль</translation>
        </message>
        <message>
            <source>none</source>
            <comment>session</comment>
            <translation>нет</translation>
        </message>
        <message>
            <source>signed out</source>
            <translation>вышел</translation>
        </message>
        <message>
            <source>signed out, %1</source>
            <comment>age</comment>
            <translation>вышел, %1</translation>
        </message>
        <message>
            <source>signed in</source>
            <translation>вошёл</translation>
        </message>
        <message>
            <source>signed in, %1</source>
            <comment>age</comment>
            <translation>вошёл, %1</translation>
        </message>
        <message>
            <source>Works</source>
            <comment>proxy</comment>
            <translation>Работает</translation>
        </message>
        <message>
            <source>Banned</source>
            <comment>proxy</comment>
            <translation>Заблокирован</translation>
        </message>
        <message>
            <source>Being tested</source>
            <comment>proxy</comment>
            <translation>Проверяется</translation>
        </message>
        <message>
            <source>Not tested</source>
            <comment>proxy</comment>
            <translation>Не проверен</translation>
        </message>
        <message>
            <source>Does not work</source>
            <comment>proxy</comment>
            <translation>Не работает</translation>
        </message>
        <message>
            <source>Stopping</source>
            <comment>task</comment>
            <translation>Останавливается</translation>
        </message>
        <message>
            <source>Waiting</source>
            <comment>task</comment>
            <translation>Ждёт</translation>
        </message>
        <message>
            <source>Looking</source>
            <comment>task that checks</comment>
            <translation>Проверяет</translation>
        </message>
        <message>
            <source>Running</source>
            <comment>task</comment>
            <translation>Идёт</translation>
        </message>
        <message>
            <source>Needs you</source>
            <comment>task</comment>
            <translation>Нужны вы</translation>
        </message>
        <message>
            <source>Unconfirmed</source>
            <comment>task</comment>
            <translation>Не подтверждено</translation>
        </message>
        <message>
            <source>Checked</source>
            <comment>task</comment>
            <translation>Проверено</translation>
        </message>
        <message>
            <source>Published</source>
            <comment>task</comment>
            <translation>Опубликовано</translation>
        </message>
        <message>
            <source>Partly published</source>
            <comment>task</comment>
            <translation>Опубликовано частично</translation>
        </message>
        <message>
            <source>Not checked</source>
            <comment>task</comment>
            <translation>Не проверено</translation>
        </message>
        <message>
            <source>Not published</source>
            <comment>task</comment>
            <translation>Не опубликовано</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <comment>task</comment>
            <translation>Отменена</translation>
        </message>
        <message>
            <source>Waiting</source>
            <comment>video</comment>
            <translation>Ждёт</translation>
        </message>
        <message>
            <source>Running</source>
            <comment>video</comment>
            <translation>Идёт</translation>
        </message>
        <message>
            <source>Published</source>
            <comment>video</comment>
            <translation>Опубликовано</translation>
        </message>
        <message>
            <source>Unconfirmed</source>
            <comment>video</comment>
            <translation>Не подтверждено</translation>
        </message>
        <message>
            <source>Refused by the site</source>
            <comment>video</comment>
            <translation>Сайт отказал</translation>
        </message>
        <message>
            <source>Not published</source>
            <comment>video</comment>
            <translation>Не опубликовано</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <comment>video</comment>
            <translation>Отменено</translation>
        </message>
        <message>
            <source>On its way</source>
            <comment>publication</comment>
            <translation>В пути</translation>
        </message>
        <message>
            <source>Published</source>
            <comment>publication</comment>
            <translation>Опубликовано</translation>
        </message>
        <message>
            <source>Not published</source>
            <comment>publication</comment>
            <translation>Не опубликовано</translation>
        </message>
        <message>
            <source>Unconfirmed</source>
            <comment>publication</comment>
            <translation>Не подтверждено</translation>
        </message>
        <message>
            <source>Leaked</source>
            <comment>browser profile</comment>
            <translation>Без присмотра</translation>
        </message>
        <message>
            <source>Being made</source>
            <comment>browser profile</comment>
            <translation>Создаётся</translation>
        </message>
        <message>
            <source>Made</source>
            <comment>browser profile</comment>
            <translation>Создан</translation>
        </message>
        <message>
            <source>Open</source>
            <comment>browser profile</comment>
            <translation>Открыт</translation>
        </message>
        <message>
            <source>Stopped, kept</source>
            <comment>browser profile</comment>
            <translation>Остановлен, сохранён</translation>
        </message>
        <message>
            <source>Stopped</source>
            <comment>browser profile</comment>
            <translation>Остановлен</translation>
        </message>
        <message>
            <source>Deleted</source>
            <comment>browser profile</comment>
            <translation>Удалён</translation>
        </message>
        <message>
            <source>Taking the account</source>
            <translation>Берём аккаунт</translation>
        </message>
        <message>
            <source>The task</source>
            <translation>Задача</translation>
        </message>
        <message>
            <source>Completing the blueprint</source>
            <translation>Дополняем шаблон профиля</translation>
        </message>
        <message>
            <source>Making the browser profile</source>
            <translation>Создаём профиль браузера</translation>
        </message>
        <message>
            <source>Starting the browser</source>
            <translation>Запускаем браузер</translation>
        </message>
        <message>
            <source>Putting the cookies in</source>
            <translation>Ставим cookies</translation>
        </message>
        <message>
            <source>Opening the site</source>
            <translation>Открываем сайт</translation>
        </message>
        <message>
            <source>Signing in</source>
            <translation>Входим</translation>
        </message>
        <message>
            <source>Entering the one-time code</source>
            <translation>Вводим одноразовый код</translation>
        </message>
        <message>
            <source>Checking that it is the right account</source>
            <translation>Проверяем, тот ли это аккаунт</translation>
        </message>
        <message>
            <source>Noting what is published already</source>
            <translation>Запоминаем, что уже опубликовано</translation>
        </message>
        <message>
            <source>Publishing a video</source>
            <translation>Публикуем видео</translation>
        </message>
        <message>
            <source>Preparing the post</source>
            <translation>Готовим публикацию</translation>
        </message>
        <message>
            <source>Opening the dialog for a new post</source>
            <translation>Открываем окно новой публикации</translation>
        </message>
        <message>
            <source>Choosing the file</source>
            <translation>Выбираем файл</translation>
        </message>
        <message>
            <source>Setting the crop</source>
            <translation>Задаём кадрирование</translation>
        </message>
        <message>
            <source>Going past the edit page</source>
            <translation>Проходим страницу правки</translation>
        </message>
        <message>
            <source>Writing the caption</source>
            <translation>Пишем подпись</translation>
        </message>
        <message>
            <source>Setting the place</source>
            <translation>Указываем место</translation>
        </message>
        <message>
            <source>Tagging people</source>
            <translation>Отмечаем людей</translation>
        </message>
        <message>
            <source>Sharing</source>
            <translation>Публикуем</translation>
        </message>
        <message>
            <source>Waiting for the site's confirmation</source>
            <translation>Ждём подтверждения сайта</translation>
        </message>
        <message>
            <source>Looking for the post</source>
            <translation>Ищем публикацию</translation>
        </message>
        <message>
            <source>Looking at the account's posts</source>
            <translation>Смотрим публикации аккаунта</translation>
        </message>
        <message>
            <source>Waiting for a person</source>
            <translation>Ждём человека</translation>
        </message>
        <message>
            <source>Saving the cookies</source>
            <translation>Сохраняем cookies</translation>
        </message>
        <message>
            <source>Closing and deleting the profile</source>
            <translation>Закрываем и удаляем профиль</translation>
        </message>
        <message>
            <source>Writing down the outcome</source>
            <translation>Записываем итог</translation>
        </message>
        <message>
            <source>the account is not active: %1</source>
            <comment>status</comment>
            <translation>аккаунт неактивен: %1</translation>
        </message>
        <message>
            <source>the account is paused until %1: %2</source>
            <comment>time, reason</comment>
            <translation>аккаунт на паузе до %1: %2</translation>
        </message>
        <message>
            <source>waits for %1</source>
            <comment>machine</comment>
            <translation>ждёт %1</translation>
        </message>
        <message>
            <source>its files are not on %1</source>
            <comment>machine</comment>
            <translation>её файлов нет на %1</translation>
        </message>
        <message>
            <source>starts %1</source>
            <comment>in a time span</comment>
            <translation>начнётся %1</translation>
        </message>
        <message>
            <source>two-factor key</source>
            <translation>ключ 2FA</translation>
        </message>
    </context>
    <context>
        <name>pelorus::app::Application</name>
        <message>
            <source>Pelorus could not start.</source>
            <translation>Pelorus не смог запуститься.</translation>
        </message>
        <message>
            <source>The work is being started anew…</source>
            <translation>Работа запускается заново…</translation>
        </message>
        <message>
            <source>Finishing…</source>
            <translation>Завершаем…</translation>
        </message>
        <message>
            <source>The work is being stopped…</source>
            <translation>Работа останавливается…</translation>
        </message>
        <message>
            <source>Restoring the backup…</source>
            <translation>Восстанавливается резервная копия…</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::AccountDialog</name>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Add account</source>
            <translation>Добавить аккаунт</translation>
        </message>
        <message>
            <source>Edit %1</source>
            <translation>Изменить %1</translation>
        </message>
        <message>
            <source>only needed without cookies</source>
            <translation>нужен, только если нет cookies</translation>
        </message>
        <message>
            <source>only with two-factor sign-in</source>
            <translation>только при двухфакторном входе</translation>
        </message>
        <message>
            <source>not needed with throw-away profiles</source>
            <translation>не нужен при одноразовых профилях</translation>
        </message>
        <message>
            <source>The number of a profile in Dolphin that belongs to this account. Used with EPHEMERAL_PROFILES=0 only; Pelorus stops it and never deletes it.</source>
            <translation>Номер профиля в Dolphin, который принадлежит этому аккаунту. Нужен только с EPHEMERAL_PROFILES=0; Pelorus останавливает его и никогда не удаляет.</translation>
        </message>
        <message>
            <source>User &amp;name</source>
            <translation>&amp;Имя пользователя</translation>
        </message>
        <message>
            <source>&amp;Password</source>
            <translation>&amp;Пароль</translation>
        </message>
        <message>
            <source>&amp;Own Dolphin profile</source>
            <translation>&amp;Свой профиль Dolphin</translation>
        </message>
        <message>
            <source>N&amp;otes</source>
            <translation>&amp;Заметки</translation>
        </message>
        <message>
            <source>Two-factor &amp;key</source>
            <translation>К&amp;люч 2FA</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::AccountFilterBar</name>
        <message>
            <source>Search name, proxy, notes</source>
            <translation>Имя, прокси, заметки</translation>
        </message>
        <message>
            <source>Search accounts</source>
            <translation>Поиск аккаунтов</translation>
        </message>
        <message>
            <source>Any status</source>
            <translation>Любой статус</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Активные</translation>
        </message>
        <message>
            <source>Needs a person</source>
            <translation>Нужен человек</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>На паузе</translation>
        </message>
        <message>
            <source>Blocked or limited</source>
            <translation>Заблокированы или ограничены</translation>
        </message>
        <message>
            <source>Any lock</source>
            <translation>Любая блокировка</translation>
        </message>
        <message>
            <source>Free</source>
            <translation>Свободные</translation>
        </message>
        <message>
            <source>This machine</source>
            <translation>Эта машина</translation>
        </message>
        <message>
            <source>Other machine</source>
            <translation>Другая машина</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Истекла</translation>
        </message>
        <message>
            <source>Any session</source>
            <translation>Любая сессия</translation>
        </message>
        <message>
            <source>Signed in</source>
            <translation>Вошли</translation>
        </message>
        <message>
            <source>Signed out</source>
            <translation>Вышли</translation>
        </message>
        <message>
            <source>No cookies</source>
            <translation>Без cookies</translation>
        </message>
        <message>
            <source>Any proxy</source>
            <translation>Любой прокси</translation>
        </message>
        <message>
            <source>With a proxy</source>
            <translation>С прокси</translation>
        </message>
        <message>
            <source>Without a proxy</source>
            <translation>Без прокси</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Статус</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Блокировка</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Сессия</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>Прокси</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::AccountInspector</name>
        <message>
            <source>Edit…</source>
            <translation>Изменить…</translation>
        </message>
        <message>
            <source>Cookie</source>
            <translation>Cookie</translation>
        </message>
        <message>
            <source>Domain</source>
            <translation>Домен</translation>
        </message>
        <message>
            <source>Expires</source>
            <translation>Истекает</translation>
        </message>
        <message>
            <source>Cookies</source>
            <translation>Cookies</translation>
        </message>
        <message>
            <source>Earlier sets of cookies</source>
            <translation>Прежние наборы cookies</translation>
        </message>
        <message>
            <source>Blueprint</source>
            <translation>Шаблон профиля</translation>
        </message>
        <message>
            <source>History</source>
            <translation>История</translation>
        </message>
        <message>
            <source>Import cookies…</source>
            <translation>Импорт cookies…</translation>
        </message>
        <message>
            <source>Restore the chosen set</source>
            <translation>Вернуть выбранный набор</translation>
        </message>
        <message>
            <source>Earlier sets</source>
            <translation>Прежние наборы</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Обзор</translation>
        </message>
        <message>
            <source>Credentials</source>
            <translation>Учётные данные</translation>
        </message>
        <message>
            <source>No account chosen</source>
            <translation>Аккаунт не выбран</translation>
        </message>
        <message>
            <source>Choose an account in the table to see it here.</source>
            <translation>Выберите аккаунт в таблице, и он покажется здесь.</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Блокировка</translation>
        </message>
        <message>
            <source>Edits</source>
            <translation>Правки</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>На паузе</translation>
        </message>
        <message>
            <source>until %1. %2</source>
            <comment>time, reason</comment>
            <translation>до %1. %2</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Сессия</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>Прокси</translation>
        </message>
        <message>
            <source>no proxy</source>
            <translation>без прокси</translation>
        </message>
        <message>
            <source>stored</source>
            <translation>сохранён</translation>
        </message>
        <message>
            <source>made at the first task, then kept</source>
            <translation>создаётся при первой задаче и хранится</translation>
        </message>
        <message>
            <source>Private session</source>
            <translation>Частная сессия</translation>
        </message>
        <message>
            <source>present; not used by Pelorus</source>
            <translation>есть, Pelorus её не использует</translation>
        </message>
        <message>
            <source>none</source>
            <translation>нет</translation>
        </message>
        <message>
            <source>Own profile</source>
            <translation>Свой профиль</translation>
        </message>
        <message>
            <source>Last used</source>
            <translation>Последняя работа</translation>
        </message>
        <message>
            <source>never</source>
            <translation>никогда</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Заметки</translation>
        </message>
        <message>
            <source>signed in</source>
            <translation>вошёл</translation>
        </message>
        <message>
            <source>signed out</source>
            <translation>вышел</translation>
        </message>
        <message numerus="yes">
            <source>%1: %Ln cookies, %2, from %3</source>
            <translation>
                <numerusform>%1: %Ln cookie, %2, источник %3</numerusform>
                <numerusform>%1: %Ln cookies, %2, источник %3</numerusform>
                <numerusform>%1: %Ln cookies, %2, источник %3</numerusform>
            </translation>
        </message>
        <message>
            <source>No blueprint yet. The first task takes one from Dolphin and keeps it.</source>
            <translation>Шаблона профиля ещё нет. Первая задача возьмёт его у Dolphin и сохранит.</translation>
        </message>
        <message>
            <source>Every throw-away profile of this account is built from this.</source>
            <translation>По нему создаётся каждый одноразовый профиль этого аккаунта.</translation>
        </message>
        <message numerus="yes">
            <source>set, %Ln characters</source>
            <translation>
                <numerusform>задано, %Ln символ</numerusform>
                <numerusform>задано, %Ln символа</numerusform>
                <numerusform>задано, %Ln символов</numerusform>
            </translation>
        </message>
        <message>
            <source>not set</source>
            <translation>не задано</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>%1: %2, %3</source>
            <comment>time, outcome, title</comment>
            <translation>%1: %2, %3</translation>
        </message>
        <message>
            <source>%1: %2 %3</source>
            <comment>time, outcome, link</comment>
            <translation>%1: %2 %3</translation>
        </message>
        <message>
            <source>Nothing was published on this account yet.</source>
            <translation>На этом аккаунте ещё ничего не публиковали.</translation>
        </message>
        <message>
            <source>with the session</source>
            <translation>вместе с сессией</translation>
        </message>
        <message>
            <source>The change will be applied when the task that holds the account ends.</source>
            <translation>Изменение применится, когда закончится задача, которая держит аккаунт.</translation>
        </message>
        <message>
            <source>The earlier cookies are in use again.</source>
            <translation>Прежние cookies снова используются.</translation>
        </message>
        <message>
            <source>Two-factor key</source>
            <translation>Ключ 2FA</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::AccountModel</name>
        <message>
            <source>Accounts</source>
            <translation>Аккаунты</translation>
        </message>
        <message>
            <source>no proxy</source>
            <translation>без прокси</translation>
        </message>
        <message>
            <source>Paused until %1. %2</source>
            <translation>На паузе до %1. %2</translation>
        </message>
        <message numerus="yes">
            <source>%Ln cookies, saved %1</source>
            <translation>
                <numerusform>%Ln cookie, сохранена %1</numerusform>
                <numerusform>%Ln cookies, сохранены %1</numerusform>
                <numerusform>%Ln cookies, сохранены %1</numerusform>
            </translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Блокировка</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Аккаунт</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Статус</translation>
        </message>
        <message>
            <source>Session</source>
            <translation>Сессия</translation>
        </message>
        <message>
            <source>Proxy</source>
            <translation>Прокси</translation>
        </message>
        <message>
            <source>Last used</source>
            <translation>Работал</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::AccountsPage</name>
        <message>
            <source>Accounts</source>
            <translation>Аккаунты</translation>
        </message>
        <message>
            <source>Add account…</source>
            <translation>Добавить аккаунт…</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Импорт</translation>
        </message>
        <message>
            <source>Accounts…</source>
            <translation>Аккаунты…</translation>
        </message>
        <message>
            <source>Cookies…</source>
            <translation>Cookies…</translation>
        </message>
        <message>
            <source>Proxies…</source>
            <translation>Прокси…</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Экспорт…</translation>
        </message>
        <message>
            <source>No accounts yet</source>
            <translation>Аккаунтов пока нет</translation>
        </message>
        <message>
            <source>Here you see every account that Pelorus may publish to: who works with it, whether it is signed in, and through which proxy.</source>
            <translation>Здесь видны все аккаунты, на которые Pelorus может публиковать: кто с ними работает, выполнен ли вход и через какой прокси.</translation>
        </message>
        <message>
            <source>Upload…</source>
            <translation>Загрузить…</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Пауза</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Снять паузу</translation>
        </message>
        <message>
            <source>Unlock…</source>
            <translation>Разблокировать…</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Снять выбор</translation>
        </message>
        <message>
            <source>For 1 hour</source>
            <translation>На 1 час</translation>
        </message>
        <message>
            <source>For 1 day</source>
            <translation>На 1 день</translation>
        </message>
        <message>
            <source>For 7 days</source>
            <translation>На 7 дней</translation>
        </message>
        <message>
            <source>Until resumed</source>
            <translation>Пока не снимут</translation>
        </message>
        <message>
            <source>%1 shown of %2 · %3 at work · %4 need a person</source>
            <translation>показано %1 из %2 · в работе %3 · нужен человек: %4</translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts selected</source>
            <translation>
                <numerusform>Выбран %Ln аккаунт</numerusform>
                <numerusform>Выбрано %Ln аккаунта</numerusform>
                <numerusform>Выбрано %Ln аккаунтов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts were removed meanwhile.</source>
            <translation>
                <numerusform>%Ln аккаунт тем временем удалён.</numerusform>
                <numerusform>%Ln аккаунта тем временем удалены.</numerusform>
                <numerusform>%Ln аккаунтов тем временем удалено.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %Ln accounts are done.</source>
            <translation>
                <numerusform>Готово: %1 из %Ln аккаунта.</numerusform>
                <numerusform>Готово: %1 из %Ln аккаунтов.</numerusform>
                <numerusform>Готово: %1 из %Ln аккаунтов.</numerusform>
            </translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Paused by %1</source>
            <translation>Паузу поставил(а) %1</translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts are paused: no new task starts on them.</source>
            <translation>
                <numerusform>%Ln аккаунт на паузе: новые задачи на нём не начнутся.</numerusform>
                <numerusform>%Ln аккаунта на паузе: новые задачи на них не начнутся.</numerusform>
                <numerusform>%Ln аккаунтов на паузе: новые задачи на них не начнутся.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts go on.</source>
            <translation>
                <numerusform>%Ln аккаунт снова в работе.</numerusform>
                <numerusform>%Ln аккаунта снова в работе.</numerusform>
                <numerusform>%Ln аккаунтов снова в работе.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>account, lock</comment>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Разблокировать</translation>
        </message>
        <message numerus="yes">
            <source>Take the lock away from %Ln accounts?</source>
            <translation>
                <numerusform>Снять блокировку с %Ln аккаунта?</numerusform>
                <numerusform>Снять блокировку с %Ln аккаунтов?</numerusform>
                <numerusform>Снять блокировку с %Ln аккаунтов?</numerusform>
            </translation>
        </message>
        <message>
            <source>A task that still runs with it can write no result any more: it ends as lost, its profile is closed and deleted, and its cookies are not saved. A video that it is just sharing becomes Unconfirmed. This is written into the audit with your name.</source>
            <translation>Задача, которая ещё работает с ним, больше не запишет результат: она закончится как потерянная, её профиль закроется и удалится, а cookies не сохранятся. Видео, которое она как раз публикует, станет неподтверждённым. Это записывается в журнал с вашим именем.</translation>
        </message>
        <message>
            <source>Take the lock away</source>
            <translation>Снять блокировку</translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts are free again.</source>
            <translation>
                <numerusform>%Ln аккаунт снова свободен.</numerusform>
                <numerusform>%Ln аккаунта снова свободны.</numerusform>
                <numerusform>%Ln аккаунтов снова свободны.</numerusform>
            </translation>
        </message>
        <message>
            <source>Drop the video on the account that shall get it.</source>
            <translation>Перетащите видео на тот аккаунт, который должен его получить.</translation>
        </message>
        <message>
            <source>Export accounts</source>
            <translation>Экспорт аккаунтов</translation>
        </message>
        <message>
            <source>The upload to %1 waits for its turn.</source>
            <translation>Загрузка на %1 ждёт своей очереди.</translation>
        </message>
        <message>
            <source>Leave it locked</source>
            <translation>Оставить блокировку</translation>
        </message>
        <message numerus="yes">
            <source>%Ln of the accounts are suspended, blocked or inactive. Make them active again?</source>
            <translation>
                <numerusform>%Ln аккаунт приостановлен, заблокирован или неактивен. Сделать его снова активным?</numerusform>
                <numerusform>%Ln аккаунта приостановлены, заблокированы или неактивны. Сделать их снова активными?</numerusform>
                <numerusform>%Ln аккаунтов приостановлены, заблокированы или неактивны. Сделать их снова активными?</numerusform>
            </translation>
        </message>
        <message>
            <source>Their tasks run again then. Look on the site first whether they are in order: %1</source>
            <translation>Тогда их задачи снова будут выполняться. Сначала посмотрите на сайте, всё ли с ними в порядке: %1</translation>
        </message>
        <message>
            <source>Make active</source>
            <translation>Сделать активными</translation>
        </message>
        <message>
            <source>Leave all as they are</source>
            <translation>Оставить всё как есть</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::AssignDialog</name>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Accounts of the proxy %1</source>
            <translation>Аккаунты прокси %1</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Аккаунты</translation>
        </message>
        <message>
            <source>Tick the accounts whose tasks go through this proxy. An account has one proxy: a tick takes it from the other one.</source>
            <translation>Отметьте аккаунты, задачи которых идут через этот прокси. У аккаунта один прокси: отметка забирает аккаунт у другого.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts chosen.</source>
            <translation>
                <numerusform>Выбран %Ln аккаунт.</numerusform>
                <numerusform>Выбрано %Ln аккаунта.</numerusform>
                <numerusform>Выбрано %Ln аккаунтов.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts will have no proxy and are paused.</source>
            <translation>
                <numerusform>%Ln аккаунт останется без прокси и будет поставлен на паузу.</numerusform>
                <numerusform>%Ln аккаунта останутся без прокси и будут поставлены на паузу.</numerusform>
                <numerusform>%Ln аккаунтов останутся без прокси и будут поставлены на паузу.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::BackupSection</name>
        <message>
            <source>Choose…</source>
            <translation>Выбрать…</translation>
        </message>
        <message>
            <source>Back up the files of the media folder too</source>
            <translation>Копировать и файлы папки медиа</translation>
        </message>
        <message>
            <source>Back up…</source>
            <translation>Резервная копия…</translation>
        </message>
        <message>
            <source>Restore…</source>
            <translation>Восстановить…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Остановить</translation>
        </message>
        <message>
            <source>none: backups are made by hand only</source>
            <translation>нет: копии делаются только вручную</translation>
        </message>
        <message>
            <source> h</source>
            <translation> ч</translation>
        </message>
        <message>
            <source>Folder for backups</source>
            <translation>Папка для резервных копий</translation>
        </message>
        <message>
            <source>Back up the database</source>
            <translation>Резервная копия базы данных</translation>
        </message>
        <message>
            <source>No media folder is set. Choose it below and save, or leave its files out of the backup.</source>
            <translation>Папка медиа не задана. Выберите её ниже и сохраните или не включайте её файлы в копию.</translation>
        </message>
        <message>
            <source>Stopped. There is no backup.</source>
            <translation>Остановлено. Копия не создана.</translation>
        </message>
        <message>
            <source>Backed up to %1 (%2). Keep it as safe as the database: it holds passwords.</source>
            <translation>Резервная копия создана: %1 (%2). Храните её так же надёжно, как саму базу: в ней пароли.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln files of the media folder lie beside it.</source>
            <translation>
                <numerusform>Рядом лежит %Ln файл папки медиа.</numerusform>
                <numerusform>Рядом лежат %Ln файла папки медиа.</numerusform>
                <numerusform>Рядом лежат %Ln файлов папки медиа.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln could not be copied, %1 among them.</source>
            <translation>
                <numerusform>%Ln файл скопировать не удалось: %1.</numerusform>
                <numerusform>%Ln файла скопировать не удалось, среди них %1.</numerusform>
                <numerusform>%Ln файлов скопировать не удалось, среди них %1.</numerusform>
            </translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>Открыть папку</translation>
        </message>
        <message>
            <source>Restore a backup</source>
            <translation>Восстановление из копии</translation>
        </message>
        <message>
            <source>Backups of SQLite (*.db)</source>
            <translation>Копии SQLite (*.db)</translation>
        </message>
        <message>
            <source>Backups of PostgreSQL (*.dump)</source>
            <translation>Копии PostgreSQL (*.dump)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Все файлы (*)</translation>
        </message>
        <message>
            <source>%1 of %2 (%3) takes the place of the present database. The present one is backed up first.</source>
            <translation>Нынешнюю базу заменит %1 от %2 (%3). Сначала будет сделана копия нынешней.</translation>
        </message>
        <message>
            <source>Tasks that were open in the backup do not start by themselves, since they may have gone out meanwhile: look at their accounts, then run them again or leave them.</source>
            <translation>Задачи, которые были в копии открыты, сами не начнутся: видео могли выйти уже после неё. Посмотрите их аккаунты, затем запустите снова или оставьте.</translation>
        </message>
        <message>
            <source>Close Pelorus on all other machines and the old application's workers first.</source>
            <translation>Сначала закройте Pelorus на всех остальных машинах и остановите обработчики старого приложения.</translation>
        </message>
        <message>
            <source>Videos of the backup that are missing in the media folder come back.</source>
            <translation>Видео из копии, которых нет в папке медиа, вернутся.</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Восстановить</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::Banner</name>
        <message>
            <source>Details</source>
            <translation>Подробности</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Отменить</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::BulkPage</name>
        <message>
            <source>Bulk upload</source>
            <translation>Массовая загрузка</translation>
        </message>
        <message>
            <source>There is no video in this folder: mp4, mov and m4v are taken.</source>
            <translation>В этой папке нет видео: подходят mp4, mov и m4v.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos taken out.</source>
            <translation>
                <numerusform>Убрано %Ln видео.</numerusform>
                <numerusform>Убрано %Ln видео.</numerusform>
                <numerusform>Убрано %Ln видео.</numerusform>
            </translation>
        </message>
        <message>
            <source>2. Accounts</source>
            <translation>2. Аккаунты</translation>
        </message>
        <message numerus="yes">
            <source>2. Accounts: %Ln chosen</source>
            <translation>
                <numerusform>2. Аккаунты: выбран %Ln</numerusform>
                <numerusform>2. Аккаунты: выбрано %Ln</numerusform>
                <numerusform>2. Аккаунты: выбрано %Ln</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos</source>
            <comment>Publish … on …</comment>
            <translation>
                <numerusform>%Ln видео</numerusform>
                <numerusform>%Ln видео</numerusform>
                <numerusform>%Ln видео</numerusform>
            </translation>
        </message>
        <message>
            <source>Publish</source>
            <translation>Опубликовать</translation>
        </message>
        <message numerus="yes">
            <source>Publish %1 on %Ln accounts</source>
            <translation>
                <numerusform>Опубликовать %1 на %Ln аккаунте</numerusform>
                <numerusform>Опубликовать %1 на %Ln аккаунтах</numerusform>
                <numerusform>Опубликовать %1 на %Ln аккаунтах</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 videos, %2 accounts, %3 uploads, %4 would fail</source>
            <translation>видео: %1, аккаунты: %2, загрузки: %3, не удадутся: %4</translation>
        </message>
        <message>
            <source>Choose lines above to write their caption.</source>
            <translation>Выберите строки выше, чтобы написать им подпись.</translation>
        </message>
        <message numerus="yes">
            <source>Caption of %Ln chosen lines (%1 of %2)</source>
            <translation>
                <numerusform>Подпись для %Ln выбранной строки (%1 из %2)</numerusform>
                <numerusform>Подпись для %Ln выбранных строк (%1 из %2)</numerusform>
                <numerusform>Подпись для %Ln выбранных строк (%1 из %2)</numerusform>
            </translation>
        </message>
        <message>
            <source>different captions</source>
            <translation>разные подписи</translation>
        </message>
        <message>
            <source>Choose videos or lines first</source>
            <translation>Сначала выберите видео или строки</translation>
        </message>
        <message>
            <source>Choose accounts first</source>
            <translation>Сначала выберите аккаунты</translation>
        </message>
        <message>
            <source>All chosen accounts</source>
            <translation>Все выбранные аккаунты</translation>
        </message>
        <message>
            <source>No account</source>
            <translation>Никакой аккаунт</translation>
        </message>
        <message>
            <source>The captions file cannot be read. Choose another one.</source>
            <translation>Файл подписей не читается. Выберите другой.</translation>
        </message>
        <message>
            <source>Line %1: %2</source>
            <translation>Строка %1: %2</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Аккаунты</translation>
        </message>
        <message>
            <source>Choose shown</source>
            <translation>Выбрать показанные</translation>
        </message>
        <message>
            <source>Choose none</source>
            <translation>Снять выбор</translation>
        </message>
        <message>
            <source>{file}, {account}, {n} and {date} are filled in</source>
            <translation>{file}, {account}, {n} и {date} подставляются</translation>
        </message>
        <message>
            <source>Caption template</source>
            <translation>Шаблон подписи</translation>
        </message>
        <message>
            <source>Choose file…</source>
            <translation>Выбрать файл…</translation>
        </message>
        <message>
            <source>Publish again where the same video stands already</source>
            <translation>Публиковать ещё раз там, где это видео уже есть</translation>
        </message>
        <message>
            <source>3. Captions and spread</source>
            <translation>3. Подписи и распределение</translation>
        </message>
        <message>
            <source>Captions</source>
            <translation>Подписи</translation>
        </message>
        <message>
            <source>By template</source>
            <translation>По шаблону</translation>
        </message>
        <message>
            <source>One text for all, with fields that are filled in.</source>
            <translation>Один текст для всех, с подстановкой полей.</translation>
        </message>
        <message>
            <source>From a CSV file</source>
            <translation>Из файла CSV</translation>
        </message>
        <message>
            <source>Columns video, caption and, if wanted, account, location, mentions.</source>
            <translation>Столбцы video, caption и, если нужно, account, location, mentions.</translation>
        </message>
        <message>
            <source>By hand</source>
            <translation>Вручную</translation>
        </message>
        <message>
            <source>Written for each line in the review.</source>
            <translation>Пишутся для каждой строки в проверке.</translation>
        </message>
        <message>
            <source>Spread</source>
            <translation>Распределение</translation>
        </message>
        <message>
            <source>In turn</source>
            <translation>По очереди</translation>
        </message>
        <message>
            <source>Each video goes to one account, the accounts take turns.</source>
            <translation>Каждое видео идёт на один аккаунт, аккаунты чередуются.</translation>
        </message>
        <message>
            <source>All to all</source>
            <translation>Все на все</translation>
        </message>
        <message>
            <source>Each video goes to every account.</source>
            <translation>Каждое видео идёт на каждый аккаунт.</translation>
        </message>
        <message>
            <source>You give each video to the accounts you want.</source>
            <translation>Вы сами назначаете аккаунты каждому видео.</translation>
        </message>
        <message>
            <source>CSV files (*.csv *.tsv *.txt)</source>
            <translation>Файлы CSV (*.csv *.tsv *.txt)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Все файлы (*)</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Проверка</translation>
        </message>
        <message>
            <source>Give to</source>
            <translation>Назначить</translation>
        </message>
        <message>
            <source>Caption of the chosen lines</source>
            <translation>Подпись выбранных строк</translation>
        </message>
        <message>
            <source>4. Review</source>
            <translation>4. Проверка</translation>
        </message>
        <message>
            <source>Upload of %1</source>
            <translation>Загрузка %1</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Название</translation>
        </message>
        <message numerus="yes">
            <source>%1: %Ln captions</source>
            <translation>
                <numerusform>%1: %Ln подпись</numerusform>
                <numerusform>%1: %Ln подписи</numerusform>
                <numerusform>%1: %Ln подписей</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts chosen before are not chosen any more.</source>
            <translation>
                <numerusform>%Ln аккаунт, выбранный раньше, больше не выбран.</numerusform>
                <numerusform>%Ln аккаунта, выбранные раньше, больше не выбраны.</numerusform>
                <numerusform>%Ln аккаунтов, выбранных раньше, больше не выбраны.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos that were there before stay in the list.</source>
            <translation>
                <numerusform>%Ln видео, которое было в списке раньше, остаётся в нём.</numerusform>
                <numerusform>%Ln видео, которые были в списке раньше, остаются в нём.</numerusform>
                <numerusform>%Ln видео, которые были в списке раньше, остаются в нём.</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose accounts…</source>
            <translation>Выбрать аккаунты…</translation>
        </message>
        <message>
            <source>&amp;Location</source>
            <translation>&amp;Место</translation>
        </message>
        <message>
            <source>for all, unless the CSV file names one</source>
            <translation>для всех, если в CSV нет своего</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ChecksPage</name>
        <message>
            <source>Checks</source>
            <translation>Проверки</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Проверка</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Результат</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Подробности</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>База данных</translation>
        </message>
        <message>
            <source>Dolphin</source>
            <translation>Dolphin</translation>
        </message>
        <message>
            <source>Dolphin's token</source>
            <translation>Токен Dolphin</translation>
        </message>
        <message>
            <source>Keychain</source>
            <translation>Хранилище ключей</translation>
        </message>
        <message>
            <source>ffprobe</source>
            <translation>ffprobe</translation>
        </message>
        <message>
            <source>Media folder</source>
            <translation>Папка медиа</translation>
        </message>
        <message>
            <source>Free space</source>
            <translation>Свободное место</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>Резервные копии</translation>
        </message>
        <message>
            <source>not checked yet</source>
            <translation>ещё не проверено</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Проверить снова</translation>
        </message>
        <message>
            <source>Copy as text</source>
            <translation>Копировать текстом</translation>
        </message>
        <message>
            <source>No token is set. Enter it on the settings page.</source>
            <translation>Токен не задан. Введите его на странице настроек.</translation>
        </message>
        <message>
            <source>A token is set.</source>
            <translation>Токен задан.</translation>
        </message>
        <message>
            <source>Dolphin was not asked yet.</source>
            <translation>Dolphin ещё не опрошен.</translation>
        </message>
        <message>
            <source>Dolphin answers on port %1.</source>
            <translation>Dolphin отвечает на порту %1.</translation>
        </message>
        <message>
            <source>This machine can work.</source>
            <translation>Эта машина может работать.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln things keep this machine from working.</source>
            <translation>
                <numerusform>Этой машине мешает работать %Ln причина.</numerusform>
                <numerusform>Этой машине мешают работать %Ln причины.</numerusform>
                <numerusform>Этой машине мешают работать %Ln причин.</numerusform>
            </translation>
        </message>
        <message>
            <source>This window only looks and asks nothing of Dolphin.</source>
            <translation>Это окно только показывает и к Dolphin не обращается.</translation>
        </message>
        <message>
            <source>Looking whether this machine can work…</source>
            <translation>Смотрим, может ли эта машина работать…</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::CommandPalette</name>
        <message>
            <source>Go to a page or account, or do something</source>
            <translation>Страница, аккаунт или действие</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>Команда</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>Команды</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::DatabaseSection</name>
        <message>
            <source>Forget</source>
            <translation>Забыть</translation>
        </message>
        <message>
            <source>Move to PostgreSQL…</source>
            <translation>Перенести в PostgreSQL…</translation>
        </message>
        <message>
            <source>the file on this machine, or postgresql://user@host/name</source>
            <translation>файл на этой машине или postgresql://пользователь@сервер/имя</translation>
        </message>
        <message>
            <source>The password is forgotten.</source>
            <translation>Пароль забыт.</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::EvidenceDialog</name>
        <message>
            <source>What the page showed</source>
            <translation>Что показала страница</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <comment>time, page</comment>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>Text of the page</source>
            <translation>Текст страницы</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::GiveDialog</name>
        <message numerus="yes">
            <source>Give %Ln videos to accounts</source>
            <translation>
                <numerusform>Кому назначить %Ln видео</numerusform>
                <numerusform>Кому назначить %Ln видео</numerusform>
                <numerusform>Кому назначить %Ln видео</numerusform>
            </translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Аккаунты</translation>
        </message>
        <message>
            <source>Give</source>
            <translation>Назначить</translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts chosen</source>
            <translation>
                <numerusform>Выбран %Ln аккаунт</numerusform>
                <numerusform>Выбрано %Ln аккаунта</numerusform>
                <numerusform>Выбрано %Ln аккаунтов</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::HelpDialog</name>
        <message>
            <source>Help</source>
            <translation>Справка</translation>
        </message>
        <message>
            <source>Help pages</source>
            <translation>Страницы справки</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ImportDialog</name>
        <message>
            <source>Stop</source>
            <translation>Остановить</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>Выбрать папку…</translation>
        </message>
        <message>
            <source>Save report…</source>
            <translation>Сохранить отчёт…</translation>
        </message>
        <message>
            <source>Import accounts</source>
            <translation>Импорт аккаунтов</translation>
        </message>
        <message>
            <source>Import proxies</source>
            <translation>Импорт прокси</translation>
        </message>
        <message>
            <source>Import cookies</source>
            <translation>Импорт cookies</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>One account a line: login, password, e-mail, its password, two-factor key. Also CSV with a heading. Drop the file here or paste the list with Ctrl+V. Nothing is written before you have seen what becomes of each line.</source>
            <translation>Один аккаунт в строке: логин, пароль, почта, пароль почты, ключ 2FA. Подходит и CSV с заголовком. Перетащите файл сюда или вставьте список по Ctrl+V. Ничего не записывается, пока вы не увидите судьбу каждой строки.</translation>
        </message>
        <message>
            <source>One proxy a line, in any usual form, as JSON or as CSV with a heading. Drop the file here or paste the list with Ctrl+V. Nothing is written before you have seen what becomes of each line.</source>
            <translation>Один прокси в строке в любом обычном виде, JSON или CSV с заголовком. Перетащите файл сюда или вставьте список по Ctrl+V. Ничего не записывается, пока вы не увидите судьбу каждой строки.</translation>
        </message>
        <message>
            <source>Files named after the account, a whole folder of them, or a text with the login above its cookies. Drop them here or paste with Ctrl+V. Nothing is written before you have seen what becomes of each set.</source>
            <translation>Файлы, названные по аккаунту, целая папка таких файлов или текст, где логин стоит над cookies. Перетащите сюда или вставьте через Ctrl+V. Ничего не записывается, пока вы не увидите, что станет с каждым набором.</translation>
        </message>
        <message>
            <source>Choose files…</source>
            <translation>Выбрать файлы…</translation>
        </message>
        <message>
            <source>Leave as it is</source>
            <translation>Оставить как есть</translation>
        </message>
        <message>
            <source>Fill in what it lacks</source>
            <translation>Дополнить недостающее</translation>
        </message>
        <message>
            <source>Replace by the file's</source>
            <translation>Заменить данными из файла</translation>
        </message>
        <message>
            <source>Lines</source>
            <translation>Строки</translation>
        </message>
        <message>
            <source>The preset “%1” is saved.</source>
            <translation>Схема импорта «%1» сохранена.</translation>
        </message>
        <message>
            <source>Choose files</source>
            <translation>Выбор файлов</translation>
        </message>
        <message>
            <source>Choose the folder of the cookies</source>
            <translation>Папка с cookies</translation>
        </message>
        <message>
            <source>The import still runs. Stop it first.</source>
            <translation>Импорт ещё идёт. Сначала остановите его.</translation>
        </message>
        <message>
            <source>Stopped. Nothing was written.</source>
            <translation>Остановлено. Ничего не записано.</translation>
        </message>
        <message>
            <source>%1 read: %2 new · %3 changed · %4 exist already · %5 not taken · %6 need an answer</source>
            <translation>Прочитано %1: новых %2 · изменится %3 · уже есть %4 · не взято %5 · ждут ответа %6</translation>
        </message>
        <message>
            <source>Import %1</source>
            <translation>Импортировать: %1</translation>
        </message>
        <message>
            <source>Do not take</source>
            <translation>Не брать</translation>
        </message>
        <message numerus="yes">
            <source>%Ln lines like line %1 can be read in several ways:</source>
            <translation>
                <numerusform>%Ln строку, похожую на строку %1, можно прочитать по-разному:</numerusform>
                <numerusform>%Ln строки, похожие на строку %1, можно прочитать по-разному:</numerusform>
                <numerusform>%Ln строк, похожих на строку %1, можно прочитать по-разному:</numerusform>
            </translation>
        </message>
        <message>
            <source>Imported: %1.</source>
            <translation>Импортировано: %1.</translation>
        </message>
        <message>
            <source>Imported: %1. Left out: %2; the table says why, and the report can be saved.</source>
            <translation>Импортировано: %1. Пропущено: %2; причины — в таблице, отчёт можно сохранить.</translation>
        </message>
        <message>
            <source>Kind where none is named</source>
            <translation>Вид, если не указан</translation>
        </message>
        <message>
            <source>Kind where none is named:</source>
            <translation>Вид, если не указан:</translation>
        </message>
        <message>
            <source>Cookies of other sites</source>
            <translation>Cookies других сайтов</translation>
        </message>
        <message>
            <source>Take too</source>
            <translation>Взять тоже</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>Не брать</translation>
        </message>
        <message>
            <source>Cookies of other sites:</source>
            <translation>Cookies других сайтов:</translation>
        </message>
        <message>
            <source>Exists or comes twice</source>
            <translation>Уже есть или дважды</translation>
        </message>
        <message>
            <source>Exists or comes twice:</source>
            <translation>Уже есть или дважды:</translation>
        </message>
        <message>
            <source>Import cookies for %1</source>
            <translation>Импорт cookies для %1</translation>
        </message>
        <message>
            <source>The cookies of this account, in any usual form. Drop their file here or paste them with Ctrl+V. Nothing is written before you have seen what becomes of them.</source>
            <translation>Cookies этого аккаунта в любом обычном виде. Перетащите файл сюда или вставьте их через Ctrl+V. Ничего не записывается, пока вы не увидели, что с ними будет.</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ImportModel</name>
        <message>
            <source>Line</source>
            <translation>Строка</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Holds</source>
            <translation>Содержит</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Результат</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Примечание</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::LayoutEditor</name>
        <message>
            <source>First line names the columns</source>
            <translation>Первая строка — заголовки</translation>
        </message>
        <message>
            <source>Save as preset…</source>
            <translation>Сохранить схему…</translation>
        </message>
        <message>
            <source>Remove preset</source>
            <translation>Удалить схему</translation>
        </message>
        <message>
            <source>Preset</source>
            <translation>Схема импорта</translation>
        </message>
        <message>
            <source>Separator</source>
            <translation>Разделитель</translation>
        </message>
        <message>
            <source>Encoding</source>
            <translation>Кодировка</translation>
        </message>
        <message>
            <source>colon :</source>
            <translation>двоеточие :</translation>
        </message>
        <message>
            <source>semicolon ;</source>
            <translation>точка с запятой ;</translation>
        </message>
        <message>
            <source>comma ,</source>
            <translation>запятая ,</translation>
        </message>
        <message>
            <source>bar |</source>
            <translation>черта |</translation>
        </message>
        <message>
            <source>tab</source>
            <translation>табуляция</translation>
        </message>
        <message>
            <source>blank</source>
            <translation>пробел</translation>
        </message>
        <message>
            <source>Read as:</source>
            <translation>Чтение:</translation>
        </message>
        <message>
            <source>Recognised by itself</source>
            <translation>Распознано автоматически</translation>
        </message>
        <message>
            <source>As corrected here</source>
            <translation>Исправлено вручную</translation>
        </message>
        <message>
            <source>Meaning of column %1</source>
            <translation>Значение столбца %1</translation>
        </message>
        <message>
            <source>not taken</source>
            <translation>не нужен</translation>
        </message>
        <message>
            <source>Save as preset</source>
            <translation>Сохранить схему импорта</translation>
        </message>
        <message>
            <source>A name, such as the supplier's. The next list of the same form is read by it, here and with --preset on the command line.</source>
            <translation>Название, например имя поставщика. По этой схеме будут прочитаны следующие такие же списки — здесь и с --preset в командной строке.</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::LivePicture</name>
        <message>
            <source>Live picture of the browser</source>
            <translation>Живая картинка браузера</translation>
        </message>
        <message>
            <source>The picture of the browser comes as soon as it has opened.</source>
            <translation>Картинка появится, как только браузер откроется.</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::MainWindow</name>
        <message>
            <source>Overview</source>
            <translation>Обзор</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Аккаунты</translation>
        </message>
        <message>
            <source>Proxies</source>
            <translation>Прокси</translation>
        </message>
        <message>
            <source>Bulk upload</source>
            <translation>Массовая загрузка</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation>Задачи</translation>
        </message>
        <message>
            <source>Profiles</source>
            <translation>Профили</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Проверки</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message numerus="yes">
            <source>Started: %1 on %Ln accounts.</source>
            <translation>
                <numerusform>Начато: %1 на %Ln аккаунте.</numerusform>
                <numerusform>Начато: %1 на %Ln аккаунтах.</numerusform>
                <numerusform>Начато: %1 на %Ln аккаунтах.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos</source>
            <comment>Started: … on …</comment>
            <translation>
                <numerusform>%Ln видео</numerusform>
                <numerusform>%Ln видео</numerusform>
                <numerusform>%Ln видео</numerusform>
            </translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>Светлая тема</translation>
        </message>
        <message>
            <source>Dark theme</source>
            <translation>Тёмная тема</translation>
        </message>
        <message>
            <source>Tasks that need you</source>
            <translation>Задачи, которым нужны вы</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Продолжить</translation>
        </message>
        <message>
            <source>Pause work</source>
            <translation>Приостановить работу</translation>
        </message>
        <message>
            <source>Takes new tasks on this machine again.</source>
            <translation>Снова брать новые задачи на этой машине.</translation>
        </message>
        <message>
            <source>Takes no new tasks on this machine; what runs goes on.</source>
            <translation>Не брать новых задач на этой машине; начатое продолжится.</translation>
        </message>
        <message>
            <source>This window only looks and starts no tasks. %1</source>
            <translation>Это окно только показывает и не запускает задач. %1</translation>
        </message>
        <message>
            <source>The backup is in place. What was there before lies in %1.</source>
            <translation>База восстановлена. То, что было до этого, лежит в %1.</translation>
        </message>
        <message>
            <source>The videos did not come back. %1</source>
            <translation>Видео вернуть не удалось. %1</translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos came back.</source>
            <translation>
                <numerusform>Вернулось %Ln видео.</numerusform>
                <numerusform>Вернулись %Ln видео.</numerusform>
                <numerusform>Вернулось %Ln видео.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln files are others now and were kept, %1 among them.</source>
            <translation>
                <numerusform>%Ln файл теперь другой и оставлен как есть: %1.</numerusform>
                <numerusform>%Ln файла теперь другие и оставлены как есть, среди них %1.</numerusform>
                <numerusform>%Ln файлов теперь другие и оставлены как есть, среди них %1.</numerusform>
            </translation>
        </message>
        <message>
            <source>Tasks that were open in it are listed as not published: look at their accounts, then run them again or leave them.</source>
            <translation>Задачи, которые были в ней открыты, показаны как неопубликованные: посмотрите их аккаунты, затем запустите снова или оставьте.</translation>
        </message>
        <message>
            <source>Tasks are stopped, their cookies saved, and their browser profiles closed and deleted.</source>
            <translation>Задачи останавливаются, их cookies сохраняются, профили браузеров закрываются и удаляются.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln tasks still run on this machine.</source>
            <translation>
                <numerusform>На этой машине ещё идёт %Ln задача.</numerusform>
                <numerusform>На этой машине ещё идут %Ln задачи.</numerusform>
                <numerusform>На этой машине ещё идут %Ln задач.</numerusform>
            </translation>
        </message>
        <message>
            <source>The work stops in order: cookies are saved, browser profiles closed and deleted. It begins again when Pelorus is started next, also what waits for you.</source>
            <translation>Работа остановится по порядку: cookies сохранятся, профили браузера закроются и удалятся. При следующем запуске Pelorus она начнётся снова, и то, что ждёт вас, тоже.</translation>
        </message>
        <message>
            <source>A backup is being written.</source>
            <translation>Создаётся резервная копия.</translation>
        </message>
        <message>
            <source>The backup would be stopped; then there is none.</source>
            <translation>Создание копии прервётся, и её не будет.</translation>
        </message>
        <message>
            <source>Close Pelorus</source>
            <translation>Закрыть Pelorus</translation>
        </message>
        <message>
            <source>Keep working</source>
            <translation>Продолжить работу</translation>
        </message>
        <message>
            <source>Stop and close</source>
            <translation>Остановить и закрыть</translation>
        </message>
        <message>
            <source>Another Pelorus works with this database file, so this window only looks: it starts no tasks. It takes over by itself when the other one has ended. For several machines use PostgreSQL.</source>
            <translation>С этим файлом базы данных работает другой Pelorus, поэтому это окно только показывает и не запускает задач. Когда тот завершится, окно само возьмётся за работу. Для нескольких машин используйте PostgreSQL.</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::OverviewPage</name>
        <message>
            <source>Overview</source>
            <translation>Обзор</translation>
        </message>
        <message>
            <source>need you</source>
            <translation>ждут вас</translation>
        </message>
        <message>
            <source>running</source>
            <translation>идут</translation>
        </message>
        <message>
            <source>waiting</source>
            <translation>ждут очереди</translation>
        </message>
        <message>
            <source>published today</source>
            <translation>опубликовано сегодня</translation>
        </message>
        <message>
            <source>not published today</source>
            <translation>не опубликовано сегодня</translation>
        </message>
        <message>
            <source>unconfirmed</source>
            <translation>не подтверждено</translation>
        </message>
        <message>
            <source>profiles leaked</source>
            <translation>профилей без присмотра</translation>
        </message>
        <message>
            <source>profiles this month</source>
            <translation>профилей за месяц</translation>
        </message>
        <message>
            <source>What needs you</source>
            <translation>Что ждёт вас</translation>
        </message>
        <message>
            <source>What is running</source>
            <translation>Что идёт</translation>
        </message>
        <message>
            <source>What went out</source>
            <translation>Что вышло</translation>
        </message>
        <message>
            <source>Who works</source>
            <translation>Кто работает</translation>
        </message>
        <message>
            <source>New bulk upload</source>
            <translation>Новая массовая загрузка</translation>
        </message>
        <message>
            <source>Work is paused on this machine.</source>
            <translation>Работа на этой машине на паузе.</translation>
        </message>
        <message>
            <source>The scheduled backup failed. %1</source>
            <translation>Резервная копия по расписанию не удалась. %1</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>made, limit</comment>
            <translation>%1 из %2</translation>
        </message>
        <message>
            <source>%1 of the %2 profiles that Dolphin's plan allows this month are made. At the limit it refuses more, and tasks wait for the next month or a larger plan.</source>
            <translation>За месяц создано профилей: %1 из %2, разрешённых тарифом Dolphin. На пределе он откажет в новых, и задачи будут ждать следующего месяца или большего тарифа.</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>account, task</comment>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1: look at the account, then say here what you saw.</source>
            <comment>state</comment>
            <translation>%1: посмотрите аккаунт и скажите здесь, что увидели.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts · %1 profiles open</source>
            <translation>
                <numerusform>%Ln аккаунт · открыто профилей: %1</numerusform>
                <numerusform>%Ln аккаунта · открыто профилей: %1</numerusform>
                <numerusform>%Ln аккаунтов · открыто профилей: %1</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing needs you.</source>
            <translation>От вас ничего не требуется.</translation>
        </message>
        <message>
            <source>Nothing is running.</source>
            <translation>Ничего не идёт.</translation>
        </message>
        <message>
            <source>%1: %2, %3</source>
            <comment>account, outcome, time</comment>
            <translation>%1: %2, %3</translation>
        </message>
        <message>
            <source>Nothing went out yet.</source>
            <translation>Пока ничего не вышло.</translation>
        </message>
        <message>
            <source>%1 of %2 running</source>
            <comment>count, limit</comment>
            <translation>идёт %1 из %2</translation>
        </message>
        <message>
            <source>not seen for %1</source>
            <translation>не видно %1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <comment>machine, state</comment>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Pelorus %1, seen %2</source>
            <comment>version, time</comment>
            <translation>Pelorus %1, на связи %2</translation>
        </message>
        <message>
            <source>at work on %1</source>
            <comment>accounts</comment>
            <translation>сейчас в работе: %1</translation>
        </message>
        <message>
            <source>No machine works now.</source>
            <translation>Сейчас не работает ни одна машина.</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ProfilesModel</name>
        <message>
            <source>Browser profiles</source>
            <translation>Профили браузера</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Аккаунт</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>Профиль</translation>
        </message>
        <message>
            <source>Machine</source>
            <translation>Машина</translation>
        </message>
        <message>
            <source>Dolphin's number</source>
            <translation>Номер в Dolphin</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>Создан</translation>
        </message>
        <message>
            <source>Last error</source>
            <translation>Последняя ошибка</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ProfilesPage</name>
        <message>
            <source>Browser profiles</source>
            <translation>Профили браузера</translation>
        </message>
        <message>
            <source>Only open ones</source>
            <translation>Только открытые</translation>
        </message>
        <message>
            <source>A profile lives for one task. What a task could not close is closed and deleted by the sweeper of any machine, at start and every minute. Profiles that Pelorus did not make are never touched.</source>
            <translation>Профиль живёт одну задачу. Что задача не смогла закрыть, закроет и удалит уборщик любой машины: при запуске и каждую минуту. Профили, созданные не в Pelorus, никогда не трогаются.</translation>
        </message>
        <message>
            <source>No profile was made yet</source>
            <translation>Профилей ещё не создавали</translation>
        </message>
        <message>
            <source>Each task makes a browser profile from the account's blueprint, uses it and deletes it. Here you see that none is left behind.</source>
            <translation>Каждая задача создаёт профиль браузера по шаблону профиля аккаунта, использует и удаляет его. Здесь видно, что ни один не остался.</translation>
        </message>
        <message>
            <source>%1 open · %2 leaked · %3 made this month</source>
            <translation>открыто %1 · без присмотра %2 · создано за месяц %3</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ProxiesPage</name>
        <message>
            <source>Proxies</source>
            <translation>Прокси</translation>
        </message>
        <message>
            <source>No proxies yet</source>
            <translation>Прокси пока нет</translation>
        </message>
        <message>
            <source>Here you see the proxies that accounts work through: whether they answer, when that was tested, and who uses them. Drop or paste a list here, or choose its file.</source>
            <translation>Здесь видны прокси, через которые работают аккаунты: отвечают ли они, когда это проверено и кто ими пользуется. Перетащите или вставьте сюда список либо выберите его файл.</translation>
        </message>
        <message>
            <source>Import proxies…</source>
            <translation>Импортировать прокси…</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>Проверить</translation>
        </message>
        <message>
            <source>Accounts…</source>
            <translation>Аккаунты…</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Изменить…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Add proxy…</source>
            <translation>Добавить прокси…</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Импорт…</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Экспорт…</translation>
        </message>
        <message>
            <source>Search host, user, country, account, notes</source>
            <translation>Поиск: хост, имя, страна, аккаунт, заметки</translation>
        </message>
        <message>
            <source>Search proxies</source>
            <translation>Поиск прокси</translation>
        </message>
        <message>
            <source>Any status</source>
            <translation>Любой статус</translation>
        </message>
        <message>
            <source>Works</source>
            <translation>Работает</translation>
        </message>
        <message>
            <source>Does not work</source>
            <translation>Не работает</translation>
        </message>
        <message>
            <source>Not tested</source>
            <translation>Не проверен</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Статус</translation>
        </message>
        <message>
            <source>Used or not</source>
            <translation>Любое использование</translation>
        </message>
        <message>
            <source>Used by accounts</source>
            <translation>Используется</translation>
        </message>
        <message>
            <source>Used by nobody</source>
            <translation>Не используется</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Использование</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Снять выбор</translation>
        </message>
        <message>
            <source>%1 shown of %2 · %3 work · %4 do not work · %5 used by nobody</source>
            <translation>Показано %1 из %2 · работают: %3 · не работают: %4 · не используются: %5</translation>
        </message>
        <message numerus="yes">
            <source>%Ln proxies selected</source>
            <translation>
                <numerusform>Выбран %Ln прокси</numerusform>
                <numerusform>Выбрано %Ln прокси</numerusform>
                <numerusform>Выбрано %Ln прокси</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Testing %Ln proxies…</source>
            <translation>
                <numerusform>Проверяется %Ln прокси…</numerusform>
                <numerusform>Проверяются %Ln прокси…</numerusform>
                <numerusform>Проверяются %Ln прокси…</numerusform>
            </translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Остановить</translation>
        </message>
        <message>
            <source>Stopped. What was tested before stays as it is known.</source>
            <translation>Остановлено. Что успели проверить, сохранено.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln proxies work; the slowest way to the site took %1 ms.</source>
            <translation>
                <numerusform>Работает %Ln прокси; самый долгий путь до сайта занял %1 мс.</numerusform>
                <numerusform>Работают %Ln прокси; самый долгий путь до сайта занял %1 мс.</numerusform>
                <numerusform>Работают %Ln прокси; самый долгий путь до сайта занял %1 мс.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 work, %2 do not. The first of them:</source>
            <translation>Работают: %1, не работают: %2. Первые из них:</translation>
        </message>
        <message numerus="yes">
            <source>%Ln proxies are removed.</source>
            <translation>
                <numerusform>Удалён %Ln прокси.</numerusform>
                <numerusform>Удалено %Ln прокси.</numerusform>
                <numerusform>Удалено %Ln прокси.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln accounts have no proxy now and are paused.</source>
            <translation>
                <numerusform>%Ln аккаунт остался без прокси и поставлен на паузу.</numerusform>
                <numerusform>%Ln аккаунта остались без прокси и поставлены на паузу.</numerusform>
                <numerusform>%Ln аккаунтов остались без прокси и поставлены на паузу.</numerusform>
            </translation>
        </message>
        <message>
            <source>Export proxies</source>
            <translation>Экспорт прокси</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ProxyDialog</name>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Add proxy</source>
            <translation>Добавить прокси</translation>
        </message>
        <message>
            <source>Edit proxy #%1</source>
            <translation>Прокси #%1</translation>
        </message>
        <message>
            <source>name or address, without port</source>
            <translation>имя или адрес, без порта</translation>
        </message>
        <message>
            <source>only where the proxy asks for one</source>
            <translation>если прокси этого требует</translation>
        </message>
        <message>
            <source>&amp;Kind</source>
            <comment>of proxy</comment>
            <translation>&amp;Тип</translation>
        </message>
        <message>
            <source>&amp;Host</source>
            <translation>&amp;Хост</translation>
        </message>
        <message>
            <source>&amp;Port</source>
            <translation>&amp;Порт</translation>
        </message>
        <message>
            <source>&amp;User name</source>
            <translation>&amp;Имя</translation>
        </message>
        <message>
            <source>Pass&amp;word</source>
            <translation>П&amp;ароль</translation>
        </message>
        <message>
            <source>&amp;Country</source>
            <translation>&amp;Страна</translation>
        </message>
        <message>
            <source>N&amp;otes</source>
            <translation>&amp;Заметки</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ProxyModel</name>
        <message>
            <source>Proxies</source>
            <translation>Прокси</translation>
        </message>
        <message>
            <source>Being tested</source>
            <comment>proxy</comment>
            <translation>Проверяется</translation>
        </message>
        <message numerus="yes">
            <source>%1 and %Ln more</source>
            <comment>accounts</comment>
            <translation>
                <numerusform>%1 и ещё %Ln</numerusform>
                <numerusform>%1 и ещё %Ln</numerusform>
                <numerusform>%1 и ещё %Ln</numerusform>
            </translation>
        </message>
        <message>
            <source>No user name and no password.</source>
            <translation>Без имени и пароля.</translation>
        </message>
        <message>
            <source>User name: %1 characters, shortened here. Password: %2 characters.</source>
            <translation>Имя: символов %1, показано сокращённо. Пароль: символов %2.</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Статус</translation>
        </message>
        <message>
            <source>Host</source>
            <translation>Хост</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Порт</translation>
        </message>
        <message>
            <source>Kind</source>
            <comment>of proxy</comment>
            <translation>Тип</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Страна</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Аккаунты</translation>
        </message>
        <message>
            <source>Tested</source>
            <translation>Проверен</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::Rail</name>
        <message>
            <source>Pages</source>
            <translation>Страницы</translation>
        </message>
        <message>
            <source>%1 (Ctrl+%2)</source>
            <comment>page, digit</comment>
            <translation>%1 (Ctrl+%2)</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::ReviewModel</name>
        <message>
            <source>no account yet</source>
            <translation>пока без аккаунта</translation>
        </message>
        <message>
            <source>no caption</source>
            <translation>без подписи</translation>
        </message>
        <message>
            <source>Give it to an account.</source>
            <translation>Назначьте аккаунт.</translation>
        </message>
        <message>
            <source>will be published</source>
            <translation>будет опубликовано</translation>
        </message>
        <message>
            <source>Video</source>
            <translation>Видео</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Аккаунт</translation>
        </message>
        <message>
            <source>Caption</source>
            <translation>Подпись</translation>
        </message>
        <message>
            <source>What will happen</source>
            <translation>Что произойдёт</translation>
        </message>
        <message>
            <source>%1
Location: %2</source>
            <translation>%1
Место: %2</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::SecretEdit</name>
        <message numerus="yes">
            <source>set, %Ln characters</source>
            <translation>
                <numerusform>задано, %Ln символ</numerusform>
                <numerusform>задано, %Ln символа</numerusform>
                <numerusform>задано, %Ln символов</numerusform>
            </translation>
        </message>
        <message>
            <source>not set</source>
            <translation>не задано</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::SettingsPage</name>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>Забыть</translation>
        </message>
        <message>
            <source>Start browsers without a window</source>
            <translation>Запускать браузеры без окна</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>no limit</source>
            <translation>без предела</translation>
        </message>
        <message>
            <source>no limit known</source>
            <translation>предел неизвестен</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Как в системе</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Светлая</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Тёмная</translation>
        </message>
        <message>
            <source>Dolphin</source>
            <translation>Dolphin</translation>
        </message>
        <message>
            <source>&amp;Token</source>
            <translation>&amp;Токен</translation>
        </message>
        <message>
            <source>&amp;Local address</source>
            <translation>&amp;Локальный адрес</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>База данных</translation>
        </message>
        <message>
            <source>A&amp;ddress</source>
            <translation>А&amp;дрес</translation>
        </message>
        <message>
            <source>Pass&amp;word</source>
            <translation>Па&amp;роль</translation>
        </message>
        <message>
            <source>Another address copies no data: accounts and tasks stay where they are, until you move them.</source>
            <translation>Смена адреса ничего не копирует: аккаунты и задачи остаются на прежнем месте, пока вы их не перенесёте.</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>Резервные копии</translation>
        </message>
        <message>
            <source>&amp;Backup folder</source>
            <translation>&amp;Папка для копий</translation>
        </message>
        <message>
            <source>E&amp;very</source>
            <translation>Ра&amp;з в</translation>
        </message>
        <message>
            <source>&amp;Keep the newest</source>
            <translation>&amp;Хранить последних</translation>
        </message>
        <message>
            <source>Work on this machine</source>
            <translation>Работа на этой машине</translation>
        </message>
        <message>
            <source>Accounts at &amp;once</source>
            <translation>Аккаунтов &amp;одновременно</translation>
        </message>
        <message>
            <source>At once through one pro&amp;xy</source>
            <translation>Одновременно через один про&amp;кси</translation>
        </message>
        <message>
            <source>&amp;Profiles a month</source>
            <translation>Про&amp;филей в месяц</translation>
        </message>
        <message>
            <source>What Dolphin's plan allows to create. The overview counts and warns from 80 % on.</source>
            <translation>Сколько можно создать по тарифу Dolphin. Обзор считает и предупреждает с 80 %.</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Файлы</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Выбрать…</translation>
        </message>
        <message>
            <source>&amp;Media folder</source>
            <translation>Папка &amp;медиа</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыть</translation>
        </message>
        <message>
            <source>Data folder</source>
            <translation>Папка данных</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Окно</translation>
        </message>
        <message>
            <source>Lan&amp;guage</source>
            <translation>&amp;Язык</translation>
        </message>
        <message>
            <source>T&amp;heme</source>
            <translation>Т&amp;ема</translation>
        </message>
        <message>
            <source>Language and theme change at once. The rest takes effect when the work is started anew.</source>
            <translation>Язык и тема меняются сразу. Остальное подействует, когда работа запустится заново.</translation>
        </message>
        <message>
            <source>Saved. It takes effect when the work is started anew; tasks that run are stopped in order and go on afterwards.</source>
            <translation>Сохранено. Подействует, когда работа запустится заново; идущие задачи остановятся по порядку и потом продолжатся.</translation>
        </message>
        <message>
            <source>Start anew</source>
            <translation>Запустить заново</translation>
        </message>
        <message>
            <source>A backup is being written.</source>
            <translation>Создаётся резервная копия.</translation>
        </message>
        <message>
            <source>The backup would be stopped; then there is none.</source>
            <translation>Создание копии прервётся, и её не будет.</translation>
        </message>
        <message>
            <source>set by %1 in the environment</source>
            <translation>задано переменной %1</translation>
        </message>
        <message>
            <source>Media folder</source>
            <translation>Папка медиа</translation>
        </message>
        <message>
            <source>The local address must look like http://localhost:3001.</source>
            <translation>Локальный адрес должен выглядеть как http://localhost:3001.</translation>
        </message>
        <message>
            <source>The token is forgotten.</source>
            <translation>Токен забыт.</translation>
        </message>
        <message>
            <source>Finish the backup</source>
            <translation>Дождаться копии</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::StartWindow</name>
        <message>
            <source>Try again</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Выйти</translation>
        </message>
        <message>
            <source>Back up and go on</source>
            <translation>Сделать копию и продолжить</translation>
        </message>
        <message>
            <source>This database belongs to the Django application.</source>
            <translation>Эта база принадлежит приложению Django.</translation>
        </message>
        <message>
            <source>Pelorus can work in it beside that application, which goes on working. For that it adds its own tables, triggers and indexes and two lock columns, and widens some columns. No row is changed or deleted. Whoever uses the database meanwhile is waited for.</source>
            <translation>Pelorus может работать в ней рядом с этим приложением, которое продолжит работать. Для этого он добавляет свои таблицы, триггеры и индексы и два столбца блокировки и расширяет некоторые столбцы. Ни одна строка не меняется и не удаляется. Кто в это время пользуется базой, того Pelorus подождёт.</translation>
        </message>
        <message>
            <source>Before that the database is backed up to %1. Keep that file as safe as the database: it holds passwords.</source>
            <translation>Сначала база копируется в %1. Храните этот файл так же надёжно, как базу: в нём пароли.</translation>
        </message>
        <message>
            <source>Open the database as it is</source>
            <translation>Открыть базу данных как есть</translation>
        </message>
        <message>
            <source>The backup was not restored.</source>
            <translation>Копия не восстановлена.</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::StatusLine</name>
        <message>
            <source>Database</source>
            <translation>База данных</translation>
        </message>
        <message>
            <source>profiles open 0, leaked 0</source>
            <translation>профилей открыто 0, без присмотра 0</translation>
        </message>
        <message>
            <source>%1 · %2 ms</source>
            <comment>database, latency</comment>
            <translation>%1 · %2 мс</translation>
        </message>
        <message>
            <source>The database answers.</source>
            <translation>База данных отвечает.</translation>
        </message>
        <message>
            <source>%1: no answer</source>
            <comment>database</comment>
            <translation>%1: нет ответа</translation>
        </message>
        <message>
            <source>Database: no answer</source>
            <translation>База данных: нет ответа</translation>
        </message>
        <message>
            <source>Pelorus tries again by itself.</source>
            <translation>Pelorus повторит сам.</translation>
        </message>
        <message>
            <source>profiles open %1, leaked %2</source>
            <translation>профилей открыто %1, без присмотра %2</translation>
        </message>
        <message>
            <source>Dolphin: looking</source>
            <translation>Dolphin: ищем</translation>
        </message>
        <message>
            <source>Dolphin :%1</source>
            <comment>port</comment>
            <translation>Dolphin :%1</translation>
        </message>
        <message>
            <source>Dolphin is closed</source>
            <translation>Dolphin закрыт</translation>
        </message>
        <message>
            <source>Dolphin refuses the token</source>
            <translation>Dolphin не принимает токен</translation>
        </message>
        <message>
            <source>Another program on Dolphin's port</source>
            <translation>На порту Dolphin другая программа</translation>
        </message>
        <message>
            <source>%1/%2 running</source>
            <comment>count, limit</comment>
            <translation>идёт %1/%2</translation>
        </message>
        <message>
            <source>%1, paused</source>
            <comment>3/5 running</comment>
            <translation>%1, пауза</translation>
        </message>
        <message>
            <source>Language of the window</source>
            <translation>Язык окна</translation>
        </message>
        <message>
            <source>This window only looks</source>
            <translation>Это окно только показывает</translation>
        </message>
        <message>
            <source>It starts no tasks and asks nothing of Dolphin.</source>
            <translation>Оно не запускает задач и не обращается к Dolphin.</translation>
        </message>
        <message>
            <source>No Dolphin token</source>
            <translation>Нет токена Dolphin</translation>
        </message>
        <message>
            <source>Dolphin is not ready</source>
            <translation>Dolphin не готов</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::TaskModel</name>
        <message>
            <source>Tasks</source>
            <translation>Задачи</translation>
        </message>
        <message>
            <source>Look whether it went out</source>
            <translation>Посмотреть, вышло ли</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <comment>published of all</comment>
            <translation>%1 из %2</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Аккаунт</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Задача</translation>
        </message>
        <message>
            <source>Published</source>
            <translation>Вышло</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Сейчас</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Изменено</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::TaskView</name>
        <message>
            <source>Take over</source>
            <translation>Взять на себя</translation>
        </message>
        <message>
            <source>Give back</source>
            <translation>Вернуть задаче</translation>
        </message>
        <message>
            <source>Cancel task</source>
            <translation>Отменить задачу</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Brings the browser to the front and lets you work in it.</source>
            <translation>Выводит браузер вперёд, чтобы вы поработали в нём.</translation>
        </message>
        <message>
            <source>Lets the task go on from where you left the browser.</source>
            <translation>Задача продолжит с того места, где вы оставили браузер.</translation>
        </message>
        <message>
            <source>Video</source>
            <translation>Видео</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Итог</translation>
        </message>
        <message>
            <source>Link or reason</source>
            <translation>Ссылка или причина</translation>
        </message>
        <message>
            <source>Videos of the task</source>
            <translation>Видео задачи</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>Шаги</translation>
        </message>
        <message>
            <source>It is published</source>
            <translation>Видео там есть</translation>
        </message>
        <message>
            <source>It is not there</source>
            <translation>Его там нет</translation>
        </message>
        <message>
            <source>The task then counts the video as published and never sends it again.</source>
            <translation>Задача будет считать видео опубликованным и больше его не отправит.</translation>
        </message>
        <message>
            <source>The video may be sent again then. If it is there after all, it stands on the account twice.</source>
            <translation>Тогда видео можно будет отправить ещё раз. Если оно там всё же есть, оно окажется на аккаунте дважды.</translation>
        </message>
        <message>
            <source>No task chosen</source>
            <translation>Задача не выбрана</translation>
        </message>
        <message>
            <source>%1 · %2 · %3 of %4 published</source>
            <comment>state, title, count, count</comment>
            <translation>%1 · %2 · вышло %3 из %4</translation>
        </message>
        <message>
            <source>Choose a task in the list to follow it here.</source>
            <translation>Выберите задачу в списке, чтобы следить за ней здесь.</translation>
        </message>
        <message>
            <source>on %1, started %2</source>
            <comment>machine, time</comment>
            <translation>на %1, начата %2</translation>
        </message>
        <message>
            <source>This cannot be undone.</source>
            <translation>Отменить это нельзя.</translation>
        </message>
        <message>
            <source>Leave it open</source>
            <translation>Оставить как есть</translation>
        </message>
        <message>
            <source>Look for %1 on the account before you try again.</source>
            <translation>Посмотрите, есть ли %1 на аккаунте, прежде чем повторять.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln videos are unconfirmed: choose another one in the list.</source>
            <translation>
                <numerusform>Не подтверждено %Ln видео: выберите в списке другое.</numerusform>
                <numerusform>Не подтверждено %Ln видео: выберите в списке другое.</numerusform>
                <numerusform>Не подтверждено %Ln видео: выберите в списке другое.</numerusform>
            </translation>
        </message>
        <message>
            <source>Did you look for %1 on the account %2?</source>
            <translation>Вы искали %1 на аккаунте %2?</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::TasksPage</name>
        <message>
            <source>Tasks</source>
            <translation>Задачи</translation>
        </message>
        <message>
            <source>All tasks</source>
            <translation>Все задачи</translation>
        </message>
        <message>
            <source>Needs you</source>
            <translation>Нужны вы</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>Идут</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Ждут</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Закончены</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>All uploads</source>
            <translation>Все загрузки</translation>
        </message>
        <message>
            <source>Bulk upload</source>
            <translation>Массовая загрузка</translation>
        </message>
        <message>
            <source>Search account or title</source>
            <translation>Аккаунт или название</translation>
        </message>
        <message>
            <source>Search tasks</source>
            <translation>Поиск задач</translation>
        </message>
        <message>
            <source>No tasks yet</source>
            <translation>Задач пока нет</translation>
        </message>
        <message>
            <source>Every upload becomes a task for each account. Here you follow it step by step, take it over when the site asks for a person, and see what went out.</source>
            <translation>Каждая загрузка становится задачей для каждого аккаунта. Здесь вы следите за ней шаг за шагом, берёте на себя, когда сайту нужен человек, и видите, что вышло.</translation>
        </message>
        <message>
            <source>Start a bulk upload</source>
            <translation>Начать массовую загрузку</translation>
        </message>
        <message>
            <source>Export results…</source>
            <translation>Экспорт результатов…</translation>
        </message>
        <message>
            <source>What became of every video of the tasks that are shown, as CSV.</source>
            <translation>Что стало с каждым видео показанных задач, в CSV.</translation>
        </message>
        <message>
            <source>Cancel task</source>
            <translation>Отменить задачу</translation>
        </message>
        <message>
            <source>Cancel the task on %1, which is at work?</source>
            <translation>Отменить задачу на %1? Она сейчас выполняется.</translation>
        </message>
        <message>
            <source>It ends in order. A video that it is just sharing may go out all the same.</source>
            <translation>Она завершится аккуратно. Видео, которое как раз публикуется, всё же может выйти.</translation>
        </message>
        <message>
            <source>Export results</source>
            <translation>Экспорт результатов</translation>
        </message>
        <message>
            <source>%1 need you · %2 running · %3 waiting · %4 ended</source>
            <translation>ждут вас %1 · идут %2 · в очереди %3 · закончены %4</translation>
        </message>
        <message>
            <source>Keep it running</source>
            <translation>Не отменять</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::TransferDialog</name>
        <message>
            <source>Save report…</source>
            <translation>Сохранить отчёт…</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>Keep the old file</source>
            <translation>Оставить старый файл</translation>
        </message>
        <message>
            <source>Move to PostgreSQL</source>
            <translation>Перенос в PostgreSQL</translation>
        </message>
        <message>
            <source>Every row can go as it is: none needs a decision.</source>
            <translation>Все строки переносятся как есть, решать ничего не нужно.</translation>
        </message>
        <message>
            <source>Rows that need a decision</source>
            <translation>Строки, о которых нужно решить</translation>
        </message>
        <message>
            <source>Counts and checksums</source>
            <translation>Количества и контрольные суммы</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Остановить</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Look at the data</source>
            <translation>Проверить данные</translation>
        </message>
        <message>
            <source>Use the new database</source>
            <translation>Перейти на новую базу</translation>
        </message>
        <message>
            <source>Move the data</source>
            <translation>Перенести данные</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Соединение…</translation>
        </message>
        <message>
            <source>Stopped. Nothing was written.</source>
            <translation>Остановлено. Ничего не записано.</translation>
        </message>
        <message>
            <source>Rows that go: %1 · healed: %2 · kept with a note: %3 · stay behind: %4</source>
            <translation>Строк к переносу: %1 · правок: %2 · замечаний: %3 · остаётся: %4</translation>
        </message>
        <message>
            <source>They go to %1 in one transaction: all of them arrive or none does. The source itself is not changed.</source>
            <translation>Они переносятся в %1 одной транзакцией: либо все, либо ни одной. Сам источник не меняется.</translation>
        </message>
        <message>
            <source>The work on this machine ends in order before; its tasks go on afterwards. From then on the old file runs no tasks, so that nothing is published twice.</source>
            <translation>Перед этим работа на этой машине завершается по порядку, потом её задачи продолжаются. По старому файлу задачи больше не запускаются, чтобы ничего не опубликовалось дважды.</translation>
        </message>
        <message>
            <source>The target holds exactly this already: moving would write nothing.</source>
            <translation>В новой базе уже ровно эти данные: перенос ничего не запишет.</translation>
        </message>
        <message>
            <source>The list holds the first %1 rows; the numbers above it count all of them.</source>
            <translation>В списке первые %1 строк; числа над ним учитывают все.</translation>
        </message>
        <message>
            <source>The work on this machine is ending…</source>
            <translation>Работа на этой машине завершается…</translation>
        </message>
        <message>
            <source>The connection broke while the move was being completed, so it may or may not have arrived. Move once more: what is there already is recognised. Until then the old file runs no tasks.</source>
            <translation>Связь оборвалась при завершении переноса, поэтому неизвестно, дошли ли данные. Перенесите ещё раз: то, что уже на месте, будет узнано. До тех пор по старому файлу задачи не запускаются.</translation>
        </message>
        <message>
            <source>Stopped. The target is as it was before.</source>
            <translation>Остановлено. Новая база осталась такой, какой была.</translation>
        </message>
        <message>
            <source>The target held exactly this already; nothing was written.</source>
            <translation>Всё это уже было в новой базе; ничего не записано.</translation>
        </message>
        <message>
            <source>Everything arrived: %1 rows, counts and checksums are equal.</source>
            <translation>Всё на месте. Строк: %1, количества и контрольные суммы совпадают.</translation>
        </message>
        <message numerus="yes">
            <source>Arrived paused, because their proxy was missing: %Ln accounts. Give each another one, then resume it.</source>
            <translation>
                <numerusform>Перенесены на паузе, потому что их прокси не нашлось: %Ln аккаунт. Назначьте каждому другой прокси и снимите паузу.</numerusform>
                <numerusform>Перенесены на паузе, потому что их прокси не нашлось: %Ln аккаунта. Назначьте каждому другой прокси и снимите паузу.</numerusform>
                <numerusform>Перенесены на паузе, потому что их прокси не нашлось: %Ln аккаунтов. Назначьте каждому другой прокси и снимите паузу.</numerusform>
            </translation>
        </message>
        <message>
            <source>Pelorus still works with %1, whose own data was not moved.</source>
            <translation>Pelorus по-прежнему работает с %1; данные оттуда не переносились.</translation>
        </message>
        <message>
            <source>Use the new database from now on, or keep working with the old file; then the copy in PostgreSQL stays there, unused.</source>
            <translation>Перейдите на новую базу или продолжайте работать со старым файлом: тогда копия в PostgreSQL останется без дела.</translation>
        </message>
        <message>
            <source>%1 is set in the environment, so the new address cannot be saved here: set it there, then start Pelorus anew.</source>
            <translation>Переменная %1 задана в окружении, поэтому сохранить новый адрес здесь нельзя: укажите его там и запустите Pelorus заново.</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>Остановка…</translation>
        </message>
        <message>
            <source>Choose first: the new database, or the old file as before.</source>
            <translation>Сначала выберите: новая база или старый файл, как раньше.</translation>
        </message>
        <message>
            <source>looking through the source…</source>
            <translation>просмотр источника…</translation>
        </message>
        <message>
            <source>checking every row…</source>
            <translation>проверка каждой строки…</translation>
        </message>
        <message>
            <source>writing…</source>
            <translation>запись…</translation>
        </message>
        <message>
            <source>reading back and comparing…</source>
            <translation>чтение и сверка…</translation>
        </message>
        <message>
            <source>completing…</source>
            <translation>завершение…</translation>
        </message>
        <message>
            <source>Step %1 of %2: %3</source>
            <translation>Шаг %1 из %2: %3</translation>
        </message>
        <message>
            <source>Rows: %1 · %2 a second</source>
            <translation>Строк: %1 · %2 в секунду</translation>
        </message>
        <message>
            <source> · about %1 left</source>
            <translation> · осталось около %1</translation>
        </message>
        <message numerus="yes">
            <source>The target refused %Ln rows by rules of its own, which could not be foreseen. They and what belongs to them stay in the old database; the report names them.</source>
            <translation>
                <numerusform>Новая база отклонила %Ln строку по собственным правилам, чего нельзя было предвидеть. Она и всё, что к ней относится, остаются в старой базе; отчёт её называет.</numerusform>
                <numerusform>Новая база отклонила %Ln строки по собственным правилам, чего нельзя было предвидеть. Они и всё, что к ним относится, остаются в старой базе; отчёт их называет.</numerusform>
                <numerusform>Новая база отклонила %Ln строк по собственным правилам, чего нельзя было предвидеть. Они и всё, что к ним относится, остаются в старой базе; отчёт их называет.</numerusform>
            </translation>
        </message>
        <message>
            <source>Rows that arrived: %1; counts and checksums are equal.</source>
            <translation>Перенесено строк: %1; количества и контрольные суммы совпадают.</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::TransferFindingModel</name>
        <message>
            <source>all</source>
            <translation>все</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Таблица</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>Строка</translation>
        </message>
        <message>
            <source>Column</source>
            <translation>Столбец</translation>
        </message>
        <message>
            <source>Proposal</source>
            <translation>Предложение</translation>
        </message>
        <message>
            <source>What was found and what becomes of it</source>
            <translation>Что найдено и что с этим будет</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::TransferSource</name>
        <message>
            <source>The &amp;database of this machine</source>
            <translation>&amp;База этой машины</translation>
        </message>
        <message>
            <source>Another &amp;file: SQLite (Django's too) or a dumpdata JSON</source>
            <translation>Другой &amp;файл: SQLite (в том числе от Django) или JSON из dumpdata</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Выбрать…</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Файл</translation>
        </message>
        <message>
            <source>empty when the server asks for none</source>
            <translation>пусто, если сервер его не требует</translation>
        </message>
        <message>
            <source>What is moved</source>
            <translation>Что переносится</translation>
        </message>
        <message>
            <source>Where to</source>
            <translation>Куда</translation>
        </message>
        <message>
            <source>A&amp;ddress</source>
            <translation>А&amp;дрес</translation>
        </message>
        <message>
            <source>Pass&amp;word</source>
            <translation>П&amp;ароль</translation>
        </message>
        <message>
            <source>An empty PostgreSQL database of your own: its tables are made by Pelorus. First you see what would become of every row that is not as it should be; nothing is written before you say so.</source>
            <translation>Своя пустая база PostgreSQL: таблицы в ней создаст Pelorus. Сначала вы увидите, что станет с каждой строкой, которая не в порядке; без вашего согласия ничего не записывается.</translation>
        </message>
        <message>
            <source>Choose the file to move</source>
            <translation>Файл для переноса</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::TransferTableModel</name>
        <message>
            <source>Table</source>
            <translation>Таблица</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Прочитано</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Отправлено</translation>
        </message>
        <message>
            <source>Arrived</source>
            <translation>Получено</translation>
        </message>
        <message>
            <source>Checksum sent</source>
            <translation>Сумма отправленного</translation>
        </message>
        <message>
            <source>Checksum arrived</source>
            <translation>Сумма полученного</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::UploadDialog</name>
        <message>
            <source>Publish it again all the same</source>
            <translation>Всё равно опубликовать ещё раз</translation>
        </message>
        <message>
            <source>Publish 1 video on %1</source>
            <translation>Опубликовать 1 видео на %1</translation>
        </message>
        <message>
            <source>Upload to %1</source>
            <translation>Загрузка на %1</translation>
        </message>
        <message>
            <source>Reading the file…</source>
            <translation>Чтение файла…</translation>
        </message>
        <message>
            <source>&amp;Caption</source>
            <translation>&amp;Подпись</translation>
        </message>
        <message>
            <source>%1
%2, %3, %4 × %5</source>
            <comment>file, size, duration, width, height</comment>
            <translation>%1
%2, %3, %4 × %5</translation>
        </message>
        <message>
            <source>The same video was published on this account %1.</source>
            <translation>Это видео опубликовано на этом аккаунте %1.</translation>
        </message>
        <message>
            <source>The same video may be on this account already: a try of %1 is unconfirmed. Look before you publish it again.</source>
            <translation>Это видео, возможно, уже есть на аккаунте: попытка от %1 не подтверждена. Посмотрите, прежде чем публиковать снова.</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 из %2</translation>
        </message>
        <message>
            <source>The file is not read yet.</source>
            <translation>Файл ещё не прочитан.</translation>
        </message>
        <message numerus="yes">
            <source>The caption is %Ln characters too long.</source>
            <translation>
                <numerusform>Подпись длиннее допустимого на %Ln символ.</numerusform>
                <numerusform>Подпись длиннее допустимого на %Ln символа.</numerusform>
                <numerusform>Подпись длиннее допустимого на %Ln символов.</numerusform>
            </translation>
        </message>
        <message>
            <source>The same video is on this account.</source>
            <translation>Это видео уже есть на аккаунте.</translation>
        </message>
        <message>
            <source>A task that has not ended publishes the same video on this account.</source>
            <translation>Это же видео публикует на этом аккаунте незавершённая задача.</translation>
        </message>
        <message>
            <source>The same video is about to be on this account.</source>
            <translation>Это же видео скоро появится на этом аккаунте.</translation>
        </message>
        <message>
            <source>none</source>
            <translation>нет</translation>
        </message>
        <message>
            <source>&amp;Location</source>
            <translation>&amp;Место</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::VideoModel</name>
        <message>
            <source>Videos</source>
            <translation>Видео</translation>
        </message>
        <message>
            <source>waits to be read</source>
            <translation>ждёт чтения</translation>
        </message>
        <message>
            <source>being read…</source>
            <translation>читается…</translation>
        </message>
        <message>
            <source>not read</source>
            <translation>не прочитано</translation>
        </message>
        <message>
            <source>ready</source>
            <comment>video</comment>
            <translation>готово</translation>
        </message>
        <message>
            <source>Video</source>
            <translation>Видео</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Размер</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>Длительность</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
    </context>
    <context>
        <name>pelorus::ui::VideosPart</name>
        <message>
            <source>Stop reading</source>
            <translation>Остановить чтение</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Прочитать снова</translation>
        </message>
        <message>
            <source>Videos</source>
            <translation>Видео</translation>
        </message>
        <message>
            <source>Add videos…</source>
            <translation>Добавить видео…</translation>
        </message>
        <message>
            <source>Add folder…</source>
            <translation>Добавить папку…</translation>
        </message>
        <message>
            <source>Reading the videos</source>
            <translation>Чтение видео</translation>
        </message>
        <message>
            <source>1. Videos</source>
            <translation>1. Видео</translation>
        </message>
        <message numerus="yes">
            <source>1. Videos: %Ln, %1</source>
            <translation>
                <numerusform>1. Видео: %Ln, %1</numerusform>
                <numerusform>1. Видео: %Ln, %1</numerusform>
                <numerusform>1. Видео: %Ln, %1</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 of %2 read</source>
            <translation>прочитано %1 из %2</translation>
        </message>
        <message>
            <source>Add videos</source>
            <translation>Добавить видео</translation>
        </message>
        <message>
            <source>Videos (*.mp4 *.mov *.m4v)</source>
            <translation>Видео (*.mp4 *.mov *.m4v)</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Все файлы (*)</translation>
        </message>
        <message>
            <source>Add the videos of a folder</source>
            <translation>Добавить видео из папки</translation>
        </message>
        <message>
            <source>Drop or paste videos or a folder here, or add them with the buttons above.</source>
            <translation>Перетащите или вставьте сюда видео или папку либо добавьте их кнопками выше.</translation>
        </message>
    </context>
</TS>

-- The ten tables that Pelorus shares with the Django application: its names, columns and meaning.
-- A table that is there already is left as it is.
-- Each block under "-- @" is one statement; {…} is expanded by the dialect.

-- @step
CREATE TABLE IF NOT EXISTS uploader_proxy (
  id                  {id},
  host                varchar(255) NOT NULL,
  port                integer NOT NULL,
  username            text,
  password            text,
  proxy_type          varchar(10) NOT NULL DEFAULT 'HTTP',
  status              varchar(20) NOT NULL DEFAULT 'inactive',
  last_checked        {time},
  assigned_account_id bigint {lite:CONSTRAINT uploader_proxy_assigned_account_fk REFERENCES uploader_instagramaccount (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED},
  is_active           {bool} NOT NULL DEFAULT true,
  last_used           {time},
  last_verified       {time},
  notes               text NOT NULL DEFAULT '',
  country             varchar(50),
  city                varchar(100)
)

-- @step
CREATE TABLE IF NOT EXISTS uploader_instagramaccount (
  id                 {id},
  username           varchar(100) NOT NULL UNIQUE,
  password           text NOT NULL,
  email_username     varchar(100),
  email_password     text,
  tfa_secret         text,
  proxy_id           bigint CONSTRAINT uploader_instagramaccount_proxy_fk REFERENCES uploader_proxy (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  current_proxy_id   bigint CONSTRAINT uploader_instagramaccount_current_proxy_fk REFERENCES uploader_proxy (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  dolphin_profile_id varchar(100),
  status             varchar(30) NOT NULL DEFAULT 'ACTIVE',
  last_used          {time},
  last_warmed        {time},
  created_at         {time} NOT NULL,
  updated_at         {time} NOT NULL,
  notes              text NOT NULL DEFAULT '',
  phone_number       varchar(32),
  locked_by          varchar(64),
  locked_until       {time}
)

-- A table that Django made may hold ids that lead nowhere: new rows are checked all the same.
-- @step postgresql
DO $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT * FROM (VALUES
      ('uploader_proxy', 'assigned_account_id', 'uploader_instagramaccount', 'uploader_proxy_assigned_account_fk'),
      ('uploader_instagramaccount', 'proxy_id', 'uploader_proxy', 'uploader_instagramaccount_proxy_fk'),
      ('uploader_instagramaccount', 'current_proxy_id', 'uploader_proxy', 'uploader_instagramaccount_current_proxy_fk')
    ) AS t (child, col, parent, name)
  LOOP
    CONTINUE WHEN EXISTS (
      SELECT 1 FROM pg_constraint c
      JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
      WHERE c.contype = 'f' AND c.conrelid = wanted.child::regclass AND a.attname = wanted.col);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (%I) REFERENCES %I (id)'
                   ' ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED NOT VALID',
                   wanted.child, wanted.name, wanted.col, wanted.parent);
    BEGIN
      EXECUTE format('ALTER TABLE %I VALIDATE CONSTRAINT %I', wanted.child, wanted.name);
    EXCEPTION WHEN foreign_key_violation THEN
      RAISE NOTICE 'constraint % left unvalidated', wanted.name;
    END;
  END LOOP;
END $$

-- @step
CREATE TABLE IF NOT EXISTS uploader_instagramdevice (
  id                    {id},
  account_id            bigint NOT NULL UNIQUE CONSTRAINT uploader_instagramdevice_account_fk REFERENCES uploader_instagramaccount (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  device_settings       {json device_settings} NOT NULL DEFAULT '{}',
  user_agent            varchar(255) NOT NULL DEFAULT '',
  session_settings      {json session_settings},
  session_file          text,
  last_login_at         {time},
  last_avatar_change_at {time},
  created_at            {time} NOT NULL,
  updated_at            {time} NOT NULL
)

-- @step
CREATE TABLE IF NOT EXISTS uploader_instagramcookies (
  id           {id},
  account_id   bigint NOT NULL UNIQUE CONSTRAINT uploader_instagramcookies_account_fk REFERENCES uploader_instagramaccount (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  cookies_data {json cookies_data} NOT NULL,
  last_updated {time} NOT NULL,
  is_valid     {bool} NOT NULL DEFAULT true
)

-- @step
CREATE TABLE IF NOT EXISTS uploader_dolphincookierobottask (
  id         {id},
  account_id bigint NOT NULL CONSTRAINT uploader_dcrt_account_fk REFERENCES uploader_instagramaccount (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  status     varchar(20) NOT NULL DEFAULT 'PENDING',
  urls       {json urls} NOT NULL DEFAULT '[]',
  headless   {bool} NOT NULL DEFAULT true,
  imageless  {bool} NOT NULL DEFAULT false,
  log        text NOT NULL DEFAULT '',
  created_at {time} NOT NULL,
  updated_at {time} NOT NULL
)

-- @step
CREATE TABLE IF NOT EXISTS uploader_uploadtask (
  id         {id},
  account_id bigint NOT NULL CONSTRAINT uploader_uploadtask_account_fk REFERENCES uploader_instagramaccount (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  status     varchar(20) NOT NULL DEFAULT 'PENDING',
  log        text NOT NULL DEFAULT '',
  created_at {time} NOT NULL,
  updated_at {time} NOT NULL
)

-- @step
CREATE TABLE IF NOT EXISTS uploader_videofile (
  id          {id},
  task_id     bigint NOT NULL CONSTRAINT uploader_videofile_task_fk REFERENCES uploader_uploadtask (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  video_file  text NOT NULL,
  caption     text NOT NULL DEFAULT '',
  uploaded_at {time} NOT NULL
)

-- @step
CREATE TABLE IF NOT EXISTS uploader_bulkuploadtask (
  id         {id},
  name       varchar(100) NOT NULL DEFAULT 'Bulk Upload',
  status     varchar(20) NOT NULL DEFAULT 'PENDING',
  created_at {time} NOT NULL,
  updated_at {time} NOT NULL,
  log        text NOT NULL DEFAULT '',
  upload_id  {uuid} NOT NULL
)

-- @step
CREATE TABLE IF NOT EXISTS uploader_bulkuploadaccount (
  id                     {id},
  bulk_task_id           bigint NOT NULL CONSTRAINT uploader_bua_bulk_fk REFERENCES uploader_bulkuploadtask (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  account_id             bigint NOT NULL CONSTRAINT uploader_bua_account_fk REFERENCES uploader_instagramaccount (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  proxy_id               bigint CONSTRAINT uploader_bua_proxy_fk REFERENCES uploader_proxy (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  status                 varchar(30) NOT NULL DEFAULT 'PENDING',
  log                    text NOT NULL DEFAULT '',
  started_at             {time},
  completed_at           {time},
  uploaded_success_count integer NOT NULL DEFAULT 0,
  uploaded_failed_count  integer NOT NULL DEFAULT 0
)

-- @step
CREATE TABLE IF NOT EXISTS uploader_bulkvideo (
  id             {id},
  bulk_task_id   bigint NOT NULL CONSTRAINT uploader_bv_bulk_fk REFERENCES uploader_bulkuploadtask (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  video_file     text NOT NULL,
  uploaded_at    {time} NOT NULL,
  assigned_to_id bigint CONSTRAINT uploader_bv_assigned_fk REFERENCES uploader_bulkuploadaccount (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  "order"        integer NOT NULL DEFAULT 0,
  location       varchar(200) NOT NULL DEFAULT '',
  mentions       text NOT NULL DEFAULT ''
)

-- What must fit in. A column that something else depends on, such as a view or a generated column
-- (a syntax_error in older releases), a partition's key or a parent's column stays as it is.
-- @step postgresql
DO $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT t.* FROM (VALUES
      ('uploader_proxy', 'host', 'varchar(255)'),
      ('uploader_proxy', 'username', 'text'),
      ('uploader_proxy', 'password', 'text'),
      ('uploader_instagramaccount', 'password', 'text'),
      ('uploader_instagramaccount', 'email_password', 'text'),
      ('uploader_instagramaccount', 'tfa_secret', 'text'),
      ('uploader_instagramdevice', 'session_file', 'text'),
      ('uploader_videofile', 'video_file', 'text'),
      ('uploader_bulkvideo', 'video_file', 'text')
    ) AS t (child, col, wide)
    JOIN information_schema.columns c ON c.table_name = t.child AND c.column_name = t.col
      AND c.table_schema = ANY (current_schemas(false))
    WHERE c.character_maximum_length < CASE t.wide WHEN 'text' THEN 1000000000 ELSE 255 END
  LOOP
    BEGIN
      EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE %s', wanted.child, wanted.col, wanted.wide);
    EXCEPTION WHEN feature_not_supported OR dependent_objects_still_exist OR syntax_error
      OR invalid_table_definition THEN
      RAISE NOTICE 'column %.% left as it is', wanted.child, wanted.col;
    END;
  END LOOP;
END $$

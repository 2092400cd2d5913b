-- Pelorus's own state. Django never sees these tables; when a shared row goes, they keep their
-- names and lose the reference.

-- @step
CREATE TABLE pelorus_instance (
  id          integer PRIMARY KEY CHECK (id = 1),
  instance_id text NOT NULL,
  created_at  {time} NOT NULL
)

-- The fence: whoever changes uploader_instagramaccount.locked_by raises the token (a trigger does).
-- @step
CREATE TABLE pelorus_lease (
  account_id bigint PRIMARY KEY REFERENCES uploader_instagramaccount (id) ON DELETE CASCADE,
  token      bigint NOT NULL DEFAULT 0,
  holder     text,
  machine    text,
  worker     text,
  job_id     bigint,
  updated_at {time} NOT NULL
)

-- @step
CREATE TABLE pelorus_account (
  account_id   bigint PRIMARY KEY REFERENCES uploader_instagramaccount (id) ON DELETE CASCADE,
  paused_until {time},
  pause_reason text NOT NULL DEFAULT '',
  updated_at   {time} NOT NULL
)

-- @step
CREATE TABLE pelorus_worker (
  id         text PRIMARY KEY,
  machine    text NOT NULL,
  host       text NOT NULL DEFAULT '',
  pid        bigint NOT NULL DEFAULT 0,
  version    text NOT NULL DEFAULT '',
  run_limit  integer NOT NULL DEFAULT 0,
  running    integer NOT NULL DEFAULT 0,
  started_at {time} NOT NULL,
  last_seen  {time} NOT NULL
)

-- @step
CREATE TABLE pelorus_publication (
  id           {id},
  account_id   bigint REFERENCES uploader_instagramaccount (id) ON DELETE SET NULL,
  account_name varchar(100) NOT NULL,
  sha256       {bytes} NOT NULL CHECK (length(sha256) = 32),
  generation   integer NOT NULL DEFAULT 0 CHECK (generation >= 0),
  state        text NOT NULL CHECK (state IN ('INTENT', 'SHARED', 'CONFIRMED', 'REFUSED', 'UNCONFIRMED')),
  job_id       bigint,
  item_id      bigint,
  lease_token  bigint NOT NULL,
  baseline     {json baseline} NOT NULL,
  permalink    text NOT NULL DEFAULT '',
  text         text NOT NULL DEFAULT '',
  checks       integer NOT NULL DEFAULT 0 CHECK (checks BETWEEN 0 AND 3),
  created_at   {time} NOT NULL,
  updated_at   {time} NOT NULL
)

-- @step
CREATE TABLE pelorus_job (
  id              {id},
  kind            text NOT NULL CHECK (kind IN ('UPLOAD', 'BULK_UPLOAD', 'CHECK')),
  state           text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'RUNNING', 'NEEDS_OPERATOR', 'UNCONFIRMED', 'COMPLETED', 'PARTIAL', 'FAILED', 'CANCELLED')),
  account_id      bigint REFERENCES uploader_instagramaccount (id) ON DELETE SET NULL,
  account_name    varchar(100) NOT NULL,
  bulk_task_id    bigint REFERENCES uploader_bulkuploadtask (id) ON DELETE SET NULL,
  bulk_account_id bigint REFERENCES uploader_bulkuploadaccount (id) ON DELETE SET NULL,
  upload_task_id  bigint REFERENCES uploader_uploadtask (id) ON DELETE SET NULL,
  publication_id  bigint REFERENCES pelorus_publication (id) ON DELETE SET NULL,
  proxy_id        bigint REFERENCES uploader_proxy (id) ON DELETE SET NULL,
  attempts        integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  run_after       {time} NOT NULL,
  error_class     text NOT NULL DEFAULT '',
  error           text NOT NULL DEFAULT '',
  shared_word     text NOT NULL DEFAULT '',
  request         text NOT NULL DEFAULT 'NONE' CHECK (request IN ('NONE', 'CANCEL', 'TAKE_OVER', 'GIVE_BACK')),
  made_on         text NOT NULL DEFAULT '',
  waiting_on      text NOT NULL DEFAULT '',
  waiting_at      {time},
  machine         text NOT NULL DEFAULT '',
  worker          text NOT NULL DEFAULT '',
  lease_token     bigint NOT NULL DEFAULT 0,
  created_at      {time} NOT NULL,
  started_at      {time},
  finished_at     {time},
  updated_at      {time} NOT NULL
)

-- @step
CREATE TABLE pelorus_item (
  id            {id},
  job_id        bigint NOT NULL REFERENCES pelorus_job (id) ON DELETE CASCADE,
  position      integer NOT NULL,
  bulk_video_id bigint REFERENCES uploader_bulkvideo (id) ON DELETE SET NULL,
  video_file_id bigint REFERENCES uploader_videofile (id) ON DELETE SET NULL,
  stored_path   text NOT NULL,
  caption       text NOT NULL DEFAULT '',
  location      text NOT NULL DEFAULT '',
  mentions      {json mentions} NOT NULL,
  size          bigint NOT NULL CHECK (size >= 0),
  sha256        {bytes} NOT NULL CHECK (length(sha256) = 32),
  publish_again {bool} NOT NULL DEFAULT false,
  state         text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'RUNNING', 'PUBLISHED', 'UNCONFIRMED', 'REFUSED', 'FAILED', 'CANCELLED')),
  permalink     text NOT NULL DEFAULT '',
  error         text NOT NULL DEFAULT '',
  updated_at    {time} NOT NULL,
  UNIQUE (job_id, position)
)

-- @step
CREATE TABLE pelorus_profile (
  id              {id},
  name            text NOT NULL UNIQUE,
  team_id         text NOT NULL DEFAULT '',
  account_id      bigint REFERENCES uploader_instagramaccount (id) ON DELETE SET NULL,
  account_name    varchar(100) NOT NULL DEFAULT '',
  job_id          bigint,
  machine         text NOT NULL,
  worker          text NOT NULL,
  remote_id       bigint NOT NULL DEFAULT 0,
  remote_proxy_id bigint NOT NULL DEFAULT 0,
  state           text NOT NULL DEFAULT 'INTENDED' CHECK (state IN ('INTENDED', 'CREATED', 'STARTED', 'STOPPED', 'DELETED')),
  persistent      {bool} NOT NULL DEFAULT false,
  orphan          {bool} NOT NULL DEFAULT false,
  token           bigint NOT NULL DEFAULT 1,
  last_error      text NOT NULL DEFAULT '',
  created_at      {time} NOT NULL,
  updated_at      {time} NOT NULL
)

-- @step
CREATE TABLE pelorus_cookie_version (
  id           {id},
  account_id   bigint REFERENCES uploader_instagramaccount (id) ON DELETE SET NULL,
  account_name varchar(100) NOT NULL,
  cookies      {json cookies} NOT NULL,
  cookie_count integer NOT NULL,
  signed_in    {bool} NOT NULL,
  source       text NOT NULL,
  at           {time} NOT NULL
)

-- @step
CREATE TABLE pelorus_task_event (
  id      {id},
  job_id  bigint NOT NULL REFERENCES pelorus_job (id) ON DELETE CASCADE,
  item_id bigint,
  step    text NOT NULL,
  state   text NOT NULL,
  text    text NOT NULL DEFAULT '',
  at      {time} NOT NULL
)

-- @step
CREATE TABLE pelorus_evidence (
  id        {id},
  job_id    bigint NOT NULL REFERENCES pelorus_job (id) ON DELETE CASCADE,
  item_id   bigint,
  step      text NOT NULL,
  jpeg      {bytes} NOT NULL CHECK (length(jpeg) <= 307200),
  page_text text NOT NULL DEFAULT '',
  url       text NOT NULL DEFAULT '',
  at        {time} NOT NULL
)

-- @step
CREATE TABLE pelorus_draft (
  id         {id},
  kind       text NOT NULL,
  name       text NOT NULL DEFAULT '',
  machine    text NOT NULL DEFAULT '',
  data       {json data} NOT NULL,
  created_at {time} NOT NULL,
  updated_at {time} NOT NULL
)

-- @step
CREATE TABLE pelorus_key (
  id          {id},
  purpose     text NOT NULL,
  fingerprint text NOT NULL UNIQUE,
  sealed      {bytes} NOT NULL,
  created_at  {time} NOT NULL,
  retired_at  {time}
)

-- @step
CREATE TABLE pelorus_audit (
  id      {id},
  at      {time} NOT NULL,
  who     text NOT NULL,
  action  text NOT NULL,
  subject text NOT NULL,
  detail  text NOT NULL DEFAULT ''
)

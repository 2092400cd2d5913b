-- Columns and indexes that every start looks for and puts back: a Django table remake drops what
-- Django did not make.

-- @column uploader_instagramaccount locked_by
ALTER TABLE uploader_instagramaccount ADD COLUMN locked_by varchar(64)

-- @column uploader_instagramaccount locked_until
ALTER TABLE uploader_instagramaccount ADD COLUMN locked_until {time}

-- Two proxies without a user are the same proxy. Waits while the table holds duplicates.
-- @unique uploader_proxy_unique_host_port_user_pass
CREATE UNIQUE INDEX uploader_proxy_unique_host_port_user_pass
  ON uploader_proxy (host, port, coalesce(username, ''), coalesce(password, ''))

-- @index idx_uploader_proxy_assigned_account
CREATE INDEX idx_uploader_proxy_assigned_account ON uploader_proxy (assigned_account_id)
-- @index idx_uploader_instagramaccount_proxy
CREATE INDEX idx_uploader_instagramaccount_proxy ON uploader_instagramaccount (proxy_id)
-- @index idx_uploader_instagramaccount_current_proxy
CREATE INDEX idx_uploader_instagramaccount_current_proxy ON uploader_instagramaccount (current_proxy_id)
-- @index idx_uploader_instagramaccount_locked_until
CREATE INDEX idx_uploader_instagramaccount_locked_until ON uploader_instagramaccount (locked_until)
-- @index idx_uploader_dcrt_account
CREATE INDEX idx_uploader_dcrt_account ON uploader_dolphincookierobottask (account_id)
-- @index idx_uploader_uploadtask_account
CREATE INDEX idx_uploader_uploadtask_account ON uploader_uploadtask (account_id)
-- @index idx_uploader_videofile_task
CREATE INDEX idx_uploader_videofile_task ON uploader_videofile (task_id)
-- @unique uq_uploader_bulkuploadtask_upload_id
CREATE UNIQUE INDEX uq_uploader_bulkuploadtask_upload_id ON uploader_bulkuploadtask (upload_id)
-- @index idx_uploader_bua_bulk
CREATE INDEX idx_uploader_bua_bulk ON uploader_bulkuploadaccount (bulk_task_id)
-- @index idx_uploader_bua_account
CREATE INDEX idx_uploader_bua_account ON uploader_bulkuploadaccount (account_id)
-- @index idx_uploader_bua_proxy
CREATE INDEX idx_uploader_bua_proxy ON uploader_bulkuploadaccount (proxy_id)
-- @index idx_uploader_bv_bulk
CREATE INDEX idx_uploader_bv_bulk ON uploader_bulkvideo (bulk_task_id)
-- @index idx_uploader_bv_assigned
CREATE INDEX idx_uploader_bv_assigned ON uploader_bulkvideo (assigned_to_id)
-- @index idx_uploader_bv_order
CREATE INDEX idx_uploader_bv_order ON uploader_bulkvideo ("order")

-- The claim's order, bulk task by bulk task.
-- @index pelorus_job_turn
CREATE INDEX pelorus_job_turn ON pelorus_job (coalesce(bulk_task_id, 0), run_after, id) WHERE state = 'PENDING'
-- @index pelorus_job_active
CREATE INDEX pelorus_job_active ON pelorus_job (account_id) WHERE state IN ('RUNNING', 'NEEDS_OPERATOR')
-- @index pelorus_job_account
CREATE INDEX pelorus_job_account ON pelorus_job (account_id)
-- @index pelorus_job_bulk
CREATE INDEX pelorus_job_bulk ON pelorus_job (bulk_task_id)
-- @index pelorus_job_one_per_bulk_account
CREATE UNIQUE INDEX pelorus_job_one_per_bulk_account ON pelorus_job (bulk_account_id)
-- @index pelorus_job_one_per_upload_task
CREATE UNIQUE INDEX pelorus_job_one_per_upload_task ON pelorus_job (upload_task_id)
-- @index pelorus_job_one_open_check
CREATE UNIQUE INDEX pelorus_job_one_open_check ON pelorus_job (publication_id)
  WHERE state IN ('PENDING', 'RUNNING', 'NEEDS_OPERATOR')
-- @index pelorus_item_state
CREATE INDEX pelorus_item_state ON pelorus_item (state, updated_at)
-- What an open task is about to publish.
-- @index pelorus_item_open
CREATE INDEX pelorus_item_open ON pelorus_item (sha256) WHERE state IN ('PENDING', 'RUNNING')
-- @index pelorus_publication_once
CREATE UNIQUE INDEX pelorus_publication_once ON pelorus_publication (account_id, sha256, generation)
  WHERE state <> 'REFUSED'
-- @index pelorus_publication_job
CREATE INDEX pelorus_publication_job ON pelorus_publication (job_id)
-- @index pelorus_publication_open
CREATE INDEX pelorus_publication_open ON pelorus_publication (account_id)
  WHERE state IN ('INTENT', 'SHARED', 'UNCONFIRMED')
-- @index pelorus_profile_remote
CREATE INDEX pelorus_profile_remote ON pelorus_profile (remote_id)
-- @index pelorus_profile_open
CREATE INDEX pelorus_profile_open ON pelorus_profile (account_id) WHERE state <> 'DELETED'
-- @index pelorus_profile_created
CREATE INDEX pelorus_profile_created ON pelorus_profile (created_at)
-- @index pelorus_cookie_version_account
CREATE INDEX pelorus_cookie_version_account ON pelorus_cookie_version (account_id, id)
-- @index pelorus_task_event_job
CREATE INDEX pelorus_task_event_job ON pelorus_task_event (job_id, id)
-- @index pelorus_evidence_job
CREATE INDEX pelorus_evidence_job ON pelorus_evidence (job_id, id)

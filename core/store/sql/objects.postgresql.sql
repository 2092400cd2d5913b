-- Run as whoever made them, so that the old application needs no rights on our tables.

-- No trigger names a column: PostgreSQL would refuse to change the column's type, and with it
-- Django's migrate. EXCEPT compares in linear time however large the statement is.

-- @function pelorus_raise_token
CREATE OR REPLACE FUNCTION pelorus_raise_token() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO pelorus_lease (account_id, token, holder, updated_at)
  SELECT id, 1, locked_by, clock_timestamp()
  FROM (SELECT id, locked_by FROM new_rows EXCEPT SELECT id, locked_by FROM old_rows) changed
  ORDER BY id
  ON CONFLICT (account_id) DO UPDATE SET
    token = pelorus_lease.token + 1, holder = excluded.holder, machine = NULL, worker = NULL,
    job_id = NULL, updated_at = excluded.updated_at;
  RETURN NULL;
END $$

-- @trigger pelorus_raise_token
CREATE TRIGGER pelorus_raise_token
AFTER UPDATE ON uploader_instagramaccount
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_raise_token()

-- @function pelorus_notify
CREATE OR REPLACE FUNCTION pelorus_notify() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('pelorus_change', TG_TABLE_NAME);
  RETURN NULL;
END $$

-- Tells only when one of the columns in the argument changed; also when such a column is gone.
-- @function pelorus_notify_changed
CREATE OR REPLACE FUNCTION pelorus_notify_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  told boolean;
BEGIN
  BEGIN
    EXECUTE format('SELECT EXISTS (SELECT %1$s FROM new_rows EXCEPT SELECT %1$s FROM old_rows)',
                   TG_ARGV[0]) INTO told;
  EXCEPTION WHEN undefined_column THEN
    told := true;
  END;
  IF told THEN
    PERFORM pg_notify('pelorus_change', TG_TABLE_NAME);
  END IF;
  RETURN NULL;
END $$

-- Renewals touch locked_until alone and stay silent, as do appended logs.

-- @trigger pelorus_notify_proxy
CREATE TRIGGER pelorus_notify_proxy
AFTER INSERT OR DELETE OR UPDATE ON uploader_proxy
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_instagramaccount
CREATE TRIGGER pelorus_notify_instagramaccount
AFTER INSERT OR DELETE ON uploader_instagramaccount
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_instagramaccount_changed
CREATE TRIGGER pelorus_notify_instagramaccount_changed
AFTER UPDATE ON uploader_instagramaccount
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify_changed('id, username, status, proxy_id, current_proxy_id, dolphin_profile_id, notes, locked_by')

-- @trigger pelorus_notify_instagramdevice
CREATE TRIGGER pelorus_notify_instagramdevice
AFTER INSERT OR DELETE OR UPDATE ON uploader_instagramdevice
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_instagramcookies
CREATE TRIGGER pelorus_notify_instagramcookies
AFTER INSERT OR DELETE OR UPDATE ON uploader_instagramcookies
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_dolphincookierobottask
CREATE TRIGGER pelorus_notify_dolphincookierobottask
AFTER INSERT OR DELETE ON uploader_dolphincookierobottask
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_dolphincookierobottask_changed
CREATE TRIGGER pelorus_notify_dolphincookierobottask_changed
AFTER UPDATE ON uploader_dolphincookierobottask
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify_changed('id, account_id, status, urls::text')

-- @trigger pelorus_notify_uploadtask
CREATE TRIGGER pelorus_notify_uploadtask
AFTER INSERT OR DELETE ON uploader_uploadtask
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_uploadtask_changed
CREATE TRIGGER pelorus_notify_uploadtask_changed
AFTER UPDATE ON uploader_uploadtask
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify_changed('id, account_id, status')

-- @trigger pelorus_notify_videofile
CREATE TRIGGER pelorus_notify_videofile
AFTER INSERT OR DELETE OR UPDATE ON uploader_videofile
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_bulkuploadtask
CREATE TRIGGER pelorus_notify_bulkuploadtask
AFTER INSERT OR DELETE ON uploader_bulkuploadtask
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_bulkuploadtask_changed
CREATE TRIGGER pelorus_notify_bulkuploadtask_changed
AFTER UPDATE ON uploader_bulkuploadtask
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify_changed('id, name, status')

-- @trigger pelorus_notify_bulkuploadaccount
CREATE TRIGGER pelorus_notify_bulkuploadaccount
AFTER INSERT OR DELETE ON uploader_bulkuploadaccount
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_bulkuploadaccount_changed
CREATE TRIGGER pelorus_notify_bulkuploadaccount_changed
AFTER UPDATE ON uploader_bulkuploadaccount
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify_changed('id, account_id, proxy_id, status, uploaded_success_count, uploaded_failed_count')

-- @trigger pelorus_notify_bulkvideo
CREATE TRIGGER pelorus_notify_bulkvideo
AFTER INSERT OR DELETE OR UPDATE ON uploader_bulkvideo
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_own_account
CREATE TRIGGER pelorus_notify_own_account
AFTER INSERT OR DELETE OR UPDATE ON pelorus_account
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_own_account_edit
CREATE TRIGGER pelorus_notify_own_account_edit
AFTER INSERT OR DELETE OR UPDATE ON pelorus_account_edit
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_own_job
CREATE TRIGGER pelorus_notify_own_job
AFTER INSERT OR DELETE OR UPDATE ON pelorus_job
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_own_item
CREATE TRIGGER pelorus_notify_own_item
AFTER INSERT OR DELETE OR UPDATE ON pelorus_item
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_own_publication
CREATE TRIGGER pelorus_notify_own_publication
AFTER INSERT OR DELETE OR UPDATE ON pelorus_publication
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_own_profile
CREATE TRIGGER pelorus_notify_own_profile
AFTER INSERT OR DELETE OR UPDATE ON pelorus_profile
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_own_cookie_version
CREATE TRIGGER pelorus_notify_own_cookie_version
AFTER INSERT OR DELETE OR UPDATE ON pelorus_cookie_version
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_own_evidence
CREATE TRIGGER pelorus_notify_own_evidence
AFTER INSERT OR DELETE OR UPDATE ON pelorus_evidence
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_own_draft
CREATE TRIGGER pelorus_notify_own_draft
AFTER INSERT OR DELETE OR UPDATE ON pelorus_draft
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_own_worker
CREATE TRIGGER pelorus_notify_own_worker
AFTER INSERT OR DELETE ON pelorus_worker
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- Run as whoever made them, so that the old application needs no rights on our tables.

-- @function pelorus_raise_token
CREATE OR REPLACE FUNCTION pelorus_raise_token() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO pelorus_lease (account_id, token, holder, updated_at)
  VALUES (NEW.id, 1, NEW.locked_by, clock_timestamp())
  ON CONFLICT (account_id) DO UPDATE SET
    token = pelorus_lease.token + 1, holder = excluded.holder, machine = NULL, worker = NULL,
    job_id = NULL, updated_at = excluded.updated_at;
  RETURN NULL;
END $$

-- @trigger pelorus_raise_token
CREATE TRIGGER pelorus_raise_token
AFTER UPDATE OF locked_by ON uploader_instagramaccount
FOR EACH ROW WHEN (OLD.locked_by IS DISTINCT FROM NEW.locked_by)
EXECUTE FUNCTION pelorus_raise_token()

-- @function pelorus_notify
CREATE OR REPLACE FUNCTION pelorus_notify() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('pelorus_change', TG_TABLE_NAME);
  RETURN NULL;
END $$

-- Renewals touch locked_until alone and stay silent, as do appended logs.

-- @trigger pelorus_notify_proxy
CREATE TRIGGER pelorus_notify_proxy
AFTER INSERT OR DELETE OR UPDATE ON uploader_proxy
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_instagramaccount
CREATE TRIGGER pelorus_notify_instagramaccount
AFTER INSERT OR DELETE OR UPDATE OF username, status, proxy_id, current_proxy_id, dolphin_profile_id, notes, locked_by ON uploader_instagramaccount
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

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
AFTER INSERT OR DELETE OR UPDATE OF account_id, status, urls ON uploader_dolphincookierobottask
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_uploadtask
CREATE TRIGGER pelorus_notify_uploadtask
AFTER INSERT OR DELETE OR UPDATE OF account_id, status ON uploader_uploadtask
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_videofile
CREATE TRIGGER pelorus_notify_videofile
AFTER INSERT OR DELETE OR UPDATE ON uploader_videofile
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_bulkuploadtask
CREATE TRIGGER pelorus_notify_bulkuploadtask
AFTER INSERT OR DELETE OR UPDATE OF name, status ON uploader_bulkuploadtask
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_bulkuploadaccount
CREATE TRIGGER pelorus_notify_bulkuploadaccount
AFTER INSERT OR DELETE OR UPDATE OF account_id, proxy_id, status, uploaded_success_count, uploaded_failed_count ON uploader_bulkuploadaccount
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_bulkvideo
CREATE TRIGGER pelorus_notify_bulkvideo
AFTER INSERT OR DELETE OR UPDATE ON uploader_bulkvideo
FOR EACH STATEMENT EXECUTE FUNCTION pelorus_notify()

-- @trigger pelorus_notify_own_account
CREATE TRIGGER pelorus_notify_own_account
AFTER INSERT OR DELETE OR UPDATE ON pelorus_account
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

-- @trigger pelorus_raise_token
CREATE TRIGGER pelorus_raise_token
AFTER UPDATE OF locked_by ON uploader_instagramaccount
WHEN OLD.locked_by IS NOT NEW.locked_by
BEGIN
  INSERT INTO pelorus_lease (account_id, token, holder, updated_at)
  VALUES (NEW.id, 1, NEW.locked_by, {now})
  ON CONFLICT (account_id) DO UPDATE SET
    token = pelorus_lease.token + 1, holder = excluded.holder, machine = NULL, worker = NULL,
    job_id = NULL, updated_at = excluded.updated_at;
END

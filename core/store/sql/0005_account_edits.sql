-- Edits of an account that somebody holds: they wait until it is free. The newest of a kind stands.
-- Values lie here as the account's own tables hold them.

-- @step
CREATE TABLE pelorus_account_edit (
  id         {id},
  account_id bigint NOT NULL REFERENCES uploader_instagramaccount (id) ON DELETE CASCADE,
  kind       text NOT NULL CHECK (kind IN ('PASSWORD', 'TFA_SECRET', 'EMAIL_USERNAME', 'EMAIL_PASSWORD', 'DOLPHIN_PROFILE', 'COOKIES', 'BLUEPRINT')),
  value      text,
  data       {json data},
  is_valid   {bool} NOT NULL DEFAULT false,
  source     text NOT NULL DEFAULT '',
  who        text NOT NULL DEFAULT '',
  problem    text NOT NULL DEFAULT '',
  at         {time} NOT NULL,
  UNIQUE (account_id, kind)
)

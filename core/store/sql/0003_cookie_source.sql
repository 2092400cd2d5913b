-- Where the cookies in use came from. The time tells whether they are still the ones that Pelorus
-- wrote: the old application writes to the same row.

-- @step
ALTER TABLE pelorus_account ADD COLUMN cookies_source text NOT NULL DEFAULT ''

-- @step
ALTER TABLE pelorus_account ADD COLUMN cookies_at {time}

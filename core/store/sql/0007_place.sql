-- Where the row of pelorus_live was written: the table's own number. A plain pg_dump of another
-- program copies the row; the table that it makes has another number, and so counts as restored.

-- @step
ALTER TABLE pelorus_live ADD COLUMN place text NOT NULL DEFAULT ''

-- @step postgresql
UPDATE pelorus_live SET place = 'pelorus_live'::regclass::oid::text

-- Its one row is left out of every backup: a database without it was restored, and nothing is
-- claimed or shared in it until the migration or a sweep has settled it (see restored.h).

-- @step
CREATE TABLE pelorus_live (id integer PRIMARY KEY CHECK (id = 1))

-- @step
INSERT INTO pelorus_live (id) VALUES (1)

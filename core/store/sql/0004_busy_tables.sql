-- Rows that are written again and again: room for the new version on the same page, and dead ones
-- cleared away soon. A worker's claim reads past every dead row.

-- @step postgresql
ALTER TABLE pelorus_job SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200)

-- @step postgresql
ALTER TABLE pelorus_lease SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200)

-- @step postgresql
ALTER TABLE pelorus_worker SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200)

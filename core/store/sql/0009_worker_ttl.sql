-- The TTL of leases is each machine's own setting. Whether a worker is dead is judged by its own, so
-- it says which; 0 is a worker that does not, and is judged by whoever asks.

-- @step
ALTER TABLE pelorus_worker ADD COLUMN ttl integer NOT NULL DEFAULT 0

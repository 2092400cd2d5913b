-- Looks used to count when they were planned, and each of their runs as a run. What is still to be
-- looked at gets its three real looks.

-- @step
UPDATE pelorus_publication SET checks = 0
WHERE checks > 0 AND state IN ('INTENT', 'SHARED', 'UNCONFIRMED')
  AND EXISTS (SELECT 1 FROM pelorus_job j WHERE j.publication_id = pelorus_publication.id
              AND j.state IN ('PENDING', 'RUNNING', 'NEEDS_OPERATOR'))

-- @step
UPDATE pelorus_job SET attempts = 0 WHERE kind = 'CHECK' AND state = 'PENDING' AND attempts > 0

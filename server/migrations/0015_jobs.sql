-- Work for later, in lanes. What was the outbox is the lanes `codes` and `messages`.
CREATE TABLE job (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    lane TEXT NOT NULL,
    payload TEXT NOT NULL,
    created BIGINT NOT NULL,
    due BIGINT NOT NULL,
    -- Until then it is claimed by a server process.
    locked_until BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    done BIGINT NOT NULL
);
INSERT INTO job (id, kind, lane, payload, created, due, locked_until, attempts, done)
    SELECT id, kind, CASE kind WHEN 'code' THEN 'codes' ELSE 'messages' END, body, created, not_before, 0, attempts, done
    FROM outbox;
DROP TABLE outbox;
CREATE INDEX job_open ON job (lane, due) WHERE done = 0;
CREATE INDEX job_done ON job (created) WHERE done = 1;

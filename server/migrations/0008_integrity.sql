-- Which portal this is: one row. The store of files holds the same id, so that neither is used with another's.
CREATE TABLE installation (
    id TEXT NOT NULL PRIMARY KEY,
    created BIGINT NOT NULL,
    -- Stands behind the year in registration numbers; empty until a backup is restored.
    series TEXT NOT NULL,
    -- When a write last succeeded for a check of readiness.
    checked BIGINT NOT NULL
);

-- The heads of logs, each sealed with a key that is not here, and with the seal before it: append-only.
CREATE TABLE seal (
    no BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    -- Names the key without telling it.
    key TEXT NOT NULL,
    mac TEXT NOT NULL
);
CREATE INDEX seal_case ON seal (case_id, seq);

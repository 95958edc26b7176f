-- Officials: who administers the accounts of an office, one-time passwords, the second factor, what was changed in rights,
-- and who looked at whose case.
ALTER TABLE staff ADD COLUMN administrator BIGINT NOT NULL DEFAULT 0;
-- 1: the password was made by somebody else and must be changed at the login.
ALTER TABLE staff ADD COLUMN one_time BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN last_login BIGINT NOT NULL DEFAULT 0;

-- The secret is sealed with a key that is not in the database. `last_step` is the time step of the last code that was
-- taken: a code is worth something once.
CREATE TABLE staff_factor (
    staff TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL,
    since BIGINT NOT NULL,
    last_step BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    wait_until BIGINT NOT NULL
);

-- Hashes of the recovery codes that are left.
CREATE TABLE staff_recovery (
    staff TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (staff, hash)
);

-- Every change of an official's rights. Append-only.
CREATE TABLE rights_change (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    office TEXT NOT NULL,
    staff TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The administrator; empty for the command line of the server.
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    change TEXT NOT NULL,
    -- The roles, for a change of roles.
    detail TEXT NOT NULL
);
CREATE INDEX rights_change_office ON rights_change (office, id);

-- Every opening of a case or of one of its files by an official; `slot` is the number of the few minutes for which one
-- row stands. Append-only, and no part of the case's own log.
CREATE TABLE case_view (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL,
    staff TEXT NOT NULL,
    -- Id and name of the file; empty for the case itself.
    file TEXT NOT NULL,
    file_name TEXT NOT NULL,
    slot BIGINT NOT NULL,
    at BIGINT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    office TEXT NOT NULL,
    UNIQUE (case_id, staff, file, slot)
);
CREATE INDEX case_view_case ON case_view (case_id, id);
CREATE INDEX case_view_office ON case_view (office, id);

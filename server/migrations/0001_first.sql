-- One schema for SQLite and PostgreSQL: TEXT, BIGINT and BYTEA only. Ids are UUIDv7 as text; times are unix
-- microseconds in UTC; flags are 0 or 1; JSON is text.

CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    iin TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    name TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    created BIGINT NOT NULL
);

CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    office TEXT NOT NULL,
    active BIGINT NOT NULL
);
CREATE INDEX staff_office ON staff (office);

-- The key is a hash of the cookie's value, so that a copy of the table opens no session.
CREATE TABLE session (
    key TEXT NOT NULL PRIMARY KEY,
    data TEXT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX session_expires ON session (expires);

CREATE TABLE draft (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    regulation TEXT NOT NULL,
    answers TEXT NOT NULL,
    version BIGINT NOT NULL,
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    -- The case that was made of it; a draft is submitted once.
    case_id TEXT
);
CREATE INDEX draft_person ON draft (person, updated);
-- One open draft a person and regulation, also when two requests come at once.
CREATE UNIQUE INDEX draft_open ON draft (person, regulation) WHERE case_id IS NULL;

-- Files of drafts and cases. `home` is the draft's id, and stays so when the draft becomes a case.
CREATE TABLE file (
    id TEXT NOT NULL PRIMARY KEY,
    home TEXT NOT NULL,
    slot TEXT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX file_home ON file (home, slot);

-- The log of every case: append-only, each entry with the hash of the one before.
CREATE TABLE event (
    case_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (case_id, seq)
);

-- What pages need of a case without reading its log; always rebuilt from the log.
CREATE TABLE application (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    -- Unguessable, for the public check page.
    code TEXT NOT NULL UNIQUE,
    draft TEXT NOT NULL UNIQUE,
    regulation TEXT NOT NULL,
    person TEXT NOT NULL,
    person_name TEXT NOT NULL,
    -- The language in which the applicant gets messages.
    lang TEXT NOT NULL,
    office TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    step TEXT NOT NULL,
    performer TEXT NOT NULL,
    appointed TEXT NOT NULL,
    step_due BIGINT NOT NULL,
    due BIGINT NOT NULL,
    registered BIGINT NOT NULL,
    closed BIGINT NOT NULL,
    late BIGINT NOT NULL,
    seq BIGINT NOT NULL
);
CREATE INDEX application_person ON application (person, registered);
CREATE INDEX application_queue ON application (office, performer, state, step_due);

CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE outbox (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    created BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    done BIGINT NOT NULL
);
CREATE INDEX outbox_open ON outbox (done, not_before);

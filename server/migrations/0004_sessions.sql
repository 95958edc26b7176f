-- Sessions with what their owner needs to recognise them. Those of the older shape end here: they live for an hour.
DROP TABLE session;
CREATE TABLE session (
    -- A hash of the cookie's value, so that a copy of the table opens no session.
    key TEXT NOT NULL PRIMARY KEY,
    -- The key before the last renewal. It opens the session until the browser has shown the new one, and a moment more:
    -- an answer that got lost logs nobody out.
    former TEXT NOT NULL,
    former_until BIGINT NOT NULL,
    -- What the page of sessions calls it: never the key.
    id TEXT NOT NULL UNIQUE,
    -- citizen, staff, or nothing before the login is complete
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    demo BIGINT NOT NULL,
    created BIGINT NOT NULL,
    -- When the password was last given.
    entered BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    -- The address, shortened, and the browser, in words.
    place TEXT NOT NULL,
    agent TEXT NOT NULL,
    data TEXT NOT NULL
);
CREATE INDEX session_former ON session (former);
CREATE INDEX session_expires ON session (expires);
CREATE INDEX session_account ON session (account, seen);

-- Accounts of the demonstration, whose password everybody knows.
ALTER TABLE person ADD COLUMN demo BIGINT NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN demo BIGINT NOT NULL DEFAULT 0;

-- Wrong passwords, by account and by address. Keys are hashes of what was typed.
CREATE TABLE login_failure (
    key TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    until BIGINT NOT NULL,
    last BIGINT NOT NULL
);
CREATE INDEX login_failure_last ON login_failure (last);

-- Devices and addresses from which an account has been entered: a stranger who guesses elsewhere does not lock them out.
CREATE TABLE login_origin (
    subject TEXT NOT NULL,
    origin TEXT NOT NULL,
    seen BIGINT NOT NULL,
    PRIMARY KEY (subject, origin)
);
CREATE INDEX login_origin_seen ON login_origin (seen);

-- Keys of ciphers that all server processes share.
CREATE TABLE secret (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

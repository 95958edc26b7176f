-- Telephones and addresses on the way to being confirmed by a one-time code. The key is a hash of a secret that only the
-- session which asked has, and the code is hashed together with that secret: a copy of the table confirms nothing. `body`
-- is what waits for the confirmation, as JSON; the row goes when it is done or too old.
CREATE TABLE verification (
    id TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    -- The account that it is for; empty where there is none (yet).
    person TEXT NOT NULL,
    -- Number or address; empty where nobody is told anything.
    recipient TEXT NOT NULL,
    body TEXT NOT NULL,
    code TEXT NOT NULL,
    sent BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    verified BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX verification_expires ON verification (expires);

-- When a code was sent, by a hash of the number or account: so many an hour.
CREATE TABLE code_sent (
    id TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX code_sent_key ON code_sent (key, at);
CREATE INDEX code_sent_at ON code_sent (at);

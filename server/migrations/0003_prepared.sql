-- Applications that were prepared at home for a counter. The key and the key of the cipher both come from the code on
-- the paper, which is not here: a copy of the table tells nothing of anybody.
CREATE TABLE prepared (
    id TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX prepared_expires ON prepared (expires);

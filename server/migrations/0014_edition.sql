-- Texts of regulations under which cases run, each once, by its hash.
CREATE TABLE edition (
    hash TEXT NOT NULL PRIMARY KEY,
    regulation TEXT NOT NULL,
    body TEXT NOT NULL,
    created BIGINT NOT NULL
);

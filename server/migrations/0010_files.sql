-- What the scanner said of a file: nothing if none was asked, `clean`, `waiting`, `refused`.
ALTER TABLE file ADD COLUMN scan TEXT NOT NULL DEFAULT '';
CREATE INDEX file_scan ON file (scan, created) WHERE scan = 'waiting';
-- Bytes that an account has sent on a day by the calendar of Kazakhstan.
CREATE TABLE upload_day (
    account TEXT NOT NULL,
    day TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    PRIMARY KEY (account, day)
);

-- The list of the ended cases of an office, the newest first.
CREATE INDEX cases_ended ON cases (office, closed, id) WHERE state <> 'open';

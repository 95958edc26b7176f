-- The open tasks of cases, for the lists of officials: a row for each role that may do one. Always what the log adds up to.
CREATE TABLE task (
    case_id TEXT NOT NULL,
    no BIGINT NOT NULL,
    -- Empty while it is the applicant who does it.
    role TEXT NOT NULL,
    -- Where the role stands among those that may do it, from 0.
    place BIGINT NOT NULL,
    step TEXT NOT NULL,
    -- The office that does it, and the one that has the case: others after it was handed over.
    office TEXT NOT NULL,
    home TEXT NOT NULL,
    -- The official who alone may do it, or empty.
    assignee TEXT NOT NULL,
    since BIGINT NOT NULL,
    due BIGINT NOT NULL,
    -- 1: handed to the office, and nobody there has taken it.
    handed BIGINT NOT NULL,
    -- Since when the clock stands still, or 0.
    paused BIGINT NOT NULL,
    PRIMARY KEY (case_id, no, role)
);
CREATE INDEX task_role ON task (office, role, assignee, due, case_id, no, paused);
CREATE INDEX task_assignee ON task (assignee, due, case_id, no) WHERE assignee <> '' AND place = 0;
CREATE INDEX task_office ON task (office, due, case_id, no) WHERE place = 0 AND role <> '';
CREATE INDEX task_home ON task (home, due, case_id, no) WHERE place = 0;

-- The officials who have or had a part in an open case.
CREATE TABLE case_staff (
    staff TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (staff, case_id)
);
CREATE INDEX case_staff_case ON case_staff (case_id);

-- Cases whose rows an upgrade makes anew from their logs, before the portal starts.
CREATE TABLE case_to_rebuild (
    case_id TEXT NOT NULL PRIMARY KEY
);
INSERT INTO case_to_rebuild (case_id) SELECT id FROM cases WHERE state = 'open';

-- What the row of a case said of its one step, its tasks say.
DROP INDEX cases_queue;
DROP INDEX cases_open;
ALTER TABLE cases DROP COLUMN step;
ALTER TABLE cases DROP COLUMN performer;
ALTER TABLE cases DROP COLUMN appointed;
ALTER TABLE cases DROP COLUMN step_due;
CREATE INDEX cases_open ON cases (office, due) WHERE state = 'open';

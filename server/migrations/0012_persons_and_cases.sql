-- Who somebody is, apart from how they log in: whoever only came to a counter is a person without an account.
CREATE TABLE account (
    person TEXT NOT NULL PRIMARY KEY,
    -- Argon2id in PHC form
    password TEXT NOT NULL,
    -- 1: of the demonstration, whose password everybody knows.
    demo BIGINT NOT NULL,
    opened BIGINT NOT NULL
);
INSERT INTO account (person, password, demo, opened) SELECT id, password, demo, created FROM person;
ALTER TABLE person DROP COLUMN password;
ALTER TABLE person DROP COLUMN demo;

-- The roles of officials, a row each. Before, they were a JSON array of ids in `staff`; neither database reads the JSON
-- of the other's kind, so the array is read sign by sign: `word` is what stands since the last quotation mark.
CREATE TABLE staff_role (
    staff TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (staff, role)
);
WITH RECURSIVE sign(staff, roles, place, word) AS (
    SELECT id, roles, 0, CAST('' AS TEXT) FROM staff
    UNION ALL
    SELECT staff, roles, place + 1,
        CASE WHEN substr(roles, place + 1, 1) = '"' THEN '' ELSE word || substr(roles, place + 1, 1) END
    FROM sign WHERE place < length(roles)
)
INSERT INTO staff_role (staff, role)
    SELECT DISTINCT staff, word FROM sign
    WHERE substr(roles, place + 1, 1) = '"' AND word NOT IN ('', '[', ',', ', ');
ALTER TABLE staff DROP COLUMN roles;

-- An application is the document that a person submits; what the office works on is a case.
ALTER TABLE application RENAME TO cases;
DROP INDEX application_person;
DROP INDEX application_queue;
DROP INDEX application_open;
CREATE INDEX cases_person ON cases (person, registered);
CREATE INDEX cases_queue ON cases (office, performer, state, step_due);
CREATE INDEX cases_open ON cases (step_due, due) WHERE state = 'open';

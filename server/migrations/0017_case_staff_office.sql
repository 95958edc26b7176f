-- The officials who have or had a part in an open case: in which office and role, since they read it only there and as that.
DROP TABLE case_staff;
CREATE TABLE case_staff (
    staff TEXT NOT NULL,
    office TEXT NOT NULL,
    role TEXT NOT NULL,
    case_id TEXT NOT NULL,
    PRIMARY KEY (staff, office, role, case_id)
);
CREATE INDEX case_staff_case ON case_staff (case_id);

-- Ended cases too: what their logs say of a term that the act does not give is read otherwise than it was written.
-- The rows of open tasks hold no date later than that of the whole.
INSERT INTO case_to_rebuild (case_id) SELECT id FROM cases WHERE true ON CONFLICT (case_id) DO NOTHING;

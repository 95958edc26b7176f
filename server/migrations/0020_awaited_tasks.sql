-- What an applicant has not brought in their days stands still for the office: `paused` says since when.
INSERT INTO case_to_rebuild (case_id) SELECT id FROM cases WHERE state = 'open' ON CONFLICT (case_id) DO NOTHING;

-- 1: the work was sent back to it.
ALTER TABLE task ADD COLUMN returned BIGINT NOT NULL DEFAULT 0;
INSERT INTO case_to_rebuild (case_id) SELECT id FROM cases WHERE state = 'open' ON CONFLICT (case_id) DO NOTHING;

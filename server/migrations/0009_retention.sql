-- When its owner was told that a draft will be deleted; before the last change it counts for nothing.
ALTER TABLE draft ADD COLUMN reminded BIGINT NOT NULL DEFAULT 0;
CREATE INDEX draft_idle ON draft (updated) WHERE case_id IS NULL;
CREATE INDEX outbox_done ON outbox (created) WHERE done = 1;
-- What is late in the whole portal is counted for every scrape of the figures.
CREATE INDEX application_open ON application (step_due, due) WHERE state = 'open';

-- What a queue says of a case beside its step: how many times the applicant added documents since the last step, and
-- whether another term took the place of the ordinary one.
ALTER TABLE application ADD COLUMN added BIGINT NOT NULL DEFAULT 0;
ALTER TABLE application ADD COLUMN replaced BIGINT NOT NULL DEFAULT 0;

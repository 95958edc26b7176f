-- The case that the background check looked at last: after a start it goes on there.
ALTER TABLE installation ADD COLUMN verified TEXT NOT NULL DEFAULT '';
-- From now on this row is always there, without an id until the first start names the portal: a database without it is
-- what a restoration left that broke off.
INSERT INTO installation (id, created, series, checked)
    SELECT '', 0, '', 0 WHERE NOT EXISTS (SELECT 1 FROM installation);

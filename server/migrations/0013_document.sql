-- Documents of cases, as canonical JSON: what was submitted stays readable without the form that made it.
CREATE TABLE document (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    body TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX document_case ON document (case_id);

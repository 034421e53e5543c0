CREATE TABLE records (
    kind ${text} NOT NULL,
    id ${text} NOT NULL,
    incarnation BIGINT NOT NULL,
    tombstone SMALLINT NOT NULL,
    revision BIGINT NOT NULL,
    disabled SMALLINT NOT NULL,
    writer ${text} NOT NULL,
    change_id ${text} NOT NULL,
    ancestry TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (kind, id)
);

CREATE TABLE audit (
    member ${text} NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    subject TEXT NOT NULL,
    change TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (member, seq)
);

CREATE TABLE seen (
    one INTEGER PRIMARY KEY,
    at BIGINT NOT NULL
);

INSERT INTO seen VALUES (1, 0)

CREATE TABLE usage_counts (
    member ${text} NOT NULL,
    minutes SMALLINT NOT NULL,
    at BIGINT NOT NULL,
    run BIGINT NOT NULL,
    cells BYTEA NOT NULL,
    PRIMARY KEY (member, minutes, at, run)
)

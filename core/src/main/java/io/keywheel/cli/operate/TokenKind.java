package io.keywheel.cli.operate;

/** Of operators, or of applications; written as people type them. */
@SuppressWarnings("java:S115")
enum TokenKind {
    admin,
    caller
}

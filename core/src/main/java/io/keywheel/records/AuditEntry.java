package io.keywheel.records;

/**
 * Who did what. No secret is ever in it.
 *
 * @param at milliseconds since 1970
 * @param who the token that asked, or the program itself
 * @param what as in {@code key.disable}
 * @param subject what it was done to
 * @param change JSON: before and after
 */
public record AuditEntry(long at, String who, String what, String subject, String change) {}

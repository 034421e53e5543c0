package io.keywheel.admin.port;

/**
 * On whose behalf something is asked, for the audit.
 *
 * @param actor the token's id, or {@code admin-token} for the first one
 * @param address where the request came from
 * @param request id of the request, as in its answer
 */
public record By(String actor, String address, String request) {}

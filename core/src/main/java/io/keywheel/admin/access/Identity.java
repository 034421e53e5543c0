package io.keywheel.admin.access;

import io.keywheel.token.Scope;

/**
 * Who holds a token.
 *
 * @param id of the token, {@code admin-token} for the first one
 */
public record Identity(String id, String name, Scope scope) {}

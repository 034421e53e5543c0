package io.keywheel.admin.http;

import io.keywheel.token.Scope;
import io.vertx.core.http.HttpMethod;

/**
 * One line of the router.
 *
 * @param id as in the contract, which says the rest
 * @param path below {@code /admin/v1}, with names in braces
 * @param scope that its caller needs
 */
public record Operation(String id, HttpMethod method, String path, Scope scope, Action action) {

    /** Whether it may change something: browsers must show that a page of ours asks. */
    boolean changes() {
        return !HttpMethod.GET.equals(method);
    }
}

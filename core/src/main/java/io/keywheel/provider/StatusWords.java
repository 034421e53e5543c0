package io.keywheel.provider;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** The HTTP status that an error inside a 200 would have had, told by its words. */
final class StatusWords {
    private static final int MISTAKE = 400;

    private static final Map<String, Integer> STATUS = Map.ofEntries(
            entry("invalid_request_error", MISTAKE),
            entry("badrequesterror", MISTAKE),
            entry("invalid_argument", MISTAKE),
            entry("failed_precondition", MISTAKE),
            entry("context_length_exceeded", MISTAKE),
            entry("tool_use_failed", MISTAKE),
            entry("authentication_error", 401),
            entry("authenticationerror", 401),
            entry("unauthenticated", 401),
            entry("permission_error", 403),
            entry("permission_denied", 403),
            entry("not_found_error", 404),
            entry("notfounderror", 404),
            entry("not_found", 404),
            entry("request_too_large", 413),
            entry("rate_limit_error", 429),
            entry("rate_limit_exceeded", 429),
            entry("rate_limited", 429),
            entry("ratelimiterror", 429),
            entry("too_many_requests", 429),
            entry("too_many_requests_error", 429),
            entry("resource_exhausted", 429),
            entry("insufficient_quota", 429),
            entry("api_error", 500),
            entry("server_error", 500),
            entry("internal_error", 500),
            entry("internal_server_error", 500),
            entry("internalservererror", 500),
            entry("internal", 500),
            entry("overloaded_error", 529),
            entry("server_is_overloaded", 503),
            entry("service_unavailable", 503),
            entry("service_unavailable_error", 503),
            entry("unavailable", 503),
            entry("timeout_error", 504),
            entry("deadline_exceeded", 504));

    private StatusWords() {}

    /** 0 where it stays open. The code is heard before the type, and "invalid request" last: some say it of everything. */
    static int statusOf(ErrorBody body) {
        if (body.status() != 0) return body.status();
        Set<String> words = body.words();
        int mistake = 0;
        for (String word : words) {
            int status = STATUS.getOrDefault(word, 0);
            if (status > MISTAKE) return status;
            mistake = Math.max(mistake, status);
        }
        return mistake;
    }
}

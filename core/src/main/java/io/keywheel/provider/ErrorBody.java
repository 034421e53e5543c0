package io.keywheel.provider;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an error body says, whichever envelope it came in.
 *
 * @param isError whether the body is an error at all; matters inside a 200
 * @param code the most telling of code, reason, type and status, empty where there is none
 * @param words all of these, in lower case, the most telling first
 * @param message the provider's sentence, empty where there is none
 * @param status an HTTP status that the body states, 0 where it states none
 * @param quotas the quotas that Google says were exceeded
 * @param hints what the body states beside its text: waits and limits, by the name of the header that would carry them, and ids
 */
record ErrorBody(
        boolean isError,
        String code,
        Set<String> words,
        String message,
        int status,
        List<Quota> quotas,
        Map<String, String> hints) {

    /** A quota of Google's, with its size where it is stated. */
    record Quota(String id, String value) {}

    /** The word of a body that is a page of some proxy on the way, not the provider's own answer. */
    static final String PAGE = "<page>";

    static ErrorBody text(String message) {
        return new ErrorBody(false, "", Set.of(), message, 0, List.of(), Map.of());
    }

    static ErrorBody page(String message) {
        return new ErrorBody(false, "", Set.of(PAGE), message, 0, List.of(), Map.of());
    }

    String hint(String name) {
        return hints.getOrDefault(name, "");
    }
}

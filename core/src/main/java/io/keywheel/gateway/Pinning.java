package io.keywheel.gateway;

import io.keywheel.gateway.BodyScan.Asked;
import io.keywheel.gateway.BodyScan.Storing;
import io.keywheel.pool.Affinity;
import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * How a request is bound to the pinned key of its provider: what one key has made (files, batches, stored answers) no key of another
 * account finds.
 */
enum Pinning {
    /** Any key will do. */
    FREE,
    /** What it makes is looked for under the pinned key later. */
    PREFERRED,
    /** What it speaks of exists under the pinned key only. */
    ONLY;

    /** By the first word of the path, whatever follows and whichever the method. */
    private static final Set<String> STATEFUL = Set.of(
            "files",
            "batches",
            "batch",
            "uploads",
            "vector_stores",
            "fine_tuning",
            "fine_tunings",
            "fine-tunes",
            "conversations",
            "containers",
            "evals",
            "assistants",
            "threads",
            "videos",
            "libraries",
            "agents");

    private static final String COMPLETIONS = "/chat/completions";
    private static final String RESPONSES = "/responses";
    /** They stand where an id would, and keep nothing. */
    private static final Set<String> STATELESS = Set.of("input_tokens", "compact");

    /** @param path below the base URL, with the query */
    static Pinning of(HttpMethod method, String path, Asked asked) {
        if (begins(path, COMPLETIONS)) return ofCompletions(method, path, asked.storing());
        if (begins(path, RESPONSES)) return ofResponses(method, path, asked.storing());
        if (begins(path, "/messages")) return begins(path, "/messages/batches") ? ONLY : FREE;
        return STATEFUL.contains(wordBehind(path, 0)) ? ONLY : FREE;
    }

    private static Pinning ofCompletions(HttpMethod method, String path, Storing storing) {
        boolean makes = HttpMethod.POST.equals(method)
                && wordBehind(path, COMPLETIONS.length()).isEmpty();
        if (!makes) return ONLY;
        return storing == Storing.WANTED ? PREFERRED : FREE;
    }

    private static Pinning ofResponses(HttpMethod method, String path, Storing storing) {
        String id = wordBehind(path, RESPONSES.length());
        boolean makes = HttpMethod.POST.equals(method) && id.isEmpty();
        if (storing == Storing.NEEDED || (!makes && !STATELESS.contains(id))) return ONLY;
        return makes && storing != Storing.UNWANTED ? PREFERRED : FREE;
    }

    /** Whether the path is this one, or goes on below it. */
    private static boolean begins(String path, String wanted) {
        return path.startsWith(wanted) && isEnd(path, wanted.length());
    }

    /** The word of the path behind this slash; empty where no slash stands here. */
    private static String wordBehind(String path, int slash) {
        if (slash >= path.length() || path.charAt(slash) != '/') return "";
        int end = slash + 1;
        while (!isEnd(path, end)) end++;
        return path.substring(slash + 1, end);
    }

    private static boolean isEnd(String path, int at) {
        return at >= path.length() || path.charAt(at) == '/' || path.charAt(at) == '?';
    }

    /** What the pool is asked for: this bond, or where there is none the session. */
    Affinity or(Affinity session, String pinnedKey) {
        if (this == FREE || pinnedKey.isEmpty()) return session;
        return this == ONLY ? Affinity.only(pinnedKey) : Affinity.preferring(pinnedKey);
    }
}

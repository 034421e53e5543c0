package io.keywheel.admin.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keywheel.admin.http.Api;
import io.keywheel.admin.http.Problem;
import io.keywheel.admin.http.Reply;
import io.keywheel.admin.port.KeyChange;
import io.keywheel.admin.port.KeyView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What each end of a change means in HTTP. */
final class KeyAnswers {

    /** A key behind a change. */
    record Changed(
            @JsonUnwrapped KeyView key,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings,
            boolean durable) {}

    /** A change that somebody has not confirmed. */
    record Unconfirmed(List<String> missing, Optional<KeyView> key) {}

    private static final Map<Class<? extends KeyChange>, Function<KeyChange, Reply>> TABLE = Map.ofEntries(
            on(KeyChange.Done.class, KeyAnswers::done),
            on(KeyChange.Accepted.class, c -> Reply.of(202, new Unconfirmed(c.missing(), c.key()))),
            on(KeyChange.Exists.class, c -> Reply.of(exists(c))),
            on(KeyChange.Missing.class, c -> Reply.of(missing(c.id()))),
            on(KeyChange.Stale.class, KeyAnswers::stale),
            on(KeyChange.BelongsToSource.class, c -> Reply.of(belongs(c))),
            on(KeyChange.UnknownProvider.class, c -> Reply.of(unknownProvider(c.known()))),
            on(KeyChange.OtherProvider.class, c -> Reply.of(otherProvider(c))),
            on(KeyChange.NotRestorable.class, c -> Reply.of(notRestorable(c.id()))),
            on(KeyChange.StoreUnavailable.class, c -> Reply.of(storeUnavailable(c.applied()))));

    private KeyAnswers() {}

    private static <T extends KeyChange> Map.Entry<Class<? extends KeyChange>, Function<KeyChange, Reply>> on(
            Class<T> end, Function<T, Reply> answer) {
        return Map.entry(end, change -> answer.apply(end.cast(change)));
    }

    static Reply of(KeyChange change) {
        return Objects.requireNonNull(TABLE.get(change.getClass())).apply(change);
    }

    private static Reply done(KeyChange.Done done) {
        KeyView key = done.key();
        return switch (done.effect()) {
            case REMOVED -> done.durable() ? Reply.empty() : changed(200, done);
            case CREATED -> changed(201, done).with("Location", Api.ROOT + "/keys/" + key.id());
            case CHANGED, UNCHANGED, REMOVING -> changed(200, done);
        };
    }

    private static Reply changed(int status, KeyChange.Done done) {
        return Reply.of(status, new Changed(done.key(), done.warnings(), done.durable()))
                .etag(done.key().version());
    }

    private static Reply stale(KeyChange.Stale stale) {
        Reply reply = Reply.of(staleVersion());
        return stale.version().map(reply::etag).orElse(reply);
    }

    static Problem staleVersion() {
        return Problem.of(
                        412,
                        "stale_version",
                        "It has changed since you looked.",
                        "Read it again and send its ETag as If-Match.")
                .in("If-Match");
    }

    static Problem missing(String id) {
        return Problem.of(404, "not_found", "There is no key " + id + ".", "GET /keys lists those there are.");
    }

    private static Problem exists(KeyChange.Exists exists) {
        return exists.sameSecret()
                ? Problem.of(
                                409,
                                "duplicate_secret",
                                "Key " + exists.id() + " has this very secret.",
                                "Change that one, or send another secret.")
                        .at("/secret")
                : Problem.of(409, "key_exists", "There is a key " + exists.id() + ".", "Use another id, or PUT it.")
                        .at("/id");
    }

    private static Problem belongs(KeyChange.BelongsToSource of) {
        return Problem.of(
                409,
                "belongs_to_source",
                "The " + of.what() + " of key " + of.id() + " belongs to its source: " + of.source() + ".",
                "Change it there and reload; label, weight, quotaGroup and enabled can be set here.");
    }

    static Problem unknownProvider(List<String> known) {
        String hint = known.isEmpty() ? "" : "There are " + String.join(", ", known) + ".";
        return Problem.of(400, "unknown_provider", "No such provider is configured.", hint)
                .at("/provider");
    }

    private static Problem otherProvider(KeyChange.OtherProvider other) {
        return Problem.of(
                        409,
                        "other_provider",
                        "Key " + other.id() + " is of " + other.provider() + ", and stays so.",
                        "Use another id, or remove it first.")
                .at("/provider");
    }

    private static Problem notRestorable(String id) {
        return Problem.of(
                409, "not_restorable", "Nothing of key " + id + " can be taken back any more.", "Add it again.");
    }

    static Problem storeUnavailable(boolean applied) {
        return Problem.of(
                        503,
                        "store_unavailable",
                        applied ? "It acts, but it could not be written." : "The store is away; nothing was changed.",
                        "Try again when the store is back.")
                .applied(applied);
    }
}

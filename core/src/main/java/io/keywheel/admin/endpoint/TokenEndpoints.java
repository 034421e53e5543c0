package io.keywheel.admin.endpoint;

import static io.keywheel.admin.endpoint.OperationTable.operation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.keywheel.admin.http.Action;
import io.keywheel.admin.http.Call;
import io.keywheel.admin.http.Moments;
import io.keywheel.admin.http.Operation;
import io.keywheel.admin.http.Problem;
import io.keywheel.admin.http.Reply;
import io.keywheel.admin.port.Place;
import io.keywheel.admin.port.Tokens;
import io.keywheel.token.CallerLimits;
import io.keywheel.token.Scope;
import io.keywheel.token.Token;
import io.keywheel.token.TokenText;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** {@code /tokens/admin} and {@code /tokens/caller}. A token's text is shown once, and only its digest is kept. */
final class TokenEndpoints {
    private static final int ID_CHARACTERS = 12;

    private final Tokens tokens;
    private final InstantSource clock;

    TokenEndpoints(Tokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A token as it is shown. */
    record View(
            String id,
            Token.Kind kind,
            String name,
            Optional<Scope> scope,
            Instant createdAt,
            String createdBy,
            Optional<Instant> expiresAt,
            Optional<Instant> lastUsedAt,
            List<String> models,
            Optional<Long> requestsPerMinute,
            Optional<Long> tokensPerMinute) {
        static View of(Token t) {
            boolean admin = t.kind() == Token.Kind.ADMIN;
            return new View(
                    t.id(),
                    t.kind(),
                    t.name(),
                    admin ? Optional.of(t.scope()) : Optional.empty(),
                    t.createdAt(),
                    t.createdBy(),
                    t.expiresAt(),
                    Optional.empty(),
                    t.limits().models(),
                    t.limits().requestsPerMinute(),
                    t.limits().tokensPerMinute());
        }
    }

    /** The only time that its text is seen. */
    record Made(@JsonUnwrapped View view, String token) {}

    List<Operation> operations() {
        return List.of(
                operation(
                        "listAdminTokens",
                        HttpMethod.GET,
                        "/tokens/admin",
                        Scope.ADMIN,
                        Action.now(c -> list(c, Token.Kind.ADMIN))),
                operation(
                        "createAdminToken",
                        HttpMethod.POST,
                        "/tokens/admin",
                        Scope.ADMIN,
                        c -> make(c, Token.Kind.ADMIN)),
                operation(
                        "revokeAdminToken",
                        HttpMethod.DELETE,
                        "/tokens/admin/{id}",
                        Scope.ADMIN,
                        c -> revoke(c, Token.Kind.ADMIN)),
                operation(
                        "listCallerTokens",
                        HttpMethod.GET,
                        "/tokens/caller",
                        Scope.ADMIN,
                        Action.now(c -> list(c, Token.Kind.CALLER))),
                operation(
                        "createCallerToken",
                        HttpMethod.POST,
                        "/tokens/caller",
                        Scope.ADMIN,
                        c -> make(c, Token.Kind.CALLER)),
                operation(
                        "revokeCallerToken",
                        HttpMethod.DELETE,
                        "/tokens/caller/{id}",
                        Scope.ADMIN,
                        c -> revoke(c, Token.Kind.CALLER)));
    }

    private Reply list(Call call, Token.Kind kind) {
        Place place = call.place();
        List<View> behind = tokens.book(kind).all().stream()
                .map(View::of)
                .filter(t -> place.after().isEmpty()
                        || t.id().compareTo(place.after().get()) > 0)
                .sorted(Comparator.comparing(View::id))
                .limit(place.limit() + 1L)
                .toList();
        return Call.page(place.page(behind, View::id));
    }

    private Future<Reply> make(Call call, Token.Kind kind) {
        Optional<Instant> expiry = KeyBodies.text(call.json(), "expiresAt").map(Moments::of);
        if (expiry.isPresent() && !expiry.get().isAfter(clock.instant()))
            return Future.succeededFuture(
                    Reply.of(Problem.bad("invalid_field", "expiresAt has passed.", "Send a moment that is yet to come.")
                            .at("/expiresAt")));
        String text = TokenText.random(kind.prefix());
        Token token = token(call, kind, text, expiry);
        return call.await(tokens.add(token, call.by()))
                .map(change -> change instanceof Tokens.Change.StoreUnavailable away
                        ? Reply.of(KeyAnswers.storeUnavailable(away.applied()))
                        : Reply.of(201, new Made(View.of(token), text)));
    }

    private Token token(Call call, Token.Kind kind, String text, Optional<Instant> expiry) {
        JsonObject body = call.json();
        String digest = TokenText.digest(text);
        Scope scope = KeyBodies.text(body, "scope").map(Scope::of).orElse(Scope.READ);
        CallerLimits limits = new CallerLimits(
                body.getJsonArray("models", new JsonArray()).stream()
                        .map(String::valueOf)
                        .toList(),
                Optional.ofNullable(body.getLong("requestsPerMinute")),
                Optional.ofNullable(body.getLong("tokensPerMinute")));
        // The digest's beginning tells nothing of the text, and is the token's own.
        return new Token(
                digest.substring(0, ID_CHARACTERS),
                kind,
                body.getString("name"),
                digest,
                scope,
                clock.instant(),
                call.by().actor(),
                expiry,
                limits);
    }

    private static final Map<Class<? extends Tokens.Change>, Function<Tokens.Change, Reply>> REVOKED = Map.of(
            Tokens.Change.Done.class, c -> Reply.empty(),
            Tokens.Change.Accepted.class,
                    c -> Reply.of(
                            202, new KeyAnswers.Unconfirmed(((Tokens.Change.Accepted) c).missing(), Optional.empty())),
            Tokens.Change.Missing.class,
                    c -> Reply.of(
                            Problem.of(404, "not_found", "There is no such token.", "GET lists those there are.")),
            Tokens.Change.StoreUnavailable.class,
                    c -> Reply.of(KeyAnswers.storeUnavailable(((Tokens.Change.StoreUnavailable) c).applied())));

    private Future<Reply> revoke(Call call, Token.Kind kind) {
        return call.await(tokens.revoke(kind, call.id(), call.by()))
                .map(change ->
                        Objects.requireNonNull(REVOKED.get(change.getClass())).apply(change));
    }
}

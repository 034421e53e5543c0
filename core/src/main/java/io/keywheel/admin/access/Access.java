package io.keywheel.admin.access;

import io.keywheel.admin.http.Call;
import io.keywheel.admin.http.Gate;
import io.keywheel.admin.http.Operation;
import io.keywheel.admin.http.Problem;
import io.keywheel.admin.http.Reply;
import io.keywheel.admin.port.By;
import io.keywheel.token.Scope;
import io.keywheel.token.TokenText;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The gate of the admin API: a token as Bearer, or the cookie that a browser got for one. */
public final class Access implements Gate {
    private static final String BEARER = "bearer ";
    private static final String CSRF = "X-CSRF-Token";
    private static final int LONGEST = 4_096;

    private static final Problem NO_TOKEN = Problem.of(
            401, "unauthenticated", "This needs an admin token.", "Send it as Authorization: Bearer …, or sign in.");
    private static final Problem WRONG = Problem.of(
            401, "invalid_token", "This token is not known, or it has expired.", "Use one that is still good.");
    private static final Problem TOO_MANY = Problem.of(
            429, "too_many_guesses", "Too many wrong tokens came from there.", "Wait, then send the right one.");
    private static final Problem ENDED = Problem.of(401, "session_ended", "The session has ended.", "Sign in again.");
    private static final Problem NO_CSRF = Problem.of(
                    403,
                    "csrf_token_missing",
                    "A change by a browser needs the session's csrfToken.",
                    "Send it as X-CSRF-Token.")
            .in(CSRF);

    private final Vertx vertx;
    private final Doorkeeper doorkeeper;
    private final Sessions sessions;
    private final InstantSource clock;
    private final Guesses guesses = new Guesses();

    public Access(Vertx vertx, Doorkeeper doorkeeper, Sessions sessions, InstantSource clock) {
        this.vertx = vertx;
        this.doorkeeper = doorkeeper;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The answer about a session. */
    record SessionView(String actor, Scope scope, Optional<String> csrfToken, Optional<Instant> expiresAt) {}

    @Override
    public Future<Admission> admit(HttpServerRequest request, Operation operation, String requestId) {
        if (operation.id().equals("createSession"))
            return admitted(request, operation, requestId, new Identity("", "", Scope.ADMIN), Optional.empty());
        String header = request.getHeader("Authorization");
        if (header != null) return byToken(request, operation, requestId, header);
        Optional<String> cookie = Cookies.read(request);
        if (cookie.isEmpty()) return refused(NO_TOKEN);
        return byCookie(request, operation, requestId, cookie.get());
    }

    private Future<Admission> byToken(HttpServerRequest request, Operation operation, String id, String header) {
        boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length()) && header.length() < LONGEST;
        Optional<Identity> holder =
                bearer ? doorkeeper.holder(header.substring(BEARER.length()).strip()) : Optional.empty();
        if (holder.isEmpty()) return wrong(request).map(Admission::refused);
        return admitted(request, operation, id, holder.get(), Optional.empty());
    }

    private Future<Admission> byCookie(HttpServerRequest request, Operation operation, String id, String cookie) {
        Optional<Sessions.Session> session = sessions.use(cookie);
        Optional<Identity> holder = session.flatMap(s -> doorkeeper.byId(s.tokenId()));
        if (session.isEmpty() || holder.isEmpty()) {
            sessions.end(cookie);
            return refused(ENDED);
        }
        String brought = request.getHeader(CSRF);
        boolean shown = brought != null && TokenText.same(session.get().csrfToken(), brought);
        boolean reads = HttpMethod.GET.equals(operation.method());
        if (!reads && !shown) return refused(NO_CSRF);
        return admitted(request, operation, id, holder.get(), Optional.of(cookie));
    }

    private Future<Admission> admitted(
            HttpServerRequest request, Operation operation, String id, Identity who, Optional<String> cookie) {
        if (!who.scope().allows(operation.scope()))
            return refused(Problem.of(
                    403,
                    "insufficient_scope",
                    "This token may " + who.scope().text() + "; that needs "
                            + operation.scope().text() + ".",
                    "Use a token with that scope."));
        By by = new By(who.id(), address(request), id);
        return Future.succeededFuture(Admission.of(new Call.Caller(by, who.scope(), cookie)));
    }

    private static Future<Admission> refused(Problem problem) {
        return Future.succeededFuture(Admission.refused(problem));
    }

    /** Slow where there are many. */
    private Future<Problem> wrong(HttpServerRequest request) {
        String address = address(request);
        long wait = guesses.wrong(address, clock.millis());
        if (wait == 0) return Future.succeededFuture(WRONG);
        if (wait < 0) return Future.succeededFuture(TOO_MANY);
        Promise<Problem> later = Promise.promise();
        vertx.setTimer(wait, t -> {
            guesses.answered(address);
            later.complete(TOO_MANY);
        });
        return later.future();
    }

    private static String address(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? "?"
                : String.valueOf(request.remoteAddress().hostAddress());
    }

    /** {@code POST /session}: a token for a cookie. */
    public Future<Reply> signIn(Call call) {
        Optional<Identity> holder =
                doorkeeper.holder(call.json().getString("token").strip());
        if (holder.isEmpty()) return wrong(call.request()).map(Reply::of);
        return Future.succeededFuture(Reply.ok(begin(call.request(), holder.get())));
    }

    /** Signs a browser in as holder of the first token: a one-time link was followed. */
    public void signInOwner(HttpServerRequest request) {
        doorkeeper.byId(Doorkeeper.FIRST).ifPresent(owner -> begin(request, owner));
    }

    private SessionView begin(HttpServerRequest request, Identity who) {
        Cookies.read(request).ifPresent(sessions::end);
        String cookie = sessions.begin(who.id());
        Cookies.set(request, cookie);
        return view(who, sessions.use(cookie));
    }

    private static SessionView view(Identity who, Optional<Sessions.Session> session) {
        return new SessionView(
                who.id(),
                who.scope(),
                session.map(Sessions.Session::csrfToken),
                session.map(Sessions.Session::expiresAt));
    }

    /** {@code GET /session}. */
    public Reply current(Call call) {
        Identity who = new Identity(call.by().actor(), "", call.caller().scope());
        return Reply.ok(view(who, call.caller().session().flatMap(sessions::use)));
    }

    /** {@code DELETE /session}. */
    public Reply signOut(Call call) {
        call.caller().session().ifPresent(sessions::end);
        Cookies.clear(call.request());
        return Reply.empty();
    }
}

package io.keywheel.gateway;

import io.keywheel.gateway.Held.Decision;
import io.keywheel.pool.Lease;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Usage;
import io.keywheel.pool.Verdict;
import io.keywheel.provider.Dialect;
import io.keywheel.provider.Reply;
import io.keywheel.upstream.Origin;
import io.keywheel.upstream.ProviderFaults;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One upstream call with one key: connects, sends, and reads the answer up to the commit point. What it came to is told to
 * {@link Failover}; a kept answer is read on by the caller's side through {@link #follow}. It can be cut at any moment.
 */
final class Attempt implements Connections.Taker {
    /** Who reads a kept answer on. */
    interface Follower {
        void piece(Buffer piece);

        void whole();

        void brokeOff(String why);
    }

    private final Exchange exchange;
    private final Lease lease;
    private final Connections connections;
    private final Failover failover;
    private @Nullable HttpClientConnection connection;
    private @Nullable HttpClientRequest request;
    private @Nullable BodySender body;
    private @Nullable HttpClientResponse response;
    private @Nullable Held held;
    private Watch watch = Watch.NOTHING;
    private @Nullable Follower follower;
    private Verdict verdict = Verdict.succeeded();
    private boolean reused;
    private boolean answerWhole;
    private boolean over;
    private boolean heard;
    private final long startedAt;
    private long quietSince;
    private long headAt;

    Attempt(Exchange exchange, Lease lease, Connections connections, Failover failover) {
        this.exchange = exchange;
        this.lease = lease;
        this.connections = connections;
        this.failover = failover;
        this.startedAt = failover.now();
        this.quietSince = startedAt;
    }

    Exchange exchange() {
        return exchange;
    }

    Lease lease() {
        return lease;
    }

    void start() {
        connections.take(this);
    }

    @Override
    public void connected(HttpClientConnection made, boolean usedBefore) {
        if (over) {
            connections.giveBack(made, failover.now());
            return;
        }
        connection = made;
        reused = usedBefore;
        Origin origin = connections.origin();
        RequestOptions options = new RequestOptions()
                .setHost(origin.host())
                .setPort(origin.port())
                .setMethod(exchange.ask().method())
                .setURI(origin.basePath() + exchange.ask().path());
        made.request(options).onComplete(opened -> {
            if (opened.failed()) failed(ProviderFaults.notSent(opened.cause()));
            else send(opened.result());
        });
    }

    @Override
    public void notConnected(Throwable why) {
        failed(ProviderFaults.notConnected(why, connections.origin()));
    }

    private void send(HttpClientRequest out) {
        request = out;
        if (over) {
            out.reset();
            return;
        }
        Dialect dialect = exchange.pooled().provider().dialect();
        HeaderRules.copyUpstream(exchange.ask().headers(), out.headers());
        String path = exchange.ask().path();
        out.headers()
                .add(
                        (CharSequence) dialect.keyHeader(path),
                        dialect.keyPrefix(path) + lease.key().secret().reveal());
        dialect.headers().forEach((name, value) -> {
            if (!out.headers().contains(name)) out.headers().add(name, value);
        });
        // The answer's future tells what fails; unheard, it is logged as well.
        out.exceptionHandler(t -> {});
        out.response().onComplete(answered -> {
            if (answered.failed()) failed(ProviderFaults.noAnswer(answered.cause(), reused));
            else answered(answered.result());
        });
        BodySender sender = new BodySender(exchange.ask(), out);
        body = sender;
        sender.send(failover.limits(), this::tooLarge);
    }

    private void tooLarge() {
        cut(Verdict.of(Outcome.REQUEST_REJECTED, Reach.NOBODY, 413, "request_too_large", ""));
        exchange.caller().refuse(BodyReader.tooLarge(failover.limits()));
    }

    private void answered(HttpClientResponse in) {
        response = in;
        heard = true;
        headAt = failover.now();
        lease.answeredFor(dialect().account(in::getHeader));
        lease.observed(dialect().observe(in::getHeader, failover.wallTime()));
        if (over) return;
        in.handler(this::piece);
        in.endHandler(v -> ended());
        in.exceptionHandler(this::brokeOff);
        Held holding = Held.of(in, dialect());
        held = holding;
        if (holding == null) decide(Decision.KEEP);
    }

    private Dialect dialect() {
        return exchange.pooled().provider().dialect();
    }

    private void piece(Buffer piece) {
        heard = true;
        if (follower != null) follow(piece, follower);
        else if (held != null && !over) decide(held.add(piece));
    }

    private void follow(Buffer piece, Follower reader) {
        watch.watch(piece);
        reader.piece(piece);
    }

    private void ended() {
        answerWhole = true;
        free();
        if (follower != null) follower.whole();
        else if (held != null && !over) decide(held.end());
    }

    private void brokeOff(Throwable why) {
        String text = "the answer broke off: " + ProviderFaults.text(why);
        if (over) return;
        if (follower != null) follower.brokeOff(text);
        else if (response != null && response.statusCode() == 429) judgeWhatCame();
        else failed(ProviderFaults.failed(text));
    }

    /** A rate limit holds, however little came of its body: its head says the most of it. */
    private void judgeWhatCame() {
        answerWhole = true;
        connection = null;
        decide(Decision.JUDGE);
    }

    /** An answer that is whole leaves its connection to the next request, unless the request is still being sent on it. */
    private void free() {
        HttpClientResponse in = response;
        if (connection == null || in == null) return;
        boolean closes = "close".equalsIgnoreCase(in.getHeader(HttpHeaders.CONNECTION));
        if (body == null || !body.isWhole()) connection.close();
        else if (!closes) connections.giveBack(connection, failover.now());
        connection = null;
    }

    private void decide(Decision decision) {
        switch (decision) {
            case WAIT -> {}
            case KEEP -> failover.judged(this, Verdict.succeeded());
            case JUDGE -> failover.judged(this, judge());
            case BROKEN -> failed(ProviderFaults.failed("the answer is empty, cut, or none at all"));
        }
    }

    private Verdict judge() {
        HttpClientResponse in = Objects.requireNonNull(response);
        byte[] evidence = Objects.requireNonNull(held).evidence();
        String type = in.getHeader(HttpHeaders.CONTENT_TYPE);
        if (in.statusCode() < 300 && type != null && type.startsWith("text/html")) {
            return ProviderFaults.failed("a page of HTML in place of an answer");
        }
        return dialect().classify(new Reply(in.statusCode(), in::getHeader, evidence), failover.wallTime());
    }

    private void failed(Verdict why) {
        if (!over) failover.judged(this, why);
    }

    /** Failover gives the attempt up: the lease is settled, what still runs is cut. */
    void cut(Verdict with) {
        if (over) return;
        verdict = with;
        settle(with);
        if (request != null && !answerWhole) request.reset();
        connection = null;
    }

    /** Failover keeps the attempt with this verdict; the caller's side ends it. */
    void keep(Verdict with) {
        verdict = with;
        watch = held == null ? Held.watchOf(response()) : held.watch();
    }

    /** The watch for the end of the kept answer; null where it is no stream that can be read. */
    @Nullable
    StreamEnd stream() {
        return watch instanceof StreamEnd end ? end : null;
    }

    /** Reads the kept answer on: the pieces that follow {@link #heldBytes}. */
    void follow(Follower reader) {
        follower = reader;
    }

    /** The caller's side has all of the answer. */
    void finish() {
        finish(verdict);
    }

    /** The caller's side ends the kept answer with another verdict than it was kept with. */
    void finish(Verdict with) {
        if (answerWhole && !over) {
            settle(with);
        } else {
            cut(with);
        }
    }

    private void settle(Verdict with) {
        over = true;
        // What a GET tells was billed when it was made.
        Usage billed = HttpMethod.POST.equals(exchange.ask().method()) ? watch.billed(answerWhole) : Usage.NONE;
        if (!billed.isNone()) lease.used(billed);
        lease.settle(with);
        int status = response == null ? 0 : response.statusCode();
        exchange.trail().add(lease, with, status, new Trail.Span(startedAt, failover.now()));
    }

    /** Whether nothing of the answer is to come any more: it ended, or what came of it had to do. */
    boolean isWhole() {
        return answerWhole || over;
    }

    /** What was read before the commit point. */
    Buffer heldBytes() {
        return held == null ? Buffer.buffer() : held.bytes();
    }

    HttpClientResponse response() {
        return Objects.requireNonNull(response, "no answer yet");
    }

    void pause() {
        if (response != null) response.pause();
    }

    void resume() {
        heard = true;
        if (response != null) response.resume();
    }

    /** Called a few times a second: ends what has been quiet for too long. */
    void tick(long now) {
        if (over) return;
        if (heard) {
            heard = false;
            quietSince = now;
        }
        if (now - quietSince >= failover.limits().attemptTimeout().toMillis()) timedOut();
        else if (follower == null && isTrickling(now)) decide(Decision.JUDGE);
        else if (held instanceof HeldStream
                && follower == null
                && now - headAt > failover.timings().signOfLife()) signOfLife(now);
    }

    /** A refusal that does not end is judged by what has come of it. */
    private boolean isTrickling(long now) {
        boolean refusal = held instanceof HeldBody body && body.isRefusal();
        return refusal && now - headAt > failover.timings().refusal();
    }

    private void signOfLife(long now) {
        headAt = now;
        exchange.caller().keepAlive();
    }

    private void timedOut() {
        String text = "no answer within " + failover.limits().attemptTimeout().toSeconds() + " s";
        if (follower != null) follower.brokeOff(text);
        else failed(Verdict.of(Outcome.OUTCOME_UNKNOWN, Reach.UPSTREAM, 0, "timeout", text));
    }
}

package io.keywheel.gateway;

import io.keywheel.gateway.Held.Decision;
import io.keywheel.pool.Lease;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Usage;
import io.keywheel.pool.Verdict;
import io.keywheel.provider.Dialect;
import io.keywheel.upstream.ProviderFaults;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
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
    private @Nullable Answer answer;
    private @Nullable Follower follower;
    private Verdict verdict = Verdict.succeeded();
    private boolean reused;
    private boolean over;
    private long headMillis = -1;
    private final long startedAt;
    private final Silence silence;

    Attempt(Exchange exchange, Lease lease, Connections connections, Failover failover) {
        this.exchange = exchange;
        this.lease = lease;
        this.connections = connections;
        this.failover = failover;
        this.startedAt = failover.now();
        this.silence = new Silence(startedAt);
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

    /** Its key shall not be used any longer: as if the provider had hung up. */
    void hangUp() {
        if (!over && connection != null) connection.close();
    }

    @Override
    public void connected(HttpClientConnection made, boolean usedBefore) {
        if (over) {
            connections.giveBack(made, failover.now());
            return;
        }
        connection = made;
        reused = usedBefore;
        made.request(UpstreamRequest.options(connections.origin(), exchange.ask()))
                .onComplete(opened -> {
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
        UpstreamRequest.headers(exchange.ask(), dialect(), lease.key(), out.headers());
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
        exchange.caller().refuse(Refusal.tooLarge(failover.limits().bodyBytes()));
    }

    private void answered(HttpClientResponse in) {
        long now = failover.now();
        silence.begins(now);
        headMillis = now - startedAt;
        Answer begun = new Answer(in, dialect());
        answer = begun;
        begun.tell(lease, failover.wallTime());
        if (over) return;
        in.handler(piece -> piece(begun, piece));
        in.endHandler(v -> ended(begun));
        in.exceptionHandler(this::brokeOff);
        decide(begun.decision());
    }

    private Dialect dialect() {
        return exchange.pooled().provider().dialect();
    }

    private void piece(Answer of, Buffer piece) {
        silence.heard();
        Follower reader = follower;
        if (reader != null) {
            of.watch().watch(piece);
            reader.piece(piece);
        } else if (!over) {
            decide(of.add(piece));
        }
    }

    private void ended(Answer of) {
        of.ends();
        free(of);
        if (follower != null) follower.whole();
        else if (!over) decide(of.decisionAtEnd());
    }

    private void brokeOff(Throwable why) {
        String text = "the answer broke off: " + ProviderFaults.text(why);
        if (over) return;
        if (follower != null) follower.brokeOff(text);
        else if (answer != null && answer.status() == 429) judgeWhatCame(answer);
        else failed(ProviderFaults.failed(text));
    }

    /** A rate limit holds, however little came of its body: its head says the most of it. */
    private void judgeWhatCame(Answer of) {
        of.ends();
        connection = null;
        decide(Decision.JUDGE);
    }

    /** An answer that is whole leaves its connection to the next request, unless the request is still being sent on it. */
    private void free(Answer of) {
        if (connection == null) return;
        if (body == null || !body.isWhole()) connection.close();
        else if (!of.closes()) connections.giveBack(connection, failover.now());
        connection = null;
    }

    private void decide(Decision decision) {
        switch (decision) {
            case WAIT -> {}
            case KEEP -> failover.judged(this, Verdict.succeeded());
            case JUDGE -> failover.judged(this, answer().judge(failover.wallTime()));
            case BROKEN -> failed(ProviderFaults.failed("the answer is empty, cut, or none at all"));
        }
    }

    private void failed(Verdict why) {
        if (!over) failover.judged(this, why);
    }

    /** Failover gives the attempt up: the lease is settled, what still runs is cut. */
    void cut(Verdict with) {
        if (over) return;
        verdict = with;
        settle(with);
        if (request != null && (answer == null || !answer.isWhole())) request.reset();
        connection = null;
    }

    /** Failover keeps the attempt with this verdict; the caller's side ends it. */
    void keep(Verdict with) {
        verdict = with;
        answer().keep();
    }

    /** Reads the kept answer on: the pieces that follow {@link Answer#heldBytes}. */
    void follow(Follower reader) {
        follower = reader;
    }

    /** The caller's side has all of the answer. */
    void finish() {
        finish(verdict);
    }

    /** The caller's side ends the kept answer with another verdict than it was kept with. */
    void finish(Verdict with) {
        if (answer().isWhole() && !over) settle(with);
        else cut(with);
    }

    private void settle(Verdict with) {
        over = true;
        Usage billed = answer == null ? Usage.NONE : answer.billed();
        if (!billed.isNone()) lease.used(billed);
        lease.settle(with);
        int status = answer == null ? 0 : answer.status();
        exchange.trail().add(lease, with, status, new Trail.Span(startedAt, failover.now()));
        exchange.settled(lease, with.outcome(), headMillis);
    }

    /** Whether nothing of the answer is to come any more: it ended, or what came of it had to do. */
    boolean isWhole() {
        return over || answer().isWhole();
    }

    Answer answer() {
        return Objects.requireNonNull(answer, "no answer yet");
    }

    void pause() {
        if (answer != null) answer.head().pause();
    }

    void resume() {
        silence.heard();
        if (answer != null) answer.head().resume();
    }

    /** Called a few times a second: ends what has been quiet for too long. */
    void tick(long now) {
        if (over) return;
        if (silence.quiet(now) >= failover.limits().attemptTimeout().toMillis()) timedOut();
        else if (answer != null && follower == null) waited(answer, silence.sinceHead(now), now);
    }

    /** A refusal that does not end is judged by what has come of it; who waits for a stream to begin hears a sign of life. */
    private void waited(Answer of, long sinceHead, long now) {
        if (of.isRefusal() && sinceHead > failover.timings().refusal()) {
            decide(Decision.JUDGE);
        } else if (of.isStream() && sinceHead > failover.timings().signOfLife()) {
            silence.told(now);
            exchange.caller().keepAlive();
        }
    }

    private void timedOut() {
        String text = "no answer within " + failover.limits().attemptTimeout().toSeconds() + " s";
        if (follower != null) follower.brokeOff(text);
        else failed(Verdict.of(Outcome.OUTCOME_UNKNOWN, Reach.UPSTREAM, 0, "timeout", text));
    }
}

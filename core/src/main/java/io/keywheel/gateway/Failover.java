package io.keywheel.gateway;

import io.keywheel.config.Settings.Limits;
import io.keywheel.pool.Acquired;
import io.keywheel.pool.Exhausted;
import io.keywheel.pool.Lease;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Acquire a key, send, keep the answer or try the next. */
final class Failover {
    private static final int MOST_FAILURES = 3;
    private static final long BACKOFF_MILLIS = 50;

    /** What the failover needs of its event loop. */
    interface Loop {
        Timings timings();

        void later(long millis, Runnable action);

        Connections connections(Pools.Pooled pooled);
    }

    private final Loop loop;
    private final Limits limits;
    private final InstantSource clock;
    private final RetryBudget retries;
    private final ProviderLog log;
    private final Patience patience;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Failover(Loop loop, Limits limits, InstantSource clock, ProviderLog log) {
        this.loop = loop;
        this.limits = limits;
        this.clock = clock;
        this.retries = new RetryBudget(clock.millis());
        this.log = log;
        this.patience = new Patience(loop, this, this::send);
    }

    /** Serves a new exchange. */
    void serve(Exchange exchange) {
        retries.request();
        attempt(exchange);
    }

    private void attempt(Exchange exchange) {
        if (exchange.isOver()) return;
        if (exchange.attempts() == 0 && patience.isAhead(exchange)) {
            queue(exchange);
            return;
        }
        Acquired acquired = exchange.pool().acquire(exchange.demand());
        if (acquired instanceof Lease lease) send(exchange, lease);
        else exhausted(exchange, (Exhausted) acquired);
    }

    private void send(Exchange exchange, Lease lease) {
        Attempt attempt = new Attempt(exchange, lease, loop.connections(exchange.pooled()), this);
        exchange.begins(attempt);
        attempt.start();
    }

    /** Behind those who wait already, or refused with the time for its place. */
    private void queue(Exchange exchange) {
        long now = clock.millis();
        patience.wait(exchange, now).ifPresent(why -> exchange.caller().refuse(Refusal.of(why, now)));
    }

    /** An attempt's answer has been read as far as it takes to know what it is. */
    void judged(Attempt attempt, Verdict verdict) {
        Exchange exchange = attempt.exchange();
        Outcome outcome = verdict.outcome();
        if (outcome.passes()) {
            attempt.keep(verdict);
            exchange.caller().keep(attempt);
            return;
        }
        attempt.cut(verdict);
        if (outcome == Outcome.KEY_FORBIDDEN) exchange.forbidden(attempt);
        if (!outcome.refusesKey()) {
            exchange.failed();
            log.failed(exchange.pooled().provider().name(), verdict);
        }
        if (mayGoOn(exchange, verdict)) goOn(exchange, outcome);
        else exchange.caller().refuse(refusal(exchange, verdict));
    }

    private boolean mayGoOn(Exchange exchange, Verdict verdict) {
        if (!exchange.ask().body().canBeSentAgain()) return false;
        long now = clock.millis();
        if (now >= exchange.deadline()) return false;
        if (verdict.outcome().refusesKey()) return true;
        boolean repeatable = verdict.outcome().blamesProvider() || limits.retryUnknown();
        return repeatable && exchange.failures() < MOST_FAILURES && retries.allows(now);
    }

    /** The next key goes at once; a provider in trouble gets a moment first. */
    private void goOn(Exchange exchange, Outcome outcome) {
        if (outcome.refusesKey()) {
            attempt(exchange);
            return;
        }
        long backoff = BACKOFF_MILLIS << (exchange.failures() - 1);
        loop.later(backoff / 2 + random.nextLong(backoff), () -> attempt(exchange));
    }

    private void exhausted(Exchange exchange, Exhausted why) {
        Attempt forbidden = exchange.forbidden();
        if (why.reason() == Exhausted.Reason.ALL_FORBIDDEN && forbidden != null) {
            exchange.caller().keep(forbidden);
        } else if (why.reason() == Exhausted.Reason.ALL_REST
                && why.soonest().isPresent()
                && exchange.patienceEnd() > clock.millis()) {
            queue(exchange);
        } else {
            exchange.caller().refuse(Refusal.of(why, clock.millis()));
        }
    }

    private Refusal refusal(Exchange exchange, Verdict last) {
        String provider = exchange.pooled().provider().name();
        String status = last.status() > 0 ? " (HTTP " + last.status() + ")" : "";
        return switch (last.outcome()) {
            case OUTCOME_UNKNOWN ->
                Refusal.providerTimeout(
                        provider + " did not answer; whether it did the work is not known, so it was not asked again.");
            case PROVIDER_OVERLOADED ->
                Refusal.providerUnavailable(503, provider + " is overloaded" + status + ".", last.waitMillis());
            case PROVIDER_FAILED ->
                Refusal.providerUnavailable(
                        502, provider + " failed" + status + ": " + last.message(), last.waitMillis());
            default ->
                exchange.ask().body().canBeSentAgain()
                        ? Refusal.providerUnavailable(
                                503, "No key served the request before its deadline.", last.waitMillis())
                        : Refusal.notSentAgain("A key of " + provider + " was refused.");
        };
    }

    Timings timings() {
        return loop.timings();
    }

    Limits limits() {
        return limits;
    }

    /** Pool time in milliseconds. */
    long now() {
        return clock.millis();
    }

    Instant wallTime() {
        return clock.instant();
    }
}

package io.keywheel.gateway;

import io.keywheel.gateway.Held.Decision;
import io.keywheel.pool.Lease;
import io.keywheel.pool.Usage;
import io.keywheel.pool.Verdict;
import io.keywheel.provider.Dialect;
import io.keywheel.provider.Reply;
import io.keywheel.upstream.ProviderFaults;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a provider answers an attempt: its head, what is held back of it, and who looks at what goes by. */
final class Answer {
    private final HttpClientResponse in;
    private final AnswerHeaders headers;
    private final Dialect dialect;
    private final @Nullable Held held;
    private Watch watch = Watch.NOTHING;
    private boolean whole;

    /** Of which the head has come. */
    Answer(HttpClientResponse in, Dialect dialect) {
        this.in = in;
        this.headers = new AnswerHeaders(in.headers());
        this.dialect = dialect;
        this.held = Held.of(in, dialect);
    }

    HttpClientResponse head() {
        return in;
    }

    int status() {
        return in.statusCode();
    }

    /** Tells whose quota its headers speak of, and what is left of it. */
    void tell(Lease lease, Instant now) {
        lease.answeredFor(dialect.account(headers));
        lease.observed(dialect.observe(headers, now));
    }

    /** What the head alone decides. */
    Decision decision() {
        return held == null ? Decision.KEEP : Decision.WAIT;
    }

    Decision add(Buffer piece) {
        return held == null ? Decision.WAIT : held.add(piece);
    }

    /** Nothing more of it comes, or is waited for. */
    void ends() {
        whole = true;
    }

    boolean isWhole() {
        return whole;
    }

    /** What its end decides. */
    Decision decisionAtEnd() {
        return held == null ? Decision.WAIT : held.end();
    }

    boolean isRefusal() {
        return held instanceof HeldBody body && body.isRefusal();
    }

    boolean isStream() {
        return held instanceof HeldStream;
    }

    /** Whether the provider closes the connection behind it. */
    boolean closes() {
        return "close".equalsIgnoreCase(in.getHeader(HttpHeaders.CONNECTION));
    }

    Verdict judge(Instant now) {
        String type = in.getHeader(HttpHeaders.CONTENT_TYPE);
        if (status() < 300 && type != null && type.startsWith("text/html")) {
            return ProviderFaults.failed("a page of HTML in place of an answer");
        }
        byte[] evidence = Objects.requireNonNull(held).evidence();
        return dialect.classify(new Reply(status(), headers, evidence), now);
    }

    /** What was read before the commit point. */
    Buffer heldBytes() {
        return held == null ? Buffer.buffer() : held.bytes();
    }

    /** The caller gets it: from here on it is watched. */
    void keep() {
        watch = held == null ? Held.watchOf(in) : held.watch();
    }

    Watch watch() {
        return watch;
    }

    /** The watch for its proper end; null where it is no stream that can be read. */
    @Nullable
    StreamEnd end() {
        return watch instanceof StreamEnd end ? end : null;
    }

    /** What it says it was billed. What a GET tells was billed when it was made. */
    Usage billed() {
        return HttpMethod.POST.equals(in.request().getMethod()) ? watch.billed(whole) : Usage.NONE;
    }
}

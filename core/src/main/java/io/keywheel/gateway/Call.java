package io.keywheel.gateway;

import io.keywheel.pool.Tally;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One caller's request from its first byte to the end of its answer: reads the body, then hands over to an exchange. */
final class Call {
    private final HttpServerRequest request;
    private final Gateway gateway;
    private final String id;
    private @Nullable BodyReader reader;
    private @Nullable Exchange exchange;
    private io.keywheel.token.@Nullable Caller bringer;
    private final long cameAt;
    private long readBefore;
    private long quietSince;
    private boolean closes;
    private boolean over;
    private String caller = Tally.NOBODY;

    Call(HttpServerRequest request, Gateway gateway, String id) {
        this.request = request;
        this.gateway = gateway;
        this.id = id;
        this.cameAt = gateway.now();
        this.quietSince = cameAt;
        HttpServerResponse out = request.response();
        out.closeHandler(v -> left());
        out.exceptionHandler(t -> left());
        request.exceptionHandler(t -> left());
    }

    String id() {
        return id;
    }

    /** Whose token it brought; null where none was made for it. */
    io.keywheel.token.@Nullable Caller bringer() {
        return bringer;
    }

    void broughtBy(io.keywheel.token.@Nullable Caller who) {
        bringer = who;
    }

    HttpServerRequest request() {
        return request;
    }

    /** Name of the caller, for counts. */
    String caller() {
        return caller;
    }

    /** The caller has shown who it is. */
    void comesFrom(String name) {
        caller = name;
    }

    void readBody(BodyReader.Sizes sizes, Consumer<RequestBody> read) {
        BodyReader begun =
                new BodyReader(request, sizes, gateway.bodies(), read, () -> refuse(Refusal.tooLarge(sizes.most())));
        reader = begun;
        begun.start();
    }

    /** The body is read; from here on the exchange answers. */
    void becomes(Exchange begun) {
        exchange = begun;
        if (!begun.ask().body().canBeSentAgain()) closesAfterwards();
    }

    /** Whether a body is to come, or still coming: an answer in the middle of it is the connection's last. */
    private boolean isUnread() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean some = length != null && !length.equals("0");
        return !request.isEnded() && (some || request.headers().contains(HttpHeaders.TRANSFER_ENCODING));
    }

    private void closesAfterwards() {
        closes = true;
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }

    /** The rest of a request that has its answer is read and dropped, for a while. */
    private void dropRest() {
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        request.handler(b -> {});
        request.endHandler(v -> request.connection().close());
        request.resume();
        gateway.leaves(request.connection());
    }

    /** Refused before there was an exchange. */
    void refuse(Refusal refusal) {
        answer(out -> Answers.refuse(out, refusal, id));
    }

    void answer(Consumer<HttpServerResponse> write) {
        if (over) return;
        if (isUnread()) closesAfterwards();
        if (!request.response().closed()) write.accept(request.response());
        over();
    }

    /** The answer is out. */
    void over() {
        over(request.response().getStatusCode());
    }

    private void over(int status) {
        if (over) return;
        over = true;
        if (exchange != null) exchange.end();
        if (reader != null) gateway.bodies().giveBack(reader.taken());
        gateway.ended(this);
        tell(status);
        if (closes) dropRest();
    }

    /** Who was turned away at the door leaves no trail: strangers could fill the ring with theirs. */
    private void tell(int status) {
        if (reader == null && exchange == null) return;
        Trail trail = exchange == null ? new Trail("", "", cameAt) : exchange.trail();
        gateway.tell(trail.told(id, status, new Trail.Span(cameAt, gateway.now())));
    }

    private void left() {
        if (over) return;
        if (exchange != null) exchange.abandon();
        over(0);
    }

    void cut(String keyId) {
        if (exchange != null) exchange.cut(keyId);
    }

    /** Called a few times a second. */
    void tick(long now) {
        if (exchange != null) {
            exchange.tick(now);
            return;
        }
        long read = request.bytesRead();
        if (read != readBefore) {
            readBefore = read;
            quietSince = now;
        } else if (now - quietSince > gateway.timings().quietBody()) {
            refuse(Refusal.badRequest(
                    408,
                    "request_timeout",
                    "The body did not come within "
                            + Refusal.seconds(gateway.timings().quietBody()) + " s of its last byte."));
        }
    }
}

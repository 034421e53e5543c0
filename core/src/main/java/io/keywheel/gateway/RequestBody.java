package io.keywheel.gateway;

import io.keywheel.pool.RequestSize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * A caller's body: held whole, so that it can be sent again, or its beginning and a stream of the rest, which can be sent once.
 *
 * @param held all of it, or what was read before it grew too large
 * @param rest the paused request that holds what is still to come; null where the body is held whole
 * @param length the length that the caller announced, -1 where it announced none
 */
record RequestBody(Buffer held, @Nullable HttpServerRequest rest, long length) {
    static final RequestBody NONE = new RequestBody(Buffer.buffer(), null, 0);

    static RequestBody whole(Buffer body) {
        return new RequestBody(body, null, body.length());
    }

    boolean canBeSentAgain() {
        return rest == null;
    }

    /** What the body asks for. */
    BodyScan.Asked asked(@Nullable String contentType) {
        if (held.length() == 0) return BodyScan.Asked.NOTHING;
        Bytes bytes = Bytes.of(held);
        boolean multipart = contentType != null && contentType.startsWith("multipart/");
        return multipart
                ? BodyScan.Asked.model(BodyScan.modelOfMultipart(bytes.array(), bytes.from(), bytes.end()))
                : BodyScan.json(bytes.array(), bytes.from(), bytes.end());
    }

    /** What can be told of the request before it is sent. */
    RequestSize size(BodyScan.Asked asked) {
        return new RequestSize(held.length(), asked.maxTokens());
    }
}

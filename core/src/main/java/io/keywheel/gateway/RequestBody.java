package io.keywheel.gateway;

import io.keywheel.pool.RequestSize;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;
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
        ByteBuf buf = ((BufferInternal) held).getByteBuf();
        byte[] bytes = buf.hasArray() ? buf.array() : held.getBytes();
        int from = buf.hasArray() ? buf.arrayOffset() + buf.readerIndex() : 0;
        boolean multipart = contentType != null && contentType.startsWith("multipart/");
        return multipart
                ? new BodyScan.Asked(BodyScan.modelOfMultipart(bytes, from, from + held.length()), 0)
                : BodyScan.json(bytes, from, from + held.length());
    }

    /** What can be told of the request before it is sent. */
    RequestSize size(BodyScan.Asked asked) {
        return new RequestSize(held.length(), asked.maxTokens());
    }
}

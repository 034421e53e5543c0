package io.keywheel.gateway;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;

/** A buffer's bytes where they lie, to be looked at and not kept; a copy only where they lie outside of the heap. */
record Bytes(byte[] array, int from, int end) {

    static Bytes of(Buffer buffer) {
        ByteBuf buf = ((BufferInternal) buffer).getByteBuf();
        if (!buf.hasArray()) return new Bytes(buffer.getBytes(), 0, buffer.length());
        int from = buf.arrayOffset() + buf.readerIndex();
        return new Bytes(buf.array(), from, from + buffer.length());
    }
}

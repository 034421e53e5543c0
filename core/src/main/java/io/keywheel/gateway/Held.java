package io.keywheel.gateway;

import io.keywheel.provider.Dialect;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** What is held back of an answer until it is known whether the caller gets it: everything before the commit point. */
sealed interface Held permits HeldBody, HeldStream {

    enum Decision {
        /** Not enough was read to tell. */
        WAIT,
        /** The caller gets it. */
        KEEP,
        /** It is, or may be, an error: the dialect reads {@link Held#evidence}. */
        JUDGE,
        /** It is empty, cut, or no answer at all. */
        BROKEN
    }

    /** What to hold back of an answer; null where its head alone commits. */
    static @Nullable Held of(HttpClientResponse in, Dialect dialect) {
        int status = in.statusCode();
        if (status == 304) return null;
        if (status < 200 || status > 299) return HeldBody.refusal();
        String type = in.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null) return null;
        if (isReadableStream(in)) return new HeldStream(dialect);
        if (type.startsWith("text/html")) return HeldBody.refusal();
        return status == 200 && type.contains("json") && mayBeSmall(in) && isAnswerToPost(in)
                ? HeldBody.json(isEncoded(in))
                : null;
    }

    /** Who looks at an answer that its head alone committed. */
    static Watch watchOf(HttpClientResponse in) {
        String type = in.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.contains("json") && !isEncoded(in) ? new Tail() : Watch.NOTHING;
    }

    /** Whether it is a stream whose events can be told apart: compressed though nobody asked for it, it cannot be. */
    private static boolean isReadableStream(HttpClientResponse in) {
        String type = in.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith("text/event-stream") && !isEncoded(in);
    }

    private static boolean isEncoded(HttpClientResponse in) {
        String encoding = in.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    private static boolean mayBeSmall(HttpClientResponse in) {
        String length = in.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null || length.length() <= 5;
    }

    private static boolean isAnswerToPost(HttpClientResponse in) {
        return in.request().getMethod().equals(HttpMethod.POST);
    }

    Decision add(Buffer piece);

    /** The answer ended. */
    Decision end();

    /** Everything that was read. */
    Buffer bytes();

    /** What the dialect should judge. */
    byte[] evidence();

    /** Who looks at the rest of an answer that is kept, and has looked at what is held. */
    Watch watch();
}

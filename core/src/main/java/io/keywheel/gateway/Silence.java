package io.keywheel.gateway;

/** Since when nothing was heard of an attempt, and since when of its answer no more than a beginning. Looked at a few times a second. */
final class Silence {
    private boolean heard;
    private long quietSince;
    private long headAt;

    Silence(long now) {
        quietSince = now;
    }

    /** Something came, or may come again. */
    void heard() {
        heard = true;
    }

    /** The answer's head came. */
    void begins(long now) {
        heard = true;
        headAt = now;
    }

    /** The caller was told that more is waited for. */
    void told(long now) {
        headAt = now;
    }

    /** How long nothing came, as far as was looked. */
    long quiet(long now) {
        if (heard) quietSince = now;
        heard = false;
        return now - quietSince;
    }

    /** How long ago the head came, or the caller was told. */
    long sinceHead(long now) {
        return now - headAt;
    }
}

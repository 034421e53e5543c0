package io.keywheel.gateway;

import io.keywheel.config.Settings.Limits;

/** A question is text: it is held whole or not at all. */
final class ChatLimits {
    private static final long LARGEST_QUESTION = 4 * 1024 * 1024;

    private ChatLimits() {}

    static Limits of(Limits limits) {
        return new Limits(
                limits.patience(),
                limits.deadline(),
                limits.attemptTimeout(),
                LARGEST_QUESTION,
                limits.replayBytesInAll(),
                limits.bodyBytes(),
                limits.retryUnknown(),
                limits.drain());
    }

    static Problem tooLarge() {
        return new Problem(
                413,
                "body_too_large",
                "",
                "The body is larger than 4 MiB.",
                "Send less context, or a shorter history.");
    }
}

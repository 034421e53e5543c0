package io.keywheel.probe;

import io.keywheel.provider.Probe.Proof;
import java.util.OptionalLong;

/**
 * What a probe came to.
 *
 * @param words the status and the provider's code, or why there is no answer; never a secret
 * @param status of the answer, 0 where none came, as {@code code} is empty
 * @param waitMillis until the provider wants to be asked again, where it says so
 */
record Answer(Proof proof, String words, OptionalLong waitMillis, int status, String code) {

    /** Of which nothing more is known. */
    Answer(Proof proof, String words, OptionalLong waitMillis) {
        this(proof, words, waitMillis, 0, "");
    }

    static Answer nothing(String words) {
        return new Answer(Proof.NOTHING, words, OptionalLong.empty());
    }

    /** For operators. */
    String result() {
        return switch (proof) {
            case ALIVE -> "accepted (" + words + ")";
            case DEAD -> "rejected (" + words + ")";
            case NOTHING -> "no proof (" + words + ")";
        };
    }
}

package io.keywheel.config;

import java.util.Optional;

/** Whether a text can be a secret, by the same rule wherever it comes from. */
public final class SecretText {
    private SecretText() {}

    /**
     * Why a text cannot be a secret.
     *
     * @param placeholder whether it is an example or a mask rather than a text that no header can carry
     */
    public record Flaw(String reason, String mend, boolean placeholder) {}

    /** Empty where it can be one. */
    public static Optional<Flaw> flaw(String text) {
        try {
            Secrets.sendable(text);
            return Optional.empty();
        } catch (Unfit e) {
            return Optional.of(new Flaw(e.reason(), e.mend(), e.reason().contains("placeholder")));
        }
    }
}

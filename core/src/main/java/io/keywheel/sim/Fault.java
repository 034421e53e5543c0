package io.keywheel.sim;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the simulated provider can do wrong on purpose, by the name that {@code X-Sim-Fault} and scripts use. */
public enum Fault {
    /** A refusal with numbers, a wait in its text and {@code retry-after}; {@code ms=} is the wait. */
    RATE_LIMITED("429"),
    /** A refusal that states neither limit nor wait. */
    RATE_LIMITED_SILENTLY("429-no-hint"),
    /** The account's quota is used up; no wait helps. */
    NO_QUOTA("429-quota"),
    /** The key is rejected. */
    REJECTED("401"),
    /** The account has no credit. */
    NO_CREDIT("402"),
    /** The key may not use the model. */
    FORBIDDEN("403"),
    FAILED("500"),
    UNAVAILABLE("503"),
    OVERLOADED("529"),
    /** A whole answer, but late; {@code ms=} says how late. */
    SLOW("slow"),
    /** Never answers; gives up after ten minutes. */
    TIMEOUT("timeout"),
    /** The connection is closed without a byte of answer. */
    RESET("reset"),
    /** The connection is closed in the middle of the answer, of a stream after its first word. */
    CUT("cut"),
    /** A 200 whose JSON is broken. */
    MALFORMED("malformed"),
    /** The error page of something that stands before the provider. */
    HTML("html"),
    /** A 200 without a body. */
    EMPTY("empty"),
    /** A 200 that holds an error; a stream sends it after its opening, before its first word. */
    ERROR_IN_200("error-in-200"),
    /** The same; a stream begins with it. */
    ERROR_FIRST("error-first"),
    /** A header of 256 KiB. */
    HUGE_HEADER("huge-header"),
    /** An answer that goes on for 1 GiB, as fast as it is read. */
    ENDLESS("endless"),
    /** Points to another path of the same server. */
    REDIRECT("redirect");

    private final String text;

    Fault(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    static Optional<Fault> named(String text) {
        return Arrays.stream(values()).filter(f -> f.text.equals(text)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Fault::text).collect(Collectors.joining(", "));
    }
}

package io.keywheel.probe;

import java.util.OptionalLong;

/**
 * How it stands with a rejected key, for operators.
 *
 * @param pool its provider's name
 * @param lastAt pool time in milliseconds when this member last probed it
 * @param result what came of that, in words; empty before the first
 * @param nextAt pool time in milliseconds of the next probe, or when the provider accepts the key again by its own word
 */
public record ProbeState(String pool, String keyId, OptionalLong lastAt, String result, long nextAt) {}

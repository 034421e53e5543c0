package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A reply laid out for the rules to look at.
 *
 * @param status the HTTP status; for an error inside a 200 the one that its body means, 0 where that stays open
 * @param spoken the message without what stands in quotes, since quotes may hold the caller's own words
 * @param asksToWait whether the text itself states a wait
 */
record Finding(int status, ErrorBody body, String spoken, Dimension dimension, boolean asksToWait) {
    private static final Pattern QUOTED =
            Pattern.compile("`[^`]*`|\"[^\"]*\"|“[^”]*”|‘[^’]*’|(?<![\\w'])'[^']*'(?!\\w)");

    /** Where the provider speaks of the key or of itself. Anywhere else its sentence must stand at the very beginning. */
    private static final Set<Integer> OF_ITS_OWN = Set.of(0, 401, 402, 403, 404, 412, 429);

    static Finding of(int httpStatus, ErrorBody body) {
        int status = httpStatus / 100 == 2 ? StatusWords.statusOf(body) : httpStatus;
        String spoken = QUOTED.matcher(body.message()).replaceAll("''").strip();
        return new Finding(
                status,
                body,
                spoken,
                dimension(body, spoken),
                StatedWait.inProse(spoken).isPresent());
    }

    private static Dimension dimension(ErrorBody body, String spoken) {
        Dimension dimension = Dimension.UNSTATED;
        if (!body.quotas().isEmpty()) dimension = DimensionWords.in(String.join(" ", body.quotas()));
        if (dimension == Dimension.UNSTATED) dimension = DimensionWords.in(spoken);
        boolean quotes = dimension == Dimension.UNSTATED
                && spoken.length() != body.message().length();
        return quotes ? DimensionWords.in(body.message()) : dimension;
    }

    boolean says(Pattern sentence) {
        boolean free = OF_ITS_OWN.contains(status) || status >= 500;
        return free ? sentence.matcher(spoken).find() : sentence.matcher(spoken).lookingAt();
    }

    boolean hasWord(Set<String> words) {
        return body.words().stream().anyMatch(words::contains);
    }

    boolean names(String quota) {
        return body.quotas().stream().anyMatch(id -> id.contains(quota));
    }

    /** Whether the request is larger than the whole limit, so that no wait helps. */
    boolean neverFits() {
        return LimitNumbers.in(spoken).filter(LimitNumbers::neverFits).isPresent();
    }

    /** Whether the limit refills soon, by its window or by the wait that the text states. */
    boolean refills() {
        return asksToWait || DimensionWords.isShort(dimension);
    }
}

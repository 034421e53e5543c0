package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.LimitNumbers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A reply laid out for the rules to look at.
 *
 * @param httpStatus the status as it came
 * @param status the HTTP status; for an error inside a 200 the one that its body means, 0 where that stays open
 * @param spoken the message without what stands in quotes, since quotes may hold the caller's own words
 * @param asksToWait whether the text itself states a wait
 */
record Finding(
        int httpStatus,
        int status,
        ErrorBody body,
        String spoken,
        Dimension dimension,
        Optional<LimitNumbers> numbers,
        boolean asksToWait) {
    private static final Pattern QUOTED =
            Pattern.compile("`[^`]*`|\"[^\"]*\"|“[^”]*”|‘[^’]*’|(?<![\\w'])'[^']*'(?!\\w)");

    /** Where the provider speaks of the key or of itself. Anywhere else its sentence must stand at the very beginning. */
    private static final Set<Integer> OF_ITS_OWN = Set.of(0, 401, 402, 403, 404, 412, 429);

    static Finding of(int httpStatus, ErrorBody body) {
        int status = httpStatus / 100 == 2 ? StatusWords.statusOf(body) : httpStatus;
        String spoken = QUOTED.matcher(body.message()).replaceAll("''").strip();
        return new Finding(
                httpStatus,
                status,
                body,
                spoken,
                dimension(body, spoken),
                StatedNumbers.in(spoken).or(() -> StatedNumbers.beside(body)),
                StatedWait.inProse(spoken).isPresent());
    }

    private static Dimension dimension(ErrorBody body, String spoken) {
        Dimension dimension = Dimension.UNSTATED;
        if (!body.quotas().isEmpty()) dimension = DimensionWords.in(decisive(body.quotas()));
        if (dimension == Dimension.UNSTATED) dimension = DimensionWords.in(StatedNumbers.exceededDimension(spoken));
        if (dimension == Dimension.UNSTATED) dimension = DimensionWords.in(spoken);
        boolean quotes = dimension == Dimension.UNSTATED
                && spoken.length() != body.message().length();
        return quotes ? DimensionWords.in(body.message()) : dimension;
    }

    /** Of several quotas the one of a day, since it outlasts the others. */
    private static String decisive(List<ErrorBody.Quota> quotas) {
        return quotas.stream()
                .map(ErrorBody.Quota::id)
                .filter(id -> id.contains("PerDay"))
                .findFirst()
                .orElse(quotas.get(0).id());
    }

    /** The status as it came or, of an error inside a 200, as it was meant. */
    boolean hasStatus(int wanted) {
        return wanted == httpStatus || wanted == status;
    }

    boolean says(Pattern sentence) {
        boolean free = OF_ITS_OWN.contains(status) || status >= 500;
        return free ? sentence.matcher(spoken).find() : sentence.matcher(spoken).lookingAt();
    }

    boolean hasWord(Set<String> words) {
        return body.words().stream().anyMatch(words::contains);
    }

    boolean hasWord(Pattern word) {
        return body.words().stream().anyMatch(each -> word.matcher(each).find());
    }

    boolean saysAnywhere(Pattern text) {
        return text.matcher(spoken).find();
    }

    boolean names(String quota) {
        return body.quotas().stream().anyMatch(each -> each.id().contains(quota));
    }

    /** Whether a limit of nothing at all is stated: the account does not have what was asked for. */
    boolean hasNothing() {
        return numbers.isPresent() && numbers.get().limit() == 0;
    }

    /** Whether the request is larger than the whole limit, so that no wait helps. */
    boolean neverFits() {
        return numbers.isPresent() && numbers.get().neverFits();
    }

    /** Whether the limit refills soon, by its window or by the wait that the text states. */
    boolean refills() {
        return asksToWait || DimensionWords.isShort(dimension);
    }
}

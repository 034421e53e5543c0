package io.keywheel.provider;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of a refusal, as in "Limit 6000, Used 5034, Requested 1443". */
public record LimitNumbers(long limit, OptionalLong used, long requested) {
    private static final Pattern STATED = Pattern.compile(
            "\\blimit:? ([\\d,]{1,20})(?:, used:? ([\\d,]{1,20}))?, requested:? ([\\d,]{1,20})",
            Pattern.CASE_INSENSITIVE);

    /** The numbers that a provider's sentence states. */
    public static Optional<LimitNumbers> in(String sentence) {
        Matcher stated = STATED.matcher(sentence);
        if (!stated.find()) return Optional.empty();
        OptionalLong limit = number(stated.group(1));
        OptionalLong requested = number(stated.group(3));
        if (limit.isEmpty() || requested.isEmpty()) return Optional.empty();
        OptionalLong used = stated.group(2) == null ? OptionalLong.empty() : number(stated.group(2));
        return Optional.of(new LimitNumbers(limit.getAsLong(), used, requested.getAsLong()));
    }

    /** Whether no wait ever helps: the request is larger than the whole limit. */
    public boolean neverFits() {
        return requested > limit;
    }

    private static OptionalLong number(String digits) {
        String plain = digits.replace(",", "");
        if (plain.isEmpty() || plain.length() > 18) return OptionalLong.empty();
        return OptionalLong.of(Long.parseLong(plain));
    }
}

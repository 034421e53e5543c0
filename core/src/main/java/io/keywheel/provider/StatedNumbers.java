package io.keywheel.provider;

import io.keywheel.pool.LimitNumbers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of a limit out of a refusal: from its sentence, or from what its body states beside it. */
final class StatedNumbers {
    private static final String NUMBER = "([\\d,]{1,20})";

    /** Groups: limit, used, requested. The fullest form stands first. */
    private static final List<Pattern> FORMS = List.of(
            // Groq, OpenAI: "Limit 6000, Used 5034, Requested 1443".
            form("\\blimit:? " + NUMBER + "(?:, used:? " + NUMBER + ")?, requested:? ~?" + NUMBER),
            // OpenAI before: "Limit: 3 / min. Current: 4 / min."
            form("\\blimit:? " + NUMBER + " ?/ ?(?:min|day|hour|sec)\\w*\\.?(?: current:? " + NUMBER + ")?()"),
            // Google: "limit: 15, model: …".
            form("\\bquota exceeded for metric: \\S+ limit: " + NUMBER + "()()"),
            // Moonshot: "max RPM: 3".
            form("\\bmax [RT]P[SMD]: " + NUMBER + "()()"),
            // Anthropic: "rate limit of 20,000 input tokens per minute"; Together: "Your rate limit is 60 queries per
            // minute".
            form("\\brate limit (?:for (?:this model|your organization)[^.:]{0,60} )?(?:of|is) " + NUMBER
                    + "(?:\\.\\d+)? (?:\\w+ )?(?:tokens|requests|queries) per ()()"));

    /** xAI states them all: "Requests per Minute (actual/limit): 12/480, Tokens per Minute (actual/limit): 65605/16000". */
    private static final Pattern PAIR =
            Pattern.compile("((?:requests|tokens)(?: per \\w+)?) \\(actual/limit\\): " + NUMBER + "/" + NUMBER);

    private StatedNumbers() {}

    static Optional<LimitNumbers> in(String sentence) {
        Optional<Matcher> exceeded = exceeded(sentence);
        if (exceeded.isPresent()) {
            return numbers(exceeded.get().group(3), exceeded.get().group(2), "");
        }
        for (Pattern form : FORMS) {
            Matcher stated = form.matcher(sentence);
            if (stated.find()) return numbers(stated.group(1), stated.group(2), stated.group(3));
        }
        return Optional.empty();
    }

    /** What the body states in fields of its own: OpenRouter's headers inside it, Google's quota. */
    static Optional<LimitNumbers> beside(ErrorBody body) {
        String limit = body.quotas().isEmpty()
                ? body.hint("x-ratelimit-limit")
                : body.quotas().get(0).value();
        OptionalLong rest = number(body.hint("x-ratelimit-remaining"));
        Optional<LimitNumbers> stated = numbers(limit, "", "");
        if (stated.isEmpty() || rest.isEmpty()) return stated;
        long used = Math.max(0, stated.get().limit() - rest.getAsLong());
        return Optional.of(new LimitNumbers(stated.get().limit(), OptionalLong.of(used), OptionalLong.empty()));
    }

    /** The words before the pair that is used up, empty where the sentence states no pairs. */
    static String exceededDimension(String sentence) {
        return exceeded(sentence).map(pair -> pair.group(1)).orElse("");
    }

    private static Optional<Matcher> exceeded(String sentence) {
        if (!sentence.contains("(actual/limit)")) return Optional.empty();
        Matcher pair = PAIR.matcher(sentence.toLowerCase(Locale.ROOT));
        while (pair.find()) {
            if (number(pair.group(2)).orElse(0) >= number(pair.group(3)).orElse(Long.MAX_VALUE))
                return Optional.of(pair);
        }
        return Optional.empty();
    }

    private static Optional<LimitNumbers> numbers(String limit, String used, String requested) {
        OptionalLong whole = number(limit);
        if (whole.isEmpty()) return Optional.empty();
        return Optional.of(new LimitNumbers(whole.getAsLong(), number(used), number(requested)));
    }

    private static OptionalLong number(@Nullable String digits) {
        if (digits == null) return OptionalLong.empty();
        String plain = digits.replace(",", "").strip();
        boolean isNumber =
                !plain.isEmpty() && plain.length() <= 18 && plain.chars().allMatch(Character::isDigit);
        return isNumber ? OptionalLong.of(Long.parseLong(plain)) : OptionalLong.empty();
    }

    private static Pattern form(String form) {
        return Pattern.compile(form, Pattern.CASE_INSENSITIVE);
    }
}

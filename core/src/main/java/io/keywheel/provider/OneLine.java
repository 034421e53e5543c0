package io.keywheel.provider;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider's words as one short line for logs and operators, with anything that looks like a secret taken out. */
final class OneLine {
    static final int LONGEST = 300;
    private static final String GONE = "[redacted]";

    private static final Pattern BREAKS = Pattern.compile("[\\p{C}\\p{Z}\\s]+");

    /** Schemes, named values, and the prefixes that providers give their keys; masked keys too, since the tail is still a part. */
    private static final Pattern NAMED = Pattern.compile(
            "(\\b(?:bearer|basic)\\s+|\\b(?:api[ _-]?key|token|secret|password)(?: provided)?\\s?[:=]\\s?[\"'`]?"
                    + "|[?&](?:key|api[_-]?key|token|access_token|sig)=)[^\\s\"'`,;&)]+",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PREFIXED = Pattern.compile(
            "\\b(?:(?:sk|pk|rk|gsk|csk|xai|fw|hf|nvapi|tgp|pplx|r8|sess|key|ghp|glpat|fpk)[-_]|AIza|AKIA|eyJ)[\\w.*\\-…]{6,}");

    private static final Pattern MASKED = Pattern.compile("(?<![\\w.-])[\\w.-]*+(?:\\*{3,}|•{3,})[\\w.*•-]*");
    private static final Pattern TOKEN = Pattern.compile("(?<![\\w-])[\\w-]{24,}+");
    private static final Pattern RUN =
            Pattern.compile("(?<![a-zA-Z0-9])(?=[a-zA-Z]*[0-9])(?=[0-9]*[a-zA-Z])[a-zA-Z0-9]{24,}");

    /** Ids that help to find the organisation or the request, and open nothing. */
    private static final Pattern ID = Pattern.compile("(?:org|proj|req|user|team|acct|chatcmpl|resp|msg)[-_].*");

    private OneLine() {}

    static String of(String text) {
        String line = cut(BREAKS.matcher(text).replaceAll(" ").strip(), LONGEST * 4);
        line = NAMED.matcher(line).replaceAll("$1" + Matcher.quoteReplacement(GONE));
        line = PREFIXED.matcher(line).replaceAll(Matcher.quoteReplacement(GONE));
        line = MASKED.matcher(line).replaceAll(Matcher.quoteReplacement(GONE));
        line = TOKEN.matcher(line).replaceAll(found -> Matcher.quoteReplacement(token(found.group())));
        return cut(line, LONGEST);
    }

    private static String token(String token) {
        if (ID.matcher(token).matches()) return token;
        return RUN.matcher(token).find() ? GONE : token;
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) return text;
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}

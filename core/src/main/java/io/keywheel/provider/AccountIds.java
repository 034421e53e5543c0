package io.keywheel.provider;

import io.keywheel.pool.Account;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds whose quota an answer speaks of: in its headers, and in the places of a refusal's text where providers name it.
 *
 * @param organisation the header that names the organisation, empty where none does
 * @param project the header that names the project, empty where none does
 */
record AccountIds(String organisation, String project) {
    static final AccountIds NONE = new AccountIds("", "");

    private static final int SHORTEST = 4;
    private static final int LONGEST = 80;
    private static final String UUID = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}";

    /** Groq and OpenAI: "in organization `org_…`"; Anthropic: "your organization (uuid)"; xAI: "team uuid"; Fireworks: "account name". */
    private static final Pattern OF_ORGANISATION = Pattern.compile(
            "\\b(?:organi[sz]ation|account|team) [`'\"(\\[]{0,2}((?:org[-_])[\\w.*-]+|" + UUID + ")"
                    + "|^account (\\S+) is suspended",
            Pattern.CASE_INSENSITIVE);

    /** OpenAI: "project proj_…"; Google: "consumer 'project_number:123'". */
    private static final Pattern OF_PROJECT =
            Pattern.compile("\\bproject [`'\"(\\[]{0,2}(proj_[\\w.*-]+)|\\bproject_number:(\\d+)|^projects/(\\d+)$");

    private static final List<String> PREFIXES = List.of("org", "proj", "user", "team", "acct");

    /** Words of examples and masks. */
    private static final List<String> EXAMPLES =
            List.of("your", "example", "redacted", "hidden", "masked", "placeholder", "unknown", "default", "..");

    Account in(Reply.Headers headers) {
        String whose = organisation.isEmpty() ? "" : id(headers.get(organisation));
        String part = project.isEmpty() ? "" : id(headers.get(project));
        return whose.isEmpty() && part.isEmpty() ? Account.EMPTY : new Account(whose, part);
    }

    /** What a refusal's body names. Only for refusals of a key: any other text may hold the caller's own words. */
    static Account in(ErrorBody body) {
        String whose = first(OF_ORGANISATION, body.message()).orElse(id(body.hint("user_id")));
        String part = first(OF_PROJECT, body.message())
                .or(() -> first(OF_PROJECT, body.hint("consumer")))
                .orElse("");
        return whose.isEmpty() && part.isEmpty() ? Account.EMPTY : new Account(whose, part);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            for (int group = 1; group <= found.groupCount(); group++) {
                String id = id(found.group(group));
                if (!id.isEmpty()) return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    /** The text if it is an id, else nothing: masks and examples such as org_xxx would link strangers. */
    private static String id(@Nullable String text) {
        if (text == null || text.length() < SHORTEST || text.length() > LONGEST) return "";
        int from = afterPrefix(text);
        boolean known = text.length() - from >= SHORTEST ? isVaried(text, from) : from > 0 && isNumbered(text, from);
        return known && !isExample(text) ? text : "";
    }

    /** Short ids with a prefix that says what they are, as of providers that count their organisations: {@code org_a7}. */
    private static boolean isNumbered(String text, int from) {
        boolean letter = false;
        boolean digit = false;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            letter |= c >= 'a' && c <= 'z' && c != 'x';
            digit |= c >= '0' && c <= '9';
            if (c >= 128 || !Character.isLetterOrDigit(c)) return false;
        }
        return letter && digit;
    }

    private static int afterPrefix(String text) {
        for (String prefix : PREFIXES) {
            int end = prefix.length();
            if (text.length() > end && text.startsWith(prefix) && "-_".indexOf(text.charAt(end)) >= 0) return end + 1;
        }
        return 0;
    }

    /** Three different characters at least, and none that no id has. */
    private static boolean isVaried(String text, int from) {
        char first = text.charAt(from);
        char second = first;
        boolean varied = false;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-_.:@".indexOf(c) >= 0);
            if (!plain) return false;
            if (second == first) second = c;
            else if (c != first && c != second) varied = true;
        }
        return varied;
    }

    private static boolean isExample(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String example : EXAMPLES) if (lower.contains(example)) return true;
        return false;
    }
}

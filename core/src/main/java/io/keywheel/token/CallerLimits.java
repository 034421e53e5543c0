package io.keywheel.token;

import java.util.List;
import java.util.Optional;

/**
 * What a caller may ask for.
 *
 * @param models names, {@code *} for any part; none: every model
 */
public record CallerLimits(List<String> models, Optional<Long> requestsPerMinute, Optional<Long> tokensPerMinute) {
    public static final CallerLimits NONE = new CallerLimits(List.of(), Optional.empty(), Optional.empty());

    public CallerLimits {
        models = List.copyOf(models);
    }

    /** Whether the model is on the list. */
    public boolean allows(String model) {
        if (models.isEmpty()) return true;
        for (int i = 0; i < models.size(); i++) if (matches(models.get(i), model)) return true;
        return false;
    }

    /** Goes back to the last star only, so that no pattern takes long. */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int from = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                from = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++from;
            } else return false;
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') p++;
        return p == pattern.length();
    }
}

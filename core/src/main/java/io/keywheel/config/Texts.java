package io.keywheel.config;

import io.keywheel.config.Settings.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Settings that are words. */
final class Texts {
    private static final Parser<String> WORD =
            shaped("[A-Za-z0-9][A-Za-z0-9._-]{0,62}", "a name", "Use letters, digits, '.', '_' and '-'.");
    private static final Pattern EXEMPTION = Pattern.compile("[A-Za-z0-9_.:*\\[\\]/-]+");

    private Texts() {}

    static String line(String text) throws Unfit {
        if (text.chars().noneMatch(Character::isISOControl)) return text;
        throw new Unfit("it holds a control character", "Write it on one line.");
    }

    /** A text that is whole of that pattern. */
    static Parser<String> shaped(String pattern, String what, String mend) {
        Pattern shape = Pattern.compile(pattern);
        return text -> {
            if (shape.matcher(text).matches()) return text;
            throw new Unfit(Unfit.quoted(text) + " is not " + what, mend);
        };
    }

    /** A folder, said so that it cannot be a secret that strayed there: it will be shown. */
    static String folder(String text) throws Unfit {
        if (text.contains("/")) return line(text);
        throw new Unfit(
                Unfit.quoted(text) + " is not the path of a folder", "Write it as in /run/secrets or ./secrets.");
    }

    static String word(String text) throws Unfit {
        return WORD.parse(text);
    }

    static String proxyExemption(String text) throws Unfit {
        if (EXEMPTION.matcher(text).matches()) return text.toLowerCase(Locale.ROOT);
        throw new Unfit(Unfit.quoted(text) + " is not a host", "Write names, .suffix or *, by commas.");
    }

    static int failureStatus(String text) throws Unfit {
        if (text.equals("200") || text.equals("503")) return Integer.parseInt(text);
        throw new Unfit(Unfit.quoted(text) + " is not taken", "Use 200 or 503.");
    }

    static String storeUrl(String text) throws Unfit {
        if (text.startsWith("jdbc:postgresql:") || text.startsWith("jdbc:sqlite:")) return text;
        throw new Unfit(
                "it begins with neither jdbc:postgresql: nor jdbc:sqlite:", "Write jdbc:postgresql://host/database.");
    }

    /** {@code gpt-*=openai,claude-*=anthropic}. */
    static List<Route> routes(String text) throws Unfit {
        List<Route> routes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (part.isBlank()) continue;
            int equals = part.lastIndexOf('=');
            String models = equals < 0 ? "" : part.substring(0, equals).strip();
            if (models.isEmpty())
                throw new Unfit(
                        Unfit.quoted(part.strip()) + " is not a route", "Write models=provider, as in gpt-*=openai.");
            routes.add(new Route(
                    models, ProviderSettings.name(part.substring(equals + 1).strip())));
        }
        return List.copyOf(routes);
    }
}

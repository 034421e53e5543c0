package io.keywheel.config;

import java.util.regex.Pattern;

/** Which names hold keys of providers: those of several sources add up, where of other settings the strongest counts. */
final class KeyNames {
    private static final Pattern KEY = Pattern.compile(
            "(?!KEYWHEEL_).+_API_KEY(_FALLBACK)?(_FILE)?|providers\\.[^.]+\\.keys\\[.*", Pattern.DOTALL);

    private KeyNames() {}

    static boolean holdKeys(String name) {
        return KEY.matcher(name).matches();
    }
}

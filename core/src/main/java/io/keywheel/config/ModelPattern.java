package io.keywheel.config;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A pattern of model names, {@code *} standing for anything. */
public record ModelPattern(Pattern pattern) implements Predicate<String> {

    public static ModelPattern of(String text) {
        return new ModelPattern(Pattern.compile("\\Q" + text.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E"));
    }

    @Override
    public boolean test(String model) {
        return pattern.matcher(model).matches();
    }
}

package io.keywheel.config;

import io.keywheel.pool.Dimension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the configuration file may say of a limit. */
final class LimitFields {
    private static final long MOST = 1_000_000_000_000L;

    static final Field<String> MODELS = Field.open("models", Texts::line);
    static final Field<String> GROUP = Field.open("group", Texts::line);
    static final Map<Dimension, Field<Long>> NUMBERS = numbers(
            Dimension.REQUESTS_PER_SECOND,
            Dimension.REQUESTS_PER_MINUTE,
            Dimension.REQUESTS_PER_HOUR,
            Dimension.REQUESTS_PER_DAY,
            Dimension.TOKENS_PER_MINUTE,
            Dimension.TOKENS_PER_HOUR,
            Dimension.TOKENS_PER_DAY,
            Dimension.INPUT_TOKENS_PER_MINUTE,
            Dimension.OUTPUT_TOKENS_PER_MINUTE);
    static final List<Field<?>> ALL = all();

    private LimitFields() {}

    private static Map<Dimension, Field<Long>> numbers(Dimension... dimensions) {
        Map<Dimension, Field<Long>> numbers = new LinkedHashMap<>();
        for (Dimension each : dimensions) numbers.put(each, Field.open(inCamelCase(each), Quantities.whole(1, MOST)));
        return numbers;
    }

    /** {@code requestsPerMinute}. */
    private static String inCamelCase(Dimension dimension) {
        StringBuilder name = new StringBuilder();
        for (String word : dimension.text().split("_", -1))
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        return name.toString();
    }

    private static List<Field<?>> all() {
        List<Field<?>> all = new ArrayList<>(List.of(MODELS, GROUP));
        all.addAll(NUMBERS.values());
        return List.copyOf(all);
    }
}

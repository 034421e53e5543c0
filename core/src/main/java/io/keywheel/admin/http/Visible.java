package io.keywheel.admin.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether all text of a body can be seen. */
final class Visible {
    private Visible() {}

    static Optional<Problem> fault(@Nullable Object value) {
        return find(value, "")
                .map(pointer -> Problem.bad(
                                "unprintable_text",
                                "There is a control character, or one that turns or hides text.",
                                "Type the text again instead of pasting it.")
                        .at(pointer));
    }

    private static Optional<String> find(@Nullable Object value, String pointer) {
        if (value instanceof String text) return PlainText.is(text) ? Optional.empty() : Optional.of(pointer);
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                Optional<String> found = find(list.get(i), pointer + "/" + i);
                if (found.isPresent()) return found;
            }
        }
        return value instanceof Map<?, ?> map ? find(map, pointer) : Optional.empty();
    }

    private static Optional<String> find(Map<?, ?> map, String pointer) {
        for (Map.Entry<?, ?> field : map.entrySet()) {
            String name = String.valueOf(field.getKey());
            // A name that cannot be seen is not repeated: the object around it is at fault.
            if (!PlainText.is(name)) return Optional.of(pointer);
            Optional<String> found = find(field.getValue(), pointer + "/" + Pointers.escaped(name));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }
}

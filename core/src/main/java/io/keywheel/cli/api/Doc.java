package io.keywheel.cli.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object that is read by names; what is null or absent is empty. */
public record Doc(Map<?, ?> fields) {
    public static final Doc EMPTY = new Doc(Map.of());

    public Optional<String> maybe(String name) {
        Object value = fields.get(name);
        return value == null || value.equals(Json.NULL) ? Optional.empty() : Optional.of(value.toString());
    }

    public String text(String name) {
        return maybe(name).orElse("");
    }

    /** 0 where it is no number. */
    public long number(String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : 0;
    }

    public Optional<Double> decimal(String name) {
        return fields.get(name) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    /** Whether it is there and says so. */
    public boolean is(String name, boolean value) {
        return fields.get(name) instanceof Boolean truth && truth == value;
    }

    public Doc in(String name) {
        return fields.get(name) instanceof Map<?, ?> map ? new Doc(map) : EMPTY;
    }

    public List<Doc> list(String name) {
        return elements(name).stream()
                .filter(Map.class::isInstance)
                .map(each -> new Doc((Map<?, ?>) each))
                .toList();
    }

    public List<String> texts(String name) {
        return elements(name).stream().map(Object::toString).toList();
    }

    private List<?> elements(String name) {
        return fields.get(name) instanceof List<?> all ? all : List.of();
    }
}

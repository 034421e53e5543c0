package io.keywheel.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.keywheel.gateway.ChatRequest.Malformed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, each checked as it is read. */
record Fields(JsonNode root) {

    /** The field, null where it is absent or null. */
    @Nullable
    JsonNode node(String name) {
        JsonNode node = root.get(name);
        return node == null || node.isNull() ? null : node;
    }

    /** Whether the field is there and null. */
    boolean isNull(String name) {
        JsonNode node = root.get(name);
        return node != null && node.isNull();
    }

    String text(String name, boolean needed) throws Malformed {
        JsonNode node = node(name);
        if (node == null && !needed) return "";
        if (node == null) throw wrong(name, "is missing.", "Send a text.");
        if (!node.isTextual()) throw wrong(name, "is no text.", "Send a text.");
        if (needed && node.asText().isBlank()) throw wrong(name, "is empty.", "Send a text.");
        return node.asText();
    }

    List<String> texts(String name) throws Malformed {
        JsonNode node = node(name);
        if (node == null) return List.of();
        if (!node.isArray()) throw wrong(name, "is no list.", "Send a list of texts.");
        List<String> texts = new ArrayList<>();
        for (JsonNode text : node) {
            if (!text.isTextual()) throw wrong(name + "/" + texts.size(), "is no text.", "Send a list of texts.");
            texts.add(text.asText());
        }
        return List.copyOf(texts);
    }

    double number(String name, double least, double most, double absent) throws Malformed {
        JsonNode node = node(name);
        if (node == null) return absent;
        if (!node.isNumber()) throw wrong(name, "is no number.", range(least, most));
        double value = node.asDouble();
        if (!(value >= least && value <= most)) throw wrong(name, "is out of range.", range(least, most));
        return value;
    }

    int whole(String name, int least, int most, int absent) throws Malformed {
        double value = number(name, least, most, absent);
        if (value != Math.rint(value)) throw wrong(name, "is no whole number.", range(least, most));
        return (int) value;
    }

    boolean flag(String name) throws Malformed {
        JsonNode node = node(name);
        if (node == null) return false;
        if (!node.isBoolean()) throw wrong(name, "is neither true nor false.", "Send true or false.");
        return node.asBoolean();
    }

    private static String range(double least, double most) {
        return "Send a number from " + plain(least) + " to " + plain(most) + ".";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static Malformed wrong(String name, String what, String hint) {
        return new Malformed(Problem.field("/" + name, name + " " + what, hint));
    }
}

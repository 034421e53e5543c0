package io.keywheel.cli.operate;

import io.keywheel.cli.api.Json;
import java.io.PrintWriter;
import java.util.Map;

/**
 * Where a command writes: data to standard output, messages to standard error.
 *
 * @param json whether data is printed as JSON
 * @param interactive whether a person looks on
 */
public record Output(PrintWriter out, PrintWriter err, Paint paint, boolean json, boolean interactive) {

    void line(String line) {
        out.println(line);
    }

    void table(Table table) {
        table.lines().forEach(out::println);
    }

    void json(Object value) {
        out.println(Json.pretty(value));
    }

    void json(String name, Object value) {
        json(Map.of(name, value));
    }

    /** A message for people. */
    void say(String message) {
        err.println(message);
    }
}

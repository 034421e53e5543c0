package io.keywheel.admin.http;

import io.vertx.core.http.HttpMethod;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The operations by their paths. A path that is written out wins over one with names in it. */
final class Paths {
    private final List<Known> known;

    /** A path and what may be done there. */
    private record Known(List<String> parts, Map<String, Operation> byMethod) {
        boolean matches(List<String> asked) {
            if (asked.size() != parts.size()) return false;
            for (int i = 0; i < parts.size(); i++) {
                boolean named = parts.get(i).startsWith("{");
                if (named ? asked.get(i).isEmpty() : !parts.get(i).equals(asked.get(i))) return false;
            }
            return true;
        }

        long names() {
            return parts.stream().filter(p -> p.startsWith("{")).count();
        }
    }

    /** What stands at a path. */
    record Found(Map<String, Operation> byMethod, Map<String, String> names) {

        /** HEAD asks what GET does. */
        Optional<Operation> operation(HttpMethod method) {
            String name = HttpMethod.HEAD.equals(method) ? "GET" : method.name();
            return Optional.ofNullable(byMethod.get(name));
        }

        String allowed() {
            TreeSet<String> methods = new TreeSet<>(byMethod.keySet());
            if (methods.contains("GET")) methods.add("HEAD");
            methods.add("OPTIONS");
            return String.join(", ", methods);
        }
    }

    Paths(Collection<Operation> operations) {
        Map<String, Map<String, Operation>> byPath = operations.stream()
                .collect(Collectors.groupingBy(
                        Operation::path,
                        LinkedHashMap::new,
                        Collectors.toMap(o -> o.method().name(), o -> o)));
        this.known = byPath.entrySet().stream()
                .map(e -> new Known(parts(e.getKey()), e.getValue()))
                .sorted((a, b) -> Long.compare(a.names(), b.names()))
                .toList();
    }

    Optional<Found> find(String path) {
        List<String> asked = parts(path);
        return known.stream()
                .filter(k -> k.matches(asked))
                .findFirst()
                .map(k -> new Found(k.byMethod, names(k.parts, asked)));
    }

    private static Map<String, String> names(List<String> parts, List<String> asked) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.startsWith("{")) names.put(part.substring(1, part.length() - 1), decoded(asked.get(i)));
        }
        return names;
    }

    /** What cannot be decoded stays as it is: no id has a percent sign. */
    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    private static List<String> parts(String path) {
        return List.of(path.split("/", -1));
    }
}

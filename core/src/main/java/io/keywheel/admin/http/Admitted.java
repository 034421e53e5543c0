package io.keywheel.admin.http;

import io.keywheel.admin.http.Contract.Rules;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, read by the contract. */
record Admitted(Map<String, Object> parameters, Optional<Problem> problem) {

    static Admitted of(Rules rules, HttpServerRequest request, Map<String, String> names) {
        MultiMap query;
        try {
            query = request.params();
        } catch (IllegalArgumentException e) {
            return refused(Problem.bad("malformed_query", "The query cannot be decoded.", "Check its percent signs."));
        }
        Optional<Problem> unknown = unknown(rules, query);
        if (unknown.isPresent()) return refused(unknown.get());
        return read(rules, rule -> switch (rule.in()) {
            case "path" -> names.get(rule.name());
            case "header" -> request.getHeader(rule.name());
            default -> query.get(rule.name());
        });
    }

    /** Where one parameter's text is. */
    private interface Source {
        @Nullable
        String text(ParameterRule rule);
    }

    private static Admitted read(Rules rules, Source source) {
        Map<String, Object> read = new HashMap<>();
        for (ParameterRule rule : rules.parameters()) {
            String text = source.text(rule);
            if (text == null) {
                if (rule.usual() != null) read.put(rule.name(), rule.usual());
                continue;
            }
            ParameterRule.Read one = rule.read(text);
            if (one.problem().isPresent()) return refused(one.problem().get());
            if (one.value() != null) read.put(rule.name(), one.value());
        }
        return badCursor(read).map(Admitted::refused).orElseGet(() -> new Admitted(read, Optional.empty()));
    }

    private static Optional<Problem> badCursor(Map<String, Object> read) {
        Object cursor = read.get("cursor");
        if (cursor == null || Cursors.place(cursor.toString()).isPresent()) return Optional.empty();
        return Optional.of(
                Problem.bad("invalid_parameter", "cursor is none of ours.", "Send the nextCursor of the page before.")
                        .in("cursor"));
    }

    private static Optional<Problem> unknown(Rules rules, MultiMap query) {
        Set<String> known = rules.parameters().stream()
                .filter(p -> p.in().equals("query"))
                .map(ParameterRule::name)
                .collect(Collectors.toSet());
        for (String name : query.names()) {
            String shown = PlainText.is(name) && name.length() <= 40 ? name : "?";
            List<String> all = query.getAll(name);
            if (!known.contains(name))
                return Optional.of(
                        Problem.bad("unknown_parameter", "There is no such query parameter here.", known(known))
                                .in(shown));
            if (all.size() > 1)
                return Optional.of(
                        Problem.bad("invalid_parameter", shown + " is there more than once.", "Send it once.")
                                .in(shown));
        }
        return Optional.empty();
    }

    private static String known(Set<String> known) {
        return known.isEmpty()
                ? "Send none."
                : "There are " + String.join(", ", known.stream().sorted().toList()) + ".";
    }

    private static Admitted refused(Problem problem) {
        return new Admitted(Map.of(), Optional.of(problem));
    }
}

package io.keywheel.cli.api;

import io.keywheel.cli.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An answer that says no, as the end of a command: field, reason, mend. */
final class Refusal {
    private static final Map<Integer, Integer> EXITS = Map.ofEntries(
            Map.entry(400, Exit.VALIDATION),
            Map.entry(401, Exit.AUTH),
            Map.entry(403, Exit.AUTH),
            Map.entry(404, Exit.NOT_FOUND),
            Map.entry(409, Exit.CONFLICT),
            Map.entry(412, Exit.CONFLICT),
            Map.entry(413, Exit.VALIDATION),
            Map.entry(415, Exit.VALIDATION),
            Map.entry(421, Exit.UNREACHABLE),
            Map.entry(422, Exit.VALIDATION));

    private Refusal() {}

    static Ended of(int status, Doc problem, boolean json) {
        String code = problem.text("code");
        if (code.isEmpty())
            return new Ended(
                    Exit.UNREACHABLE,
                    "something answers there (HTTP " + status + "), but it is no Keywheel.",
                    "Name its admin plane by --url or KEYWHEEL_ADMIN_URL.");
        int exit = code.equals("too_many_guesses") ? Exit.AUTH : EXITS.getOrDefault(status, Exit.FAILURE);
        if (json) return new Ended(exit, List.of(Json.line(problem)));
        return new Ended(exit, lines(status, problem));
    }

    private static List<String> lines(int status, Doc problem) {
        List<String> lines = new ArrayList<>();
        lines.add(problem.text("detail") + " (" + status + " " + problem.text("code") + ")");
        List<Doc> faults = problem.list("errors");
        if (faults.isEmpty()) {
            String field = problem.maybe("pointer")
                    .or(() -> problem.maybe("parameter"))
                    .orElse("");
            if (!field.isEmpty()) lines.add("  field: " + field(field));
        }
        faults.forEach(fault -> lines.add("  field: " + field(fault.text("pointer")) + ": " + fault.text("detail")));
        if (problem.is("applied", true)) lines.add("  note:  it acts all the same");
        problem.maybe("hint").ifPresent(hint -> lines.add("  mend:  " + hint));
        return lines;
    }

    /** A JSON pointer as people write it. */
    private static String field(String pointer) {
        return pointer.startsWith("/") ? pointer.substring(1).replace('/', '.') : pointer;
    }
}

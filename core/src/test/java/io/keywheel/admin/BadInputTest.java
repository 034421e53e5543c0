package io.keywheel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.admin.World.Got;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ten thousand bad requests, made from the contract, through real HTTP: each is a problem, and nothing changes. */
class BadInputTest {
    private static final int CASES = 10_500;
    private static final int AT_ONCE = 100;
    private static final Set<Integer> REFUSALS = Set.of(400, 404, 405, 409, 412, 413, 415, 428);

    @Test
    void badInputIsAlwaysAProblemAndNeverAChange() throws Exception {
        try (World world = new World()) {
            String before = world.snapshot();
            List<String> wrong = new ArrayList<>();
            List<BadInput.Case> cases = new BadInput(World.CONTRACT, 4711).cases(CASES);
            for (int from = 0; from < cases.size(); from += AT_ONCE) {
                List<BadInput.Case> some = cases.subList(from, Math.min(cases.size(), from + AT_ONCE));
                List<Future<Got>> answers =
                        some.stream().map(c -> world.send(c.ask())).toList();
                World.get(Future.all(answers));
                for (int i = 0; i < some.size(); i++)
                    judge(some.get(i), answers.get(i).result()).forEach(wrong::add);
                if (!world.snapshot().equals(before))
                    wrong.add("something changed near " + some.get(0).what());
                if (wrong.size() > 20) break;
            }
            assertThat(wrong).isEmpty();
            assertThat(cases).hasSizeGreaterThanOrEqualTo(10_000);
        }
    }

    private static List<String> judge(BadInput.Case one, Got got) {
        List<String> wrong = new ArrayList<>();
        String what = one.what() + " → " + got.status() + " " + got.text();
        if (!REFUSALS.contains(got.status())) return List.of("not refused: " + what);
        if (got.text().isEmpty()) return List.of("nothing: " + what);
        if (!"application/problem+json".equals(got.headers().get("content-type"))) wrong.add("no problem: " + what);
        if (got.text().contains("Exception") || got.text().contains("\tat ")) wrong.add("a stack trace: " + what);
        if (got.text().length() > 8_000) wrong.add("too long: " + what);
        JsonObject problem = got.json();
        for (String member : List.of("type", "title", "detail", "code"))
            if (problem.getString(member) == null) wrong.add("no " + member + ": " + what);
        if (problem.getInteger("status") != got.status()) wrong.add("another status: " + what);
        if (one.field() && got.status() == 400 && problem.getString("pointer") == null)
            wrong.add("no pointer: " + what);
        if (one.parameter() && problem.getString("parameter") == null) wrong.add("no parameter: " + what);
        return wrong;
    }
}

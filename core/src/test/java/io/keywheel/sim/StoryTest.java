package io.keywheel.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Outcome;
import io.keywheel.sim.Happening.AllRest;
import io.keywheel.sim.Happening.Answered;
import io.keywheel.sim.Happening.Rested;
import io.keywheel.sim.Happening.Rotated;
import io.keywheel.sim.Happening.Staged;
import io.keywheel.sim.Look.Glyph;
import io.keywheel.sim.Seen.End;
import io.keywheel.sim.Trouble.Ends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StoryTest {
    private static final Duration TWENTY = Duration.ofSeconds(20);

    private final Story story = new Story(Look.PLAIN, 7);
    private final List<String> lines = new ArrayList<>();

    @Test
    void aRefusalIsToldWithTheKeyThatServedInstead() {
        tell(quota(12_000, "sim-a"), served(12_050, "sim-c", 2));

        assertThat(lines)
                .containsExactly(
                        "  00:12  ▲ sim-a hit its quota (429, back in 20 s)  → served by sim-c       caller saw: 200");
    }

    @Test
    void everyKindHasItsWords() {
        tell(
                new Rested(at(1_000), "sim-b", Outcome.KEY_INVALID, 401, Duration.ofDays(1)),
                served(1_100, "sim-c", 2),
                new Rested(at(2_000), "sim-c", Outcome.QUOTA_EXHAUSTED, 402, Duration.ofHours(1)),
                served(2_100, "sim-d", 2),
                staged(3_000, "the provider was down (503)", Ends.RETRY),
                served(3_100, "sim-d", 3),
                staged(4_000, "the provider took 2 s to answer", Ends.WAIT),
                seen(6_100, End.SERVED, 200, "sim-d", 1, 2_050),
                staged(7_000, "member 3 of 3 was stopped", Ends.MOVE),
                new Answered(seen(7_100, End.SERVED, 200, "sim-d", 1, 90).seen().afterMoving()));

        assertThat(lines)
                .containsExactly(
                        "  00:01  ✕ sim-b was revoked (401)                  → served by sim-c       caller saw: 200",
                        "  00:02  ✕ sim-c is out of credit (402)             → served by sim-d       caller saw: 200",
                        "  00:03  ▲ the provider was down (503)              → retried with sim-d    caller saw: 200",
                        "  00:06  ▲ the provider took 2 s to answer          → waited for it         caller saw: 200",
                        "  00:07  ▲ member 3 of 3 was stopped                → its callers went on   caller saw: 200");
    }

    @Test
    void oneRequestThatMetTwoTroublesTellsBoth() {
        tell(quota(1_000, "sim-a"), quota(1_010, "sim-b"), served(1_050, "sim-c", 3));

        assertThat(lines).hasSize(2).allMatch(l -> l.contains("served by sim-c"));
    }

    @Test
    void lateRefusalsOfARestAreNotToldAgain() {
        tell(quota(1_000, "sim-a"), served(1_050, "sim-b", 2), quota(1_060, "sim-a"), served(1_070, "sim-b", 2));

        assertThat(lines).hasSize(1);
    }

    @Test
    void aKeyThatNoCallerOfOursMetIsToldAfterAWhile() {
        tell(quota(1_000, "sim-a"), new Rotated(at(1_000), "sim-b"), served(2_000, "sim-b", 1));
        lines.addAll(story.tell(at(4_900)));
        assertThat(lines).isEmpty();

        lines.addAll(story.tell(at(5_000)));

        assertThat(lines).containsExactly("  00:05  ▲ sim-a hit its quota (429, back in 20 s)  → next is sim-b");
    }

    @Test
    void whenEveryKeyRestsCallersAreToldTheTruth() {
        tell(
                quota(4_000, "sim-a"),
                quota(4_010, "sim-b"),
                new AllRest(at(4_020)),
                told(4_050, 20),
                seen(4_300, End.APOLOGY, 200, "", 1, 10),
                new AllRest(at(5_000)),
                told(5_010, 19),
                served(24_200, "sim-a", 1));

        assertThat(lines)
                .containsExactly(
                        "  00:04  ✕ every key rests                          → told: back in 20 s    caller saw: 429",
                        "  00:04  ▲ /chat asked for a moment's patience      → no error to handle    caller saw: 200",
                        "  00:24  ✓ sim-a is back after 20 s, as told        → served by sim-a       caller saw: 200");
        assertThat(story.totals()).isEqualTo(new Totals(4, 3, 0, 0));
    }

    @Test
    void aPromiseThatWasNotKeptIsNotPraised() {
        tell(new AllRest(at(4_000)), told(4_050, 10), served(24_000, "sim-a", 1));

        assertThat(lines.get(1)).contains("sim-a is back after 20 s ").doesNotContain("as told");
    }

    @Test
    void aCallerErrorIsToldAndCounted() {
        tell(seen(3_000, End.REFUSED, 502, "", 3, 50));

        assertThat(lines)
                .containsExactly(
                        "  00:03  ✕ a caller was not served                  → a caller error        caller saw: 502");
        assertThat(story.last(at(60_000))).isEqualTo("  01:00  1 requests · 1 caller error · 0 rescued.");
    }

    @Test
    void whatTheScenarioIsAboutIsCountedButNoBrokenPromise() {
        Story about = new Story(Look.PLAIN, 7, seen -> seen.status() == 429);
        about.tell(seen(3_000, End.REFUSED, 429, "", 1, 50));
        boolean before = about.totals().isAsPromised();

        about.tell(seen(3_000, End.REFUSED, 502, "", 1, 50));

        assertThat(before).isTrue();
        assertThat(about.totals()).isEqualTo(new Totals(2, 2, 1, 0));
        assertThat(about.totals().isAsPromised()).isFalse();
    }

    @Test
    void theLastLineCountsWhatCallersSaw() {
        for (int i = 0; i < 237; i++) tell(served(i * 250L, "sim-a", 1));
        for (int i = 0; i < 3; i++) tell(served(59_500, "sim-b", 2));

        assertThat(story.last(at(60_000))).isEqualTo("  01:00  240 requests · 0 caller errors · 3 rescued.");
    }

    @Test
    void noMoreLinesThanAllowedAreTold() {
        for (int i = 0; i < 20; i++) tell(quota(i * 1_000L, "key-" + i), served(i * 1_000L + 10, "sim-c", 2));

        assertThat(lines).hasSize(7);
    }

    @Test
    void aPlainTerminalGetsPlainCharacters() {
        String line = new Look(false, false).line(at(1_000), new Line(Glyph.OUT, "sim-a · gone…", "next", "200"));

        assertThat(line)
                .matches("\\p{ASCII}+")
                .startsWith("  00:01  x sim-a - gone?")
                .contains("> next");
    }

    @Test
    void colourIsOnlyForTheSignAndTheTime() {
        String line = new Look(true, true).line(at(1_000), new Line(Glyph.BACK, "what", "then", "200"));

        assertThat(line.replaceAll("\u001b\\[\\d+m", ""))
                .isEqualTo(Look.PLAIN.line(at(1_000), new Line(Glyph.BACK, "what", "then", "200")));
        assertThat(line).contains("\u001b[32m✓\u001b[0m what");
    }

    private void tell(Happening... happenings) {
        for (Happening happening : happenings) lines.addAll(story.tell(happening));
    }

    private static Duration at(long millis) {
        return Duration.ofMillis(millis);
    }

    private static Happening quota(long millis, String key) {
        return new Rested(at(millis), key, Outcome.RATE_LIMITED, 429, TWENTY);
    }

    private static Happening staged(long millis, String what, Ends ends) {
        return new Staged(at(millis), new Trouble(Glyph.AWAY, what, ends));
    }

    private static Answered served(long millis, String key, int attempts) {
        return seen(millis, End.SERVED, 200, key, attempts, 40);
    }

    private static Answered told(long millis, long retryAfter) {
        return new Answered(new Seen(at(millis), End.REFUSED, 429, "", 0, at(5), OptionalLong.of(retryAfter), false));
    }

    private static Answered seen(long millis, End end, int status, String key, int attempts, long took) {
        return new Answered(new Seen(at(millis), end, status, key, attempts, at(took), OptionalLong.empty(), false));
    }
}

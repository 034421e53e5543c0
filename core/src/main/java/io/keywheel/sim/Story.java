package io.keywheel.sim;

import io.keywheel.sim.Happening.AllRest;
import io.keywheel.sim.Happening.Answered;
import io.keywheel.sim.Happening.Rested;
import io.keywheel.sim.Happening.Rotated;
import io.keywheel.sim.Happening.Staged;
import io.keywheel.sim.Look.Glyph;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens to the keys, one line a trouble: a trouble is held until a caller's answer shows how it ended. Pure: happenings
 * in, lines out; for one thread.
 */
final class Story {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int MOST_ERRORS = 2;

    private record Open(Trouble trouble, Duration since, boolean isRest) {}

    private final Look look;
    private final Predicate<Seen> excuses;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Duration> restsUntil = new HashMap<>();
    private int linesLeft;
    private String wheel = "";
    private @Nullable Drought drought;
    private Totals totals = Totals.NONE;
    private int errorsTold;

    Story(Look look, int mostLines) {
        this(look, mostLines, seen -> false);
    }

    /**
     * @param mostLines so many happenings are told, further ones only counted
     * @param excuses whether the scenario is about such an error
     */
    Story(Look look, int mostLines, Predicate<Seen> excuses) {
        this.look = look;
        this.excuses = excuses;
        this.linesLeft = mostLines;
    }

    Totals totals() {
        return totals;
    }

    /** So many more may be told. */
    void allow(int moreLines) {
        linesLeft += moreLines;
    }

    /** The lines that this happening brings, usually none. */
    List<String> tell(Happening happening) {
        List<String> lines = new ArrayList<>(waitedTooLong(happening.at()));
        if (happening instanceof Rested rested) rested(rested);
        else if (happening instanceof Rotated rotated) wheel = rotated.to();
        else if (happening instanceof AllRest all) allRest(all);
        else if (happening instanceof Staged staged) open.add(new Open(staged.trouble(), staged.at(), false));
        else if (happening instanceof Answered answered) lines.addAll(answered(answered.seen()));
        int told = Math.min(lines.size(), linesLeft);
        linesLeft -= told;
        return lines.subList(0, told);
    }

    /** Time goes on: troubles that no caller met are told without one. */
    List<String> tell(Duration now) {
        return tell(new Rotated(now, wheel));
    }

    String last(Duration at) {
        return look.line(at, totals.text());
    }

    private void rested(Rested rested) {
        Duration until = rested.at().plus(rested.rest());
        Duration known = restsUntil.get(rested.key());
        if (known != null && known.compareTo(rested.at()) > 0) return;
        restsUntil.put(rested.key(), until);
        if (drought == null) open.add(new Open(trouble(rested), rested.at(), true));
    }

    private static Trouble trouble(Rested rested) {
        int status = rested.status();
        return switch (rested.outcome()) {
            case RATE_LIMITED -> refused(rested, Glyph.AWAY, " hit its quota (%d, back in %d s)", seconds(rested));
            case QUOTA_EXHAUSTED -> refused(rested, Glyph.OUT, " is out of credit (%d)", 0);
            case KEY_INVALID -> refused(rested, Glyph.OUT, " was revoked (%d)", 0);
            default -> new Trouble(Glyph.AWAY, rested.key() + " was refused (" + status + ")", Trouble.Ends.FAILOVER);
        };
    }

    private static Trouble refused(Rested rested, Glyph glyph, String words, long seconds) {
        return new Trouble(glyph, rested.key() + words.formatted(rested.status(), seconds), Trouble.Ends.FAILOVER);
    }

    private static long seconds(Rested rested) {
        return rested.rest().plusMillis(999).toSeconds();
    }

    private void allRest(AllRest all) {
        if (drought != null) return;
        drought = new Drought(all.at());
        open.removeIf(Open::isRest);
        open.add(new Open(new Trouble(Glyph.OUT, "every key rests", Trouble.Ends.TOLD), all.at(), false));
    }

    private List<String> answered(Seen seen) {
        totals = totals.plus(seen, excuses.test(seen));
        List<String> lines = new ArrayList<>();
        if (drought != null) lines.addAll(inDrought(drought, seen));
        int ended = Math.max(1, seen.attempts() - 1);
        Iterator<Open> troubles = open.iterator();
        while (troubles.hasNext() && ended > 0) {
            Trouble trouble = troubles.next().trouble();
            if (!trouble.ends().isShownBy(seen)) continue;
            troubles.remove();
            ended--;
            if (trouble.ends() == Trouble.Ends.TOLD && drought != null) drought = drought.told(seen);
            lines.add(look.line(seen.at(), Line.seen(seen, trouble)));
        }
        if (lines.isEmpty() && drought == null && seen.isError()) lines.addAll(unexpected(seen));
        return lines;
    }

    private List<String> inDrought(Drought dry, Seen seen) {
        if (seen.end() == Seen.End.APOLOGY && dry.isTold() && !dry.apologised()) {
            drought = dry.apologisedOnce();
            return List.of(line(seen, Glyph.AWAY, "/chat asked for a moment's patience", "no error to handle"));
        }
        if (seen.isError() || seen.began().compareTo(dry.since()) < 0) return List.of();
        drought = null;
        return List.of(line(seen, Glyph.BACK, seen.by() + " is back " + dry.verdict(seen), "served by " + seen.by()));
    }

    private List<String> unexpected(Seen seen) {
        if (errorsTold++ >= MOST_ERRORS) return List.of();
        return List.of(line(seen, Glyph.OUT, "a caller was not served", "a caller error"));
    }

    private List<String> waitedTooLong(Duration now) {
        List<String> lines = new ArrayList<>();
        open.removeIf(o -> {
            if (o.since().plus(PATIENCE).compareTo(now) > 0) return false;
            if (o.isRest())
                lines.add(
                        look.line(now, new Line(o.trouble().glyph(), o.trouble().what(), next(), "")));
            return true;
        });
        return lines;
    }

    private String next() {
        return wheel.isEmpty() ? "it rests" : "next is " + wheel;
    }

    private String line(Seen seen, Glyph glyph, String what, String then) {
        return look.line(seen.at(), Line.seen(seen, glyph, what, then));
    }
}

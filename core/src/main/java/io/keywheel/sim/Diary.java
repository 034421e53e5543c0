package io.keywheel.sim;

import io.keywheel.sim.Load.Part;
import io.keywheel.sim.Look.Glyph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells a day, one line a part, as soon as every request of the part has its answer. Pure; for one thread. */
final class Diary {
    private static final Duration LONG = Duration.ofSeconds(1);

    /** What callers saw of one part. */
    private record Page(Part part, int sent, int answered, int served, Duration slowest) {

        Page send() {
            return new Page(part, sent + 1, answered, served, slowest);
        }

        Page answer(Seen seen) {
            Duration slower = seen.took().compareTo(slowest) > 0 ? seen.took() : slowest;
            return new Page(part, sent, answered + 1, served + (seen.isError() ? 0 : 1), slower);
        }

        boolean isWholeAt(Duration now) {
            return part.until().compareTo(now) <= 0 && answered == sent;
        }

        Glyph glyph() {
            if (!part.isRush()) return served == sent ? Glyph.BACK : Glyph.OUT;
            return served == sent && slowest.compareTo(LONG) < 0 ? Glyph.BACK : Glyph.AWAY;
        }
    }

    private final Look look;
    private final Load load;
    private final List<Page> pages;
    private final List<Long> refusedByEnds = new ArrayList<>();
    private int told;

    Diary(Look look, Load load) {
        this.look = look;
        this.load = load;
        this.pages = new ArrayList<>(load.parts().stream()
                .map(p -> new Page(p, 0, 0, 0, Duration.ZERO))
                .toList());
    }

    void sent(Duration began) {
        int index = load.indexAt(began);
        pages.set(index, pages.get(index).send());
    }

    void answered(Seen seen) {
        int index = load.indexAt(seen.began());
        pages.set(index, pages.get(index).answer(seen));
    }

    /**
     * The lines of the parts that are over.
     *
     * @param refused how many calls the provider has refused by now
     */
    List<String> tell(Duration now, long refused) {
        while (refusedByEnds.size() < pages.size()
                && pages.get(refusedByEnds.size()).part().until().compareTo(now) <= 0) refusedByEnds.add(refused);
        List<String> lines = new ArrayList<>();
        while (told < refusedByEnds.size() && pages.get(told).isWholeAt(now)) lines.add(line(now, told++));
        return lines;
    }

    private String line(Duration now, int index) {
        Page page = pages.get(index);
        long refused = refusedByEnds.get(index) - (index == 0 ? 0 : refusedByEnds.get(index - 1));
        double rate = page.part().perSecond();
        String rateText = String.format(Locale.ROOT, rate < 1 ? "%.2f" : "%.0f", rate);
        String what = page.part().name() + ", " + rateText + " a second";
        String slowest = String.format(Locale.ROOT, "%.1f s", page.slowest().toMillis() / 1_000.0);
        String then = page.served() + " of " + page.sent() + " served";
        return look.line(now, new Line(page.glyph(), what, then, "slowest " + slowest + " · 429s: " + refused));
    }
}

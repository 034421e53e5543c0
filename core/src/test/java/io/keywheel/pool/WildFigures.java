package io.keywheel.pool;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one member was told of one quota, and what it sent since; reckoned apart from the pool that is tested. It never says that more is
 * left than there is by the latest figures.
 */
final class WildFigures {
    /** Headers tell whole numbers, and what confirms a count does not replace it. */
    private static final double HAIR = 1;

    /** After a told reset everything is back for sure: resets are rounded, and a window is entered a moment later. */
    private static final long AFTER_RESET = 30;

    private static final double SCOUTS = 0.1;
    private static final long LEFT_TO_OTHERS = 1_500;
    private static final long STALE = 1_000;
    private static final long SAME_END = 50;

    /**
     * The longest that an answer is under way. What was sent so long before the newest figures may be counted twice, since an earlier
     * answer did not tell whether it knew it: not to do so was tried, and cost more refused calls than it gave.
     */
    private static final long ANSWER = 1_000;

    /**
     * @param lease whose answer told it; null where another member was told
     * @param reset in which it is whole again, 0 where that was not told
     * @param since when this window was first spoken of
     */
    private record Figure(
            @Nullable Lease lease, double limit, double left, long reset, long sentAt, long heardAt, long since) {
        boolean endsWith(long end) {
            return Math.abs(heardAt + reset - end) < SAME_END;
        }

        boolean isWholeAt(long now) {
            return reset > 0 && now >= heardAt + reset + AFTER_RESET;
        }

        boolean mayHaveEnded(long now) {
            return reset == 0 || now >= sentAt + reset - AFTER_RESET;
        }
    }

    private record Sent(Lease lease, Cost cost, long at) {
        @Override
        public String toString() {
            return Math.round(cost.tokens()) + " tokens at " + at;
        }
    }

    private record Taken(Dimension dimension, double amount, long heardAt) {}

    private record Wait(Dimension dimension, double cost, long until) {}

    private final Map<Dimension, Figure> figures = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Long> attempts = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();
    /** Limits that are known, of which nobody has said since whose figures they were. */
    private final Set<Dimension> doubted = EnumSet.noneOf(Dimension.class);

    private boolean doubtful;
    private int underWay;

    /** @param doubtful whether it was shared with others before anything was told of it */
    WildFigures(boolean doubtful) {
        this.doubtful = doubtful;
    }

    void sent(Lease lease, long now) {
        sent.add(new Sent(lease, lease.demand().cost(), now));
        attempts.add(now);
        underWay++;
    }

    void ended() {
        underWay--;
    }

    boolean isUnderWay() {
        return underWay > 0;
    }

    /** It came to be shared with others, or is so no longer. */
    void doubt() {
        doubtful = true;
        doubted.addAll(figures.keySet());
        figures.clear();
    }

    void told(Observation told, Lease lease, long now) {
        Figure before = figures.get(told.dimension());
        if (before != null && lease.takenAt() < before.sentAt) return;
        doubtful = false;
        boolean endsNow = told.resetMillis() > 0 && lease.takenAt() + told.resetMillis() - 6 <= now;
        double left = endsNow ? 0 : told.remaining();
        // Where the window may have ended on the way, the answer may speak of the one before.
        long reset = endsNow ? 0 : told.resetMillis();
        long since = before != null && before.endsWith(now + reset) ? before.since : now;
        // Of several that were sent at once nobody knows which the provider counted first: all but this one are taken
        // off.
        figures.put(told.dimension(), new Figure(lease, told.limit(), left, reset, lease.takenAt(), now, since));
    }

    /** A refusal's own numbers. */
    void refused(Verdict why, Lease lease, long now) {
        sent.removeIf(s -> s.lease == lease);
        if (why.numbers().isEmpty()) return;
        LimitNumbers numbers = why.numbers().get();
        Dimension dimension = labelOf(why.dimension(), numbers.limit());
        double left = numbers.remaining().orElse(0);
        Figure before = figures.get(dimension);
        long reset = before == null ? 0 : before.reset;
        figures.put(dimension, new Figure(lease, numbers.limit(), left, reset, lease.takenAt(), now, now));
        long wait = why.waitMillis().orElse(0);
        waits.add(new Wait(why.dimension(), lease.receipt().cost().of(why.dimension()), now + wait));
    }

    /** What headers call a day's limit a refusal may call a minute's. */
    private Dimension labelOf(Dimension said, long limit) {
        for (Map.Entry<Dimension, Figure> one : figures.entrySet()) {
            boolean same = one.getKey().unit() == said.unit() && one.getValue().limit == limit;
            if (same) return one.getKey();
        }
        return said;
    }

    /** What another member was told. */
    void heard(Dimension dimension, BudgetState told, long now) {
        Figure before = figures.get(dimension);
        if (before != null && told.sentAt() <= before.sentAt + STALE) return;
        figures.put(dimension, new Figure(null, told.limit(), told.remaining(), 0, told.sentAt(), now, now));
    }

    void takenElsewhere(Dimension dimension, double amount, long now) {
        taken.add(new Taken(dimension, Math.max(0, amount), now));
    }

    /** Whether the provider's figures cover this for sure. */
    boolean cover(Cost cost, long now) {
        if (doubtful || !figures.keySet().containsAll(doubted)) return false;
        for (Wait wait : waits) if (now < wait.until && cost.of(wait.dimension) >= wait.cost) return false;
        for (Map.Entry<Dimension, Figure> one : figures.entrySet()) {
            if (!covers(one.getKey(), one.getValue(), cost.of(one.getKey()), now)) return false;
        }
        return true;
    }

    private boolean covers(Dimension dimension, Figure figure, double wanted, long now) {
        double own = 0;
        for (Sent one : sent) {
            boolean isOwn = one.lease == figure.lease && isAlone(figure);
            if (one.at >= figure.sentAt - ANSWER && !isOwn) own += one.cost.of(dimension);
        }
        double others = ofOthers(dimension, figure, now);
        if (others < 0) return false;
        boolean mayBeginAnew = figure.mayHaveEnded(now);
        // A window that has begun by reckoning alone is entered by a few first.
        if (mayBeginAnew && underWay > 0 && own + wanted > SCOUTS * figure.limit) return false;
        if (figure.left - own - others >= wanted + HAIR) return true;
        return figure.isWholeAt(now) && figure.limit * (1 - 0.02) - own - others >= wanted + 2 * HAIR;
    }

    /** Whether nothing else was under way when the figure's request was sent. */
    private boolean isAlone(Figure figure) {
        return attempts.stream()
                        .filter(at -> at >= figure.sentAt - ANSWER && at <= figure.sentAt)
                        .count()
                <= 1;
    }

    /** What other members said or are presumed to have taken since; negative where their part of a new window is left to them. */
    private double ofOthers(Dimension dimension, Figure figure, long now) {
        double said = 0;
        double lately = 0;
        boolean heard = false;
        for (Taken one : taken) {
            if (one.dimension != dimension) continue;
            heard = true;
            // What was heard on the answer's way may be in its figures already: nobody knows.
            if (one.heardAt > figure.sentAt - ANSWER) said += one.amount;
            lately += one.amount * Math.exp((one.heardAt - now) / 1e3);
        }
        boolean leaves = heard && (figure.mayHaveEnded(now) || now - figure.since < LEFT_TO_OTHERS);
        return leaves ? -1 : said + lately / 4;
    }

    @Override
    public String toString() {
        return figures + ", sent " + sent + ", " + underWay + " under way, taken elsewhere " + taken;
    }
}

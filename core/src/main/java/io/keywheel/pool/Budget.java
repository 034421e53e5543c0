package io.keywheel.pool;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is left of one limit, as last reported and counted on from there. Guarded by its lane's family.
 *
 * <p>Of two observations the one of the attempt that was sent later counts. One that lies between what was counted here for its sending
 * and for its arrival confirms the count, since some providers fill their headers when they admit and some when they answer; outside it
 * replaces. A refusal always replaces.
 */
final class Budget {
    private static final long NEVER = Window.NEVER;

    /** A limit whose rate only refusals tell is found out again, by this part with each whole limit that it served. */
    private static final double GROWTH = 0.05;

    /** The part of a limit that goes ahead where its window has begun by reckoning alone. */
    private static final double SCOUTS = 0.1;

    /** Nobody counts in shorter windows: one that has ended and would end again sooner is none. */
    private static final long SHORTEST_WINDOW_MILLIS = 900;

    /** What was sent so long after a window's end was not sent before it by a clock's error. */
    private static final long CLEARLY_MILLIS = 30;

    /** What a member was told itself is better than what another was told a moment later. */
    private static final long STALE_MILLIS = 1_000;

    /** By how many requests more than there was by reckoning a served one shows another kind of limit: a window, a bucket. */
    private static final double SURELY = 0.5;

    private static final double FAR = 1.5;

    private final Dimension dimension;
    private final boolean declared;
    private final Refill refill;
    private final Window window;
    private final Others others = new Others();
    private final Taken taken = new Taken();
    private final Refused refused = new Refused();
    private final Outlook outlook;
    private double limit;
    private double level;
    private long at;
    private @Nullable Mark toldOf;
    private double toldLeft;
    private double sinceEnd;
    private double hearsay;
    private double unsure;
    private double scouts = Double.MAX_VALUE;
    private long newestSent = Long.MIN_VALUE;
    private boolean readAsBucket;
    private long figuresAt = Long.MAX_VALUE;
    private long reportedSent = Long.MIN_VALUE;

    /** A limit that an answer spoke of. */
    Budget(Dimension dimension, Usual usual, double limit, long now) {
        this(dimension, usual, limit, now, false);
    }

    private Budget(Dimension dimension, Usual usual, double limit, long now, boolean declared) {
        this.dimension = dimension;
        this.refill = new Refill(usual);
        this.window = new Window(usual);
        this.limit = limit;
        this.level = limit;
        this.at = now;
        this.declared = declared;
        this.readAsBucket = isBucket();
        this.outlook = new Outlook(this, refill, window, refused);
    }

    /** A limit that the operator states, and that is counted here: what comes back does so little by little. */
    static Budget declared(DeclaredLimit said, long now) {
        Usual bucket = new Usual(RefillKind.BUCKET);
        Budget budget = new Budget(said.dimension(), bucket, (double) said.limit(), now, true);
        budget.refill.declared((double) said.limit(), said.dimension().periodMillis());
        return budget;
    }

    /** The same limit of another quota, of which nothing else is known: entered by a few until an answer says more. */
    Budget anew(Usual usual, long now) {
        Budget budget = new Budget(dimension, usual, limit, now);
        budget.scouts = limit * SCOUTS;
        return budget;
    }

    /** What it promises. */
    Outlook outlook() {
        return outlook;
    }

    Dimension dimension() {
        return dimension;
    }

    long newestSent() {
        return newestSent;
    }

    boolean isDeclared() {
        return declared;
    }

    double limit() {
        return limit;
    }

    /** Whether answers' headers tell it. */
    boolean isTold() {
        return refill.isTold();
    }

    /** Whether answers' headers tell it, be it under another label. */
    boolean isToldAs(Dimension said, double saidLimit) {
        return refill.isTold() && dimension.unit() == said.unit() && limit == saidLimit;
    }

    /** Whether it refills little by little, at a rate that is known. */
    boolean isBucket() {
        return refill.isBucket() && refill.fillMillis(limit) > 0;
    }

    /** What comes back in a millisecond, by a bucket. */
    double rate() {
        return limit / refill.fillMillis(limit);
    }

    /** What is left at {@code now}. */
    double left(long now) {
        roll(now);
        return level;
    }

    /** What is left for this member. Of a window that has begun by reckoning alone a part, until an answer confirms it. */
    double available(long now) {
        double left = left(now) - others.presumed(now);
        return sinceEnd > 0 ? Math.min(left, scouts - sinceEnd) : left;
    }

    /** Whether other members are presumed to begin to take of it. */
    boolean isBeginning(long now) {
        return others.isBeginning(now);
    }

    /** What others are said to have taken, which no answer to this member has confirmed. */
    double hearsay() {
        return hearsay;
    }

    Mark charge(double cost, long now) {
        roll(now);
        level -= cost;
        taken.add(cost);
        sinceEnd += cost;
        window.charged(cost, now);
        refill.charged(cost, growth(cost));
        others.ownTook(cost, now);
        return new Mark(this, cost, level, taken.position(), sinceEnd, now);
    }

    private double growth(double cost) {
        return declared ? 0 : GROWTH * cost / limit;
    }

    /** An attempt that was sent before the limit was known: of what is left by what was told since, it takes nothing more. */
    Mark chargeLate(double cost, long sentAt) {
        taken.addLate(cost);
        sinceEnd += cost;
        return new Mark(this, 0, level, taken.position(), sinceEnd, sentAt);
    }

    /** Nothing was taken of the provider's: it never heard of the request, or refused it. */
    void giveBack(Mark mark) {
        // What a refusal's own headers told, they told without it.
        double most = mark.equals(toldOf) ? toldLeft - taken.since(mark) : limit;
        correct(mark, mark.cost());
        level = Math.min(level, most);
    }

    /** Nobody knows whether the provider took it. */
    void unsure(Mark mark) {
        if (mark.sentAt() >= newestSent) unsure += mark.cost();
    }

    /** What the attempt cost in truth, where no header told what is left. A refusal that was sent later knew all that it took. */
    void billed(Mark mark, double cost) {
        double back = mark.cost() - cost;
        if (!refill.isTold() && (back > 0 || mark.sentAt() >= newestSent)) correct(mark, back);
    }

    private void correct(Mark mark, double back) {
        taken.giveBack(mark, back);
        level = Math.min(limit, level + back);
        sinceEnd -= back;
        window.gaveBack(back);
        refill.charged(-back, 0);
    }

    /** What another member took of it in a time; what the newest answer to this one knows already is left out. */
    void takenElsewhere(double cost, long from, long to, long now) {
        roll(now);
        double unknown = newestSent <= from ? 1 : newestSent >= to ? 0 : (double) (to - newestSent) / (to - from);
        others.took(cost, to, now);
        level -= cost * unknown;
        hearsay += cost * unknown;
        sinceEnd += cost * unknown;
        window.charged(cost * unknown, now);
        refill.chargedElsewhere(cost, growth(cost), from, to);
    }

    /** What another member was told of it, where that is newer by more than a moment than what this one knows. */
    void adopt(BudgetState told, long now) {
        roll(now);
        if (told.sentAt() <= newestSent + STALE_MILLIS && newestSent != Long.MIN_VALUE) return;
        newestSent = told.sentAt();
        limit = told.limit();
        refill.adopt(told);
        if (told.endLate() != NEVER) window.adopt(told.endEarly(), told.endLate(), told.period());
        level = told.remaining();
        at = Math.min(now, told.at());
        figuresAt = at;
        readAsBucket = isBucket();
    }

    /** What this member knows; empty where no answer has told it anything since it was last asked. */
    Optional<BudgetState> news(long now) {
        if (newestSent == Long.MIN_VALUE || newestSent == reportedSent) return Optional.empty();
        reportedSent = newestSent;
        roll(now);
        long period = window.hasPeriod() ? window.period() : NEVER;
        return Optional.of(new BudgetState(
                limit,
                level,
                refill.isTold(),
                isBucket(),
                refill.fillMillis(limit),
                window.endEarly(),
                window.endLate(),
                period,
                newestSent,
                now));
    }

    /** All that was ever taken of it here. */
    double taken() {
        return taken.net();
    }

    /** Whether anything was taken or told since it was last asked. */
    boolean hasNews() {
        return taken.hasNews() || newestSent != reportedSent;
    }

    /** An attempt was served though nothing told that it would be. */
    void served(Mark mark) {
        // Where no header tells what is left, each that comes back lets two more go.
        scouts = refill.isTold() ? Double.MAX_VALUE : scouts + 2 * mark.cost();
        if (declared || refill.isTold() || mark.level() > -mark.cost() * (isBucket() ? FAR : SURELY)) return;
        if (!isBucket()) startAnew(mark);
        else if (refill.isDecided()) refill.gaveMore();
        else refill.vote(false);
    }

    /** Where it was used up, a window has begun since that nobody saw. */
    private void startAnew(Mark mark) {
        sinceEnd = mark.cost() + taken.since(mark);
        level = limit - sinceEnd;
    }

    /** An answer's headers. */
    void observed(Observation told, Mark mark, long now) {
        roll(now);
        refill.observed(told, mark.sentAt(), now);
        if (mark.sentAt() < newestSent) return;
        newestSent = mark.sentAt();
        taken.forgetBefore(newestSent);
        hearsay = 0;
        unsure = 0;
        scouts = Double.MAX_VALUE;
        others.known(told.limit() - told.remaining() - mark.sinceEnd(), now);
        if (told.limit() < Observation.NO_LIMIT) limit = told.limit();
        boolean ofThisWindow = !told.isWhole() || window.resets(told.resetMillis(), mark.sentAt(), now);
        if (!isBucket() && !ofThisWindow) return;
        toldOf = mark;
        toldLeft = told.remaining();
        double sure = told.remaining() - taken.since(mark);
        double least = Math.min(mark.level(), level) - 1;
        double most = Math.max(mark.level(), level) + 1;
        boolean confirms = told.remaining() >= least && told.remaining() <= most;
        // Between the two a window may have begun by reckoning: then the count knows less than the answer.
        double whole = told.remaining() + (isBucket() ? rate() * (now - mark.sentAt()) : 0) + 1;
        level = confirms ? Math.min(level, whole) : sure;
        readAsBucket = isBucket();
        figuresAt = now;
    }

    /** Whether what another quota tells, be it half used, would not be taken for this one's. */
    boolean wouldShow(long now) {
        return refill.isTold() && left(now) < limit / 3;
    }

    /** Whether an answer tells of far more than was counted here: two keys that are thought to share it do not. */
    boolean isContradictedBy(Observation told, Mark mark, long now) {
        roll(now);
        boolean sameWindow = isBucket() || (window.isKnown() && now < window.endEarly());
        double most = Math.max(mark.level(), level) + mark.cost() + unsure + Math.max(3, told.limit() / 4);
        return sameWindow && newestSent != Long.MIN_VALUE && told.remaining() > most;
    }

    /** A refusal's figures, and the wait that it asks for. */
    void refused(LimitNumbers numbers, long wait, double cost, long sentAt, long now) {
        roll(now);
        limit = (double) numbers.limit();
        if (!refill.isTold()) learnFromRefusal(numbers, wait, cost, sentAt, now);
        level = (double) numbers.remaining().orElse(0);
        figuresAt = now;
        hearsay = 0;
        refused.again(cost, wait, now);
        newestSent = Math.max(newestSent, sentAt);
        if (wait > 0 && !(isBucket() && refill.isTold())) window.opensAfter(wait, sentAt, now);
    }

    /** A window that had just begun cannot be used up by others' requests: what refills little by little can. */
    private void learnFromRefusal(LimitNumbers numbers, long wait, double cost, long sentAt, long now) {
        double used = numbers.used().orElse(numbers.limit());
        long end = refused.until();
        boolean afterEnd = end > 0 && sentAt >= end + CLEARLY_MILLIS;
        boolean atOnce = end > 0 && sentAt >= end && now + wait < end + SHORTEST_WINDOW_MILLIS;
        if (atOnce || (afterEnd && sinceEnd < 0.8 * used - 2)) refill.vote(true);
        double over = used + Math.max(numbers.requested().orElse((long) Math.ceil(cost)), 0) - numbers.limit();
        refill.refused(over, cost, wait, now);
    }

    private void roll(long now) {
        boolean bucket = isBucket();
        if (bucket) {
            // What was read as a window until now did not refill.
            long from = readAsBucket ? at : Math.min(at, figuresAt);
            level = Math.min(limit, level + Math.max(0, now - from) * rate());
        } else if (readAsBucket) {
            level = Math.max(level, limit - sinceEnd);
        }
        readAsBucket = bucket;
        if (window.hasEnded(now)) {
            sinceEnd = window.next(now);
            hearsay = 0;
            if (!bucket) {
                scouts = Math.max(0, level) + limit * SCOUTS;
                level = limit - sinceEnd;
                others.begin(limit, now);
            }
        }
        at = Math.max(at, now);
        refused.pass(now);
    }
}

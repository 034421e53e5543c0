package io.keywheel.probe;

import io.keywheel.pool.KeyPool;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.ProbeTurns;
import io.keywheel.pool.Quarantined;
import io.keywheel.pool.RecoveredBy;
import io.keywheel.provider.Probe.Proof;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Recovery of one pool's keys: probes those that are due and brings back those that live. Any thread may call; nothing blocks. */
final class PoolRecovery {
    private static final int MOST_UNDER_WAY = 8;

    private final KeyPool pool;
    private final ProbeCall call;
    private final ProbeTurns turns;
    private final InstantSource clock;
    private final Pace pace;
    private final ProbeLog log;
    private final Map<String, Course> courses = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    PoolRecovery(KeyPool pool, ProbeCall call, Means means) {
        this.pool = pool;
        this.call = call;
        this.turns = means.turns();
        this.clock = means.clock();
        this.pace = means.pace();
        this.log = new ProbeLog(pool);
    }

    /** Begins the probes that are due. */
    void look() {
        List<Quarantined> out = pool.quarantined();
        long now = clock.millis();
        for (Course course : due(out, now)) ask(course);
    }

    private synchronized List<Course> due(List<Quarantined> out, long now) {
        Set<String> ids = new HashSet<>();
        for (Quarantined one : out) {
            ids.add(one.key().id());
            courses.merge(one.key().id(), Course.of(one, pace), (known, fresh) -> known.seen(one, pace));
        }
        courses.replaceAll((id, course) -> ids.contains(id) ? course : course.ended(now));
        courses.values().removeIf(course -> course.isOver(now, pace));
        List<Course> due = courses.values().stream()
                .filter(c -> c.endedAt().isEmpty() && c.isDue(now) && !underWay.contains(c.keyId()))
                .sorted(Comparator.comparingLong(Course::nextAt))
                .limit(MOST_UNDER_WAY - underWay.size())
                .toList();
        due.forEach(c -> underWay.add(c.keyId()));
        return due;
    }

    private void ask(Course course) {
        turns.take(pool.name(), course.keyId(), course.backoff().turn()).whenComplete((taken, failure) -> {
            if (failure == null && taken) probe(course);
            else step(course.keyId(), c -> c.passed(clock.millis(), pace));
        });
    }

    private void probe(Course course) {
        call.ask(course.out().key())
                .whenComplete((answer, bug) -> answered(course, bug == null ? answer : broken(bug)));
    }

    private static Answer broken(Throwable bug) {
        return Answer.nothing("the probe failed: " + bug.getClass().getSimpleName());
    }

    private void answered(Course course, Answer answer) {
        PoolKey key = course.out().key();
        boolean stands = isOut(course);
        if (stands && answer.proof() == Proof.ALIVE) pool.recover(key, RecoveredBy.PROBE);
        long now = clock.millis();
        Course after = course.after(answer, now, pace);
        step(key.id(), known -> known.isOf(course.out()) ? after : known);
        if (stands && !answer.result().equals(course.result())) log.answered(key, answer, after.nextAt() - now);
    }

    /** A quarantine that began while the probe was under way is another: its answer says nothing of it. */
    private boolean isOut(Course course) {
        return pool.quarantined().stream()
                .anyMatch(q -> q.key().equals(course.out().key()) && course.isOf(q));
    }

    private synchronized void step(String keyId, UnaryOperator<Course> next) {
        underWay.remove(keyId);
        courses.computeIfPresent(keyId, (id, course) -> next.apply(course));
    }

    /** The keys that are out, as of the last look. */
    synchronized List<ProbeState> states() {
        return courses.values().stream()
                .filter(c -> c.endedAt().isEmpty())
                .map(c -> new ProbeState(pool.name(), c.keyId(), c.lastAt(), c.result(), c.nextAt()))
                .toList();
    }
}

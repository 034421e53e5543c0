package io.keywheel.cluster;

import io.keywheel.records.Decision;
import io.keywheel.records.RecordChange;
import io.keywheel.records.StoredRecord;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it travels.
 *
 * @param standing what stands after it, if anything
 */
record Ruling(Word word, @Nullable StoredRecord standing) {

    /** What was decided. */
    enum Word {
        APPLIED,
        REPEATED,
        STALE,
        EXISTS,
        MISSING
    }

    static Ruling of(RecordChange change, @Nullable StoredRecord current) {
        Decision decision = change.decide(current);
        if (decision instanceof Decision.Applied applied) return new Ruling(Word.APPLIED, applied.next());
        // Asked again, and others have built on it meanwhile.
        if (current != null && current.descendsFrom(change.next())) return new Ruling(Word.REPEATED, current);
        return new Ruling(word(decision), current);
    }

    private static Word word(Decision refusal) {
        if (refusal instanceof Decision.Repeated) return Word.REPEATED;
        if (refusal instanceof Decision.Exists) return Word.EXISTS;
        return refusal instanceof Decision.Missing ? Word.MISSING : Word.STALE;
    }

    /** Whether the change stands. */
    boolean isGranted() {
        return word == Word.APPLIED || word == Word.REPEATED;
    }

    /** Why it does not stand. */
    Decision refusal(RecordChange change) {
        StoredRecord current = standing;
        if (word == Word.MISSING || current == null) return new Decision.Missing(change.id());
        return word == Word.EXISTS ? new Decision.Exists(current) : new Decision.Stale(current);
    }
}

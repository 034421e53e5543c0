package io.keywheel.records;

import static io.keywheel.records.Given.KEY;
import static io.keywheel.records.Given.applied;
import static io.keywheel.records.Given.content;
import static io.keywheel.records.Given.made;
import static io.keywheel.records.Given.mark;
import static io.keywheel.records.Given.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordChangeTest {

    @Test
    void aNewRecordBeginsWithTheFirstRevision() {
        StoredRecord made = made(KEY);
        assertThat(made.version().tag()).startsWith("1.1.");
        assertThat(text(made)).isEqualTo("new for 1.1");
    }

    @Test
    void aRecordThatIsThereIsNotMadeAgain() {
        StoredRecord standing = made(KEY);
        assertThat(Given.create(KEY).decide(standing)).isEqualTo(new Decision.Exists(standing));
    }

    @Test
    void aChangeRaisesTheRevisionAndIsSealedForIt() {
        StoredRecord standing = made(KEY);
        StoredRecord next = applied(RecordChange.update(standing, mark(), content("other")), standing);
        assertThat(next.version().revision()).isEqualTo(2);
        assertThat(text(next)).isEqualTo("other for 1.2");
        assertThat(next.descendsFrom(standing)).isTrue();
    }

    @Test
    void aChangeOfAnotherVersionIsStaleAndSaysWhatStands() {
        StoredRecord seen = made(KEY);
        StoredRecord standing = applied(RecordChange.update(seen, mark(), content("first")), seen);
        Decision late = RecordChange.update(seen, mark(), content("second")).decide(standing);
        assertThat(late).isEqualTo(new Decision.Stale(standing));
    }

    @Test
    void anotherChangeWithTheSameRevisionIsStaleToo() {
        StoredRecord seen = made(KEY);
        StoredRecord elsewhere = made(KEY);
        Decision decision = RecordChange.disable(seen, mark(), content("off")).decide(elsewhere);
        assertThat(decision).isEqualTo(new Decision.Stale(elsewhere));
    }

    @Test
    void disabledStaysDisabledUntilItIsEnabled() {
        StoredRecord made = made(KEY);
        StoredRecord off = applied(RecordChange.disable(made, mark(), content("off")), made);
        StoredRecord changed = applied(RecordChange.update(off, mark(), content("label")), off);
        StoredRecord on = applied(RecordChange.enable(changed, mark(), content("on")), changed);
        assertThat(off.version().disabled()).isTrue();
        assertThat(changed.version().disabled()).isTrue();
        assertThat(on.version().disabled()).isFalse();
    }

    @Test
    void whateverStandsCanBeRemovedWithoutKnowingIt() {
        StoredRecord made = made(KEY);
        StoredRecord standing = applied(RecordChange.update(made, mark(), content("other")), made);
        StoredRecord removed = applied(RecordChange.remove(KEY, mark()), standing);
        assertThat(removed.isLive()).isFalse();
        assertThat(removed.version().revision()).isEqualTo(3);
        assertThat(removed.content()).isEmpty();
        assertThat(removed.descendsFrom(standing)).isTrue();
    }

    @Test
    void aRemovalOfAnotherVersionIsStale() {
        StoredRecord seen = made(KEY);
        StoredRecord standing = applied(RecordChange.update(seen, mark(), content("other")), seen);
        assertThat(RecordChange.remove(seen, mark()).decide(standing)).isEqualTo(new Decision.Stale(standing));
    }

    @Test
    void whatIsRemovedOrWasNeverThereIsMissing() {
        StoredRecord made = made(KEY);
        StoredRecord removed = applied(RecordChange.remove(made, mark()), made);
        assertThat(RecordChange.remove(KEY, mark()).decide(removed)).isEqualTo(new Decision.Missing(KEY));
        assertThat(RecordChange.update(made, mark(), content("late")).decide(removed))
                .isEqualTo(new Decision.Missing(KEY));
        assertThat(RecordChange.remove(KEY, mark()).decide(null)).isEqualTo(new Decision.Missing(KEY));
    }

    @Test
    void aRemovedIdThatIsMadeAgainIsNewerThanAnyEditOfTheOldOne() {
        StoredRecord made = made(KEY);
        StoredRecord removed = applied(RecordChange.remove(made, mark()), made);
        StoredRecord again = applied(RecordChange.create(KEY, removed, mark(), content("again")), removed);
        assertThat(text(again)).isEqualTo("again for 2.1");
        assertThat(again.isNewerThan(removed)).isTrue();
        assertThat(again.isNewerThan(Given.record(KEY, Given.version(1, 99)))).isTrue();
    }

    @Test
    void makingAnIdThatWasRemovedMeanwhileIsStaleSinceItWasSealedForAnotherIncarnation() {
        StoredRecord made = made(KEY);
        StoredRecord removed = applied(RecordChange.remove(made, mark()), made);
        assertThat(Given.create(KEY).decide(removed)).isEqualTo(new Decision.Stale(removed));
    }

    @Test
    void aChangeThatIsSentTwiceIsMadeOnce() {
        RecordChange change = Given.create(KEY);
        StoredRecord first = ((Decision.Applied) change.decide(null)).next();
        assertThat(change.decide(first)).isEqualTo(new Decision.Repeated(first));
    }
}

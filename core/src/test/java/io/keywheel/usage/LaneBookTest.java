package io.keywheel.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.admin.port.KeyState;
import io.keywheel.admin.port.LaneHistory.Lane;
import io.keywheel.admin.port.LaneHistory.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LaneBookTest {
    private final Given.Clock clock = new Given.Clock();
    private final TreeMap<String, KeyState> states = new TreeMap<>();
    private final LaneBook book = new LaneBook(
            new LaneBook.Keys() {
                @Override
                public List<String> ids() {
                    return List.copyOf(states.keySet());
                }

                @Override
                public Optional<KeyState> state(String id) {
                    return Optional.ofNullable(states.get(id));
                }
            },
            clock);

    private void is(String key, KeyState state) {
        states.put(key, state);
        book.happened(key);
        book.look();
    }

    private List<Lane> lanes() {
        return book.between(Optional.empty(), Optional.empty()).lanes();
    }

    private static Instant at(int seconds) {
        return Given.NOON.plusSeconds(seconds);
    }

    @Test
    void aLaneIsTheStatesThatAKeyWasInOneAfterTheOther() {
        is("a", KeyState.READY);
        clock.passes(5_000);
        is("a", KeyState.COOLING);
        clock.passes(20_000);
        is("a", KeyState.READY);
        clock.passes(1_000);

        assertThat(lanes())
                .containsExactly(new Lane(
                        "a",
                        List.of(
                                new Span(at(0), at(5), KeyState.READY),
                                new Span(at(5), at(25), KeyState.COOLING),
                                new Span(at(25), at(26), KeyState.READY))));
        assertThat(book.between(Optional.of(at(10)), Optional.of(at(12))).lanes())
                .containsExactly(new Lane("a", List.of(new Span(at(10), at(12), KeyState.COOLING))));
    }

    @Test
    void aRestThatEndsByItselfIsSeenWithoutBeingTold() {
        is("a", KeyState.COOLING);
        clock.passes(60_000);
        states.put("a", KeyState.READY);
        book.look();
        clock.passes(1_000);

        assertThat(lanes().get(0).spans()).extracting(Span::state).containsExactly(KeyState.COOLING, KeyState.READY);
    }

    @Test
    void aRemovedKeyHasNoStateFromThenOnAndIsForgottenADayLater() {
        is("a", KeyState.READY);
        clock.passes(1_000);
        states.remove("a");
        book.happened("a");
        book.look();
        clock.passes(9_000);

        assertThat(lanes()).containsExactly(new Lane("a", List.of(new Span(at(0), at(1), KeyState.READY))));
        clock.passes(Duration.ofHours(24).toMillis());
        assertThat(lanes()).isEmpty();
    }

    @Test
    void spansAreKeptForADay() {
        is("a", KeyState.QUARANTINED);
        clock.passes(Duration.ofHours(30).toMillis());
        book.look();

        assertThat(lanes().get(0).spans())
                .containsExactly(
                        new Span(clock.instant().minus(Duration.ofHours(24)), clock.instant(), KeyState.QUARANTINED));
    }

    @Test
    void amongThousandsEachIsLookedAtInItsTurn() {
        for (int i = 0; i < 5_000; i++) states.put("key-" + i, KeyState.READY);
        for (int i = 0; i < 10; i++) book.look();
        states.put("key-4321", KeyState.DISABLED);
        clock.passes(1_000);
        for (int i = 0; i < 10; i++) book.look();
        clock.passes(1_000);

        assertThat(lanes()).hasSize(5_000);
        assertThat(lanes())
                .filteredOn(lane -> lane.spans().size() == 2)
                .extracting(Lane::key)
                .containsExactly("key-4321");
    }

    @Test
    void aKeyThatFlickersIsBounded() {
        for (int i = 0; i < 5_000; i++) {
            is("a", i % 2 == 0 ? KeyState.READY : KeyState.COOLING);
            clock.passes(1_000);
        }

        assertThat(lanes().get(0).spans()).hasSizeLessThanOrEqualTo(1_000);
    }
}

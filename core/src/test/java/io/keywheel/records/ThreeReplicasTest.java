package io.keywheel.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for three members, whatever is changed where, whoever cannot reach whom, and whoever falls with what not on its disk. */
class ThreeReplicasTest {

    /** One thing that happens: {@code kind} says what, the rest who and how. */
    record Step(int kind, int member, int id, int mask) {
        Action action() {
            return ACTIONS.get(kind % ACTIONS.size());
        }
    }

    private static final List<Action> ACTIONS = List.of(Action.values());

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 7))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(120);
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void theyEndEqualAndNoAcknowledgedChangeIsLostUnsaid(@ForAll("steps") List<Step> steps) {
        ThreeMembers members = new ThreeMembers();
        for (Step step : steps) {
            switch (step.kind()) {
                case 0 -> members.split(step.mask());
                case 1 -> members.heal();
                case 2 -> members.restart(step.member());
                case 3 -> members.failing(step.mask());
                default -> members.change(step.member(), step.action(), Given.key(step.id()));
            }
        }
        members.failing(0);
        members.heal();
        assertThat(members.digests()).hasSize(1);
        assertThat(members.contents()).hasSize(1);
        assertThat(members.lostUnsaid()).isEmpty();
        assertThat(members.lostToSomethingOlder()).isEmpty();
        assertThat(members.broughtBack()).isEmpty();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void allThatFellAtOnceComeBackWithWhatWasAcknowledgedAndNothingThatWasRemoved(@ForAll("steps") List<Step> steps) {
        ThreeMembers members = new ThreeMembers();
        for (Step step : steps) members.change(step.member(), step.action(), Given.key(step.id()));
        List<StoredRecord> before = members.contents().iterator().next();
        for (int i = 0; i < 3; i++) members.fall(i);
        for (int i = 0; i < 3; i++) members.restart(i);
        assertThat(members.contents()).containsExactly(before);
    }
}

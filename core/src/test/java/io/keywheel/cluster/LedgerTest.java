package io.keywheel.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.BudgetState;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.Link;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Rest;
import io.keywheel.pool.Rotation;
import io.keywheel.pool.Scope;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final long NEVER = Long.MAX_VALUE;

    private long now;
    private final Ledger ledger = new Ledger(2, () -> Instant.ofEpochMilli(now));

    private static Change rest(String model, long until) {
        Rest rest = new Rest(Dimension.UNSTATED, 0, until, Outcome.RATE_LIMITED, 1, 0);
        return new RestChange(new RestKey("p", new Scope(Reach.GROUP_MODEL, "g", model), rest.dimension()), rest);
    }

    private static Change wheel(String key, long epoch) {
        return new WheelChange(new WheelKey("p", "m"), new Rotation(key, epoch));
    }

    private static BudgetChange figures(String group, long sentAt) {
        Scope scope = new Scope(Reach.GROUP_MODEL, group, "m");
        BudgetKey key = new BudgetKey("p", scope, Dimension.REQUESTS_PER_MINUTE);
        return new BudgetChange(key, new BudgetState(100, 9, true, true, 60_000, NEVER, NEVER, NEVER, sentAt, sentAt));
    }

    private static Change link(boolean holds, long changes) {
        return LinkChange.of("p", new Link("a", "b", "org_made_up", holds ? 0 : 1, holds, changes));
    }

    @Test
    void ofSeveralChangesOfOneEntryTheLongestRestIsToldInWhateverOrderTheyCame() throws Exception {
        ledger.learned(rest("a", 50));
        ledger.learned(rest("a", 90));
        ledger.learned(rest("a", 70));
        ledger.learned(rest("b", 10));
        assertThat(ledger.next()).isEqualTo(rest("a", 90));
        assertThat(ledger.next()).isEqualTo(rest("b", 10));
    }

    @Test
    void ofSeveralTurnsOfOneWheelTheFurthestIsTold() throws Exception {
        ledger.learned(wheel("k3", 2));
        ledger.learned(wheel("k2", 1));
        assertThat(ledger.next()).isEqualTo(wheel("k3", 2));
    }

    @Test
    void whatTheClusterSaidIsKeptAndNotToldBack() {
        ledger.heard(rest("a", 50));
        ledger.learned(rest("b", 50));
        assertThat(ledger.standing()).containsExactlyInAnyOrder(rest("a", 50), rest("b", 50));
        assertThat(CompletableFuture.supplyAsync(this::next)
                        .orTimeout(5, TimeUnit.SECONDS)
                        .join())
                .isEqualTo(rest("b", 50));
    }

    @Test
    void whatHasEndedIsForgottenAndTheRoomUsedAgain() {
        ledger.learned(rest("a", 50));
        ledger.learned(rest("b", 100));
        ledger.learned(rest("too many", 100));
        now = 60;
        assertThat(ledger.standing()).containsExactly(rest("b", 100));
        ledger.learned(rest("c", 100));
        assertThat(ledger.standing()).containsExactlyInAnyOrder(rest("b", 100), rest("c", 100));
    }

    private static Change change(long since, long until, Outcome cause) {
        Rest rest = new Rest(Dimension.UNSTATED, since, until, cause, 0, 0);
        return new RestChange(new RestKey("p", new Scope(Reach.KEY, "k", ""), rest.dimension()), rest);
    }

    @Test
    void aRecoveryIsToldInsteadOfTheQuarantineThatItEnds() throws Exception {
        ledger.learned(change(10, Rest.UNTIL_CLEARED, Outcome.KEY_INVALID));
        ledger.learned(change(10, 50, Outcome.SUCCEEDED));
        ledger.heard(change(11, Rest.UNTIL_CLEARED, Outcome.KEY_INVALID));
        assertThat(ledger.next()).isEqualTo(change(10, 50, Outcome.SUCCEEDED));
    }

    @Test
    void aQuarantineThatBeganAfterTheRecoveryIsToldInsteadOfIt() throws Exception {
        ledger.learned(change(10, 50, Outcome.SUCCEEDED));
        ledger.learned(change(60, Rest.UNTIL_CLEARED, Outcome.KEY_INVALID));
        assertThat(ledger.next()).isEqualTo(change(60, Rest.UNTIL_CLEARED, Outcome.KEY_INVALID));
    }

    @Test
    void aRecoveryIsRememberedForADay() {
        Change recovery = change(10, 50, Outcome.SUCCEEDED);
        ledger.learned(recovery);
        now = TimeUnit.DAYS.toMillis(1);
        assertThat(ledger.standing()).containsExactly(recovery);
        now += 51;
        assertThat(ledger.standing()).isEmpty();
    }

    @Test
    void aChangeThatComesLateWakesTheOneWhoWaits() {
        CompletableFuture<Change> next = CompletableFuture.supplyAsync(this::next);
        ledger.learned(rest("a", 50));
        assertThat(next.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(rest("a", 50));
    }

    @Test
    void figuresAreToldAgainAfterAMomentOnly() throws Exception {
        ledger.learned(figures("a", 1_000));
        assertThat(ledger.next()).isEqualTo(figures("a", 1_000));
        ledger.learned(figures("a", 1_249));
        ledger.learned(figures("b", 1_000));
        assertThat(ledger.next()).isEqualTo(figures("b", 1_000));
        ledger.learned(figures("a", 1_250));
        assertThat(ledger.next()).isEqualTo(figures("a", 1_250));
    }

    @Test
    void aMapThatIsFullLeavesTheOthersTheirRoom() {
        ledger.learned(figures("a", 1_000));
        ledger.learned(figures("b", 1_000));
        ledger.learned(figures("too many", 1_000));
        ledger.learned(rest("m", 50));
        assertThat(ledger.standing())
                .containsExactlyInAnyOrder(figures("a", 1_000), figures("b", 1_000), rest("m", 50));
    }

    @Test
    void whenGroupsPartTheFiguresFromBeforeAreOfNeither() {
        ledger.learned(link(true, 1));
        ledger.learned(figures("a", 1_000));
        now = 2_000;
        ledger.learned(link(false, 2));
        assertThat(ledger.standing()).containsExactly(link(false, 2));
        assertThat(ledger.heard(figures("b", 1_999))).isFalse();
        assertThat(ledger.heard(figures("c", 1_999))).isTrue();
        assertThat(ledger.heard(figures("b", 2_000))).isTrue();
    }

    @Test
    void oldNewsOfALinkPartsNobody() {
        ledger.heard(link(true, 3));
        ledger.heard(figures("a", 1_000));
        now = 2_000;
        ledger.heard(link(false, 2));
        assertThat(ledger.standing()).containsExactlyInAnyOrder(link(true, 3), figures("a", 1_000));
    }

    @Test
    void figuresStandAsLongAsSomethingFollowsFromThem() {
        ledger.learned(figures("a", 1_000));
        now = 600_999;
        assertThat(ledger.standing()).hasSize(1);
        now = 601_000;
        assertThat(ledger.standing()).isEmpty();
    }

    private Change next() {
        try {
            return ledger.next();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

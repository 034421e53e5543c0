package io.keywheel.admin.local;

import io.keywheel.admin.port.KeyState;
import io.keywheel.admin.port.KeyView;
import io.keywheel.admin.port.KeyView.BudgetView;
import io.keywheel.admin.port.KeyView.GroupSource;
import io.keywheel.admin.port.KeyView.ModelView;
import io.keywheel.admin.port.KeyView.Reason;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.KeyReport;
import io.keywheel.pool.Link;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.QuotaGroup;
import io.keywheel.pool.Rest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Keys of a pool as the API shows them, but for what they did of late. */
public final class KeyViews {
    private KeyViews() {}

    public static KeyView of(KeyPool pool, PoolKey key) {
        KeyReport report = pool.report(key);
        KeyState state = state(report);
        Optional<Rest> rest = restOf(report, state);
        return new KeyView(
                key.id(),
                key.provider(),
                key.label(),
                key.secret().masked(),
                key.secret().fingerprint(key.provider()),
                key.group().name(),
                groupSource(pool, key.group()),
                key.source(),
                key.enabled(),
                key.weight(),
                state,
                rest.map(r -> reason(r, Optional.empty())),
                rest.map(r -> Instant.ofEpochMilli(r.since())),
                rest.flatMap(KeyViews::until),
                report.models().stream().map(m -> model(m, key.enabled())).toList(),
                Optional.of(report.inFlight()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                version(key));
    }

    /** Changes with what may be changed. */
    private static String version(PoolKey key) {
        int traits =
                List.of(key.label(), key.group(), key.weight(), key.enabled()).hashCode();
        return key.secret().fingerprint(key.provider()) + "-" + Integer.toHexString(traits);
    }

    private static GroupSource groupSource(KeyPool pool, QuotaGroup group) {
        if (group.declared()) return GroupSource.DECLARED;
        boolean linked = pool.links().stream()
                .filter(Link::holds)
                .anyMatch(l -> l.first().equals(group.name()) || l.second().equals(group.name()));
        return linked ? GroupSource.LEARNED : GroupSource.OWN;
    }

    /** The first that holds counts. */
    public static KeyState state(KeyReport report) {
        if (!report.key().enabled()) return report.inFlight() > 0 ? KeyState.DRAINING : KeyState.DISABLED;
        Optional<Rest> whole = report.rest();
        if (whole.isPresent()) return state(whole.get());
        boolean anyFree = report.models().stream().anyMatch(m -> m.rest().isEmpty());
        if (anyFree || report.models().isEmpty()) return KeyState.READY;
        boolean used = report.models().stream()
                .allMatch(m -> m.rest()
                        .filter(r -> r.cause() == Outcome.QUOTA_EXHAUSTED)
                        .isPresent());
        return used ? KeyState.EXHAUSTED : KeyState.COOLING;
    }

    private static KeyState state(Rest rest) {
        return switch (rest.cause()) {
            case KEY_INVALID -> KeyState.QUARANTINED;
            case QUOTA_EXHAUSTED -> KeyState.EXHAUSTED;
            default -> KeyState.COOLING;
        };
    }

    private static Optional<Rest> restOf(KeyReport report, KeyState state) {
        if (state == KeyState.READY || state == KeyState.DISABLED || state == KeyState.DRAINING)
            return Optional.empty();
        return report.rest().or(() -> soonest(report));
    }

    /** Of models that all rest the one that returns first. */
    private static Optional<Rest> soonest(KeyReport report) {
        return report.models().stream()
                .flatMap(m -> m.rest().stream())
                .min(java.util.Comparator.comparingLong(Rest::until));
    }

    private static Optional<Instant> until(Rest rest) {
        return rest.until() == Rest.UNTIL_CLEARED ? Optional.empty() : Optional.of(Instant.ofEpochMilli(rest.until()));
    }

    private static Reason reason(Rest rest, Optional<String> model) {
        Optional<String> dimension = rest.dimension() == Dimension.UNSTATED
                ? Optional.empty()
                : Optional.of(rest.dimension().text());
        String outcome = rest.cause().name().toLowerCase(Locale.ROOT);
        return new Reason(outcome, Optional.empty(), Optional.empty(), dimension, model, Optional.empty());
    }

    private static ModelView model(KeyReport.Model model, boolean enabled) {
        KeyState state = enabled ? model.rest().map(KeyViews::state).orElse(KeyState.READY) : KeyState.DISABLED;
        return new ModelView(
                model.model(),
                state,
                model.rest().map(r -> reason(r, Optional.of(model.model()))),
                model.rest().flatMap(KeyViews::until),
                model.budgets().stream().map(KeyViews::budget).toList());
    }

    private static BudgetView budget(KeyReport.Left left) {
        return new BudgetView(
                left.dimension().text(),
                left.limit(),
                left.remaining(),
                instant(left.fullAt()),
                instant(left.fullAt()),
                instant(left.observedAt()));
    }

    private static Optional<Instant> instant(OptionalLong millis) {
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }
}

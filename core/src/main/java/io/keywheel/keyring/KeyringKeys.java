package io.keywheel.keyring;

import io.keywheel.admin.port.By;
import io.keywheel.admin.port.Condition;
import io.keywheel.admin.port.KeyChange;
import io.keywheel.admin.port.KeyChange.Effect;
import io.keywheel.admin.port.KeyFilter;
import io.keywheel.admin.port.KeyPatch;
import io.keywheel.admin.port.KeyView;
import io.keywheel.admin.port.Keys;
import io.keywheel.admin.port.NewKey;
import io.keywheel.admin.port.Page;
import io.keywheel.admin.port.Place;
import io.keywheel.admin.port.Removal;
import io.keywheel.admin.port.Shelf;
import io.keywheel.admin.port.TestResult;
import io.keywheel.keyring.Keyring.Held;
import io.keywheel.keyring.Keyring.Laid;
import io.keywheel.keyring.Keyring.Made;
import io.keywheel.pool.PoolKey;
import io.keywheel.pool.QuotaGroup;
import io.keywheel.pool.RecoveredBy;
import io.keywheel.pool.Secret;
import io.keywheel.records.AuditLog;
import io.keywheel.records.AuditedChange;
import io.keywheel.records.Records;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The keys as operators change them: orders become changes of records, and what came of those is told when the pools have it. */
public final class KeyringKeys implements Keys {
    private final Keyring keyring;
    private final Shelf shelf;
    private final MadeKeys made;
    private final Overlays overlays;
    private final Clerk clerk;
    private final AuditLog audit;
    private final Ledger ledger;
    private final Actions actions;
    private final Asker asker;

    /** What keys are kept in, and with. */
    public record Keeping(Records records, Vault vault, Ledger ledger, AuditLog audit) {}

    public KeyringKeys(Keyring keyring, Shelf shelf, Keeping keeping, Actions actions, Asker asker) {
        this.keyring = keyring;
        this.shelf = shelf;
        this.made = new MadeKeys(keeping.records(), keeping.vault(), keeping.ledger());
        this.overlays = new Overlays(keeping.records(), keeping.vault(), keeping.ledger());
        this.clerk = new Clerk(keyring, shelf, keeping.records());
        this.audit = keeping.audit();
        this.ledger = keeping.ledger();
        this.actions = actions;
        this.asker = asker;
    }

    @Override
    public Page<KeyView> list(KeyFilter filter, Place place) {
        return shelf.list(filter, place);
    }

    @Override
    public Optional<KeyView> find(String id) {
        return shelf.find(id);
    }

    @Override
    public List<String> ids() {
        return shelf.ids();
    }

    @Override
    public CompletionStage<KeyChange> create(NewKey key, By by) {
        return createAll(List.of(key), false, by).thenApply(answers -> answers.get(0));
    }

    @Override
    public CompletionStage<List<KeyChange>> createAll(List<NewKey> keys, boolean dryRun, By by) {
        Set<String> ids = new HashSet<>();
        Set<Secret> secrets = new HashSet<>();
        List<Clerk.Order> orders = new ArrayList<>();
        for (NewKey key : keys) {
            Optional<KeyChange> against = against(key, ids, secrets);
            if (against.isPresent()) orders.add(new Clerk.Order.Answered(against.get()));
            else if (dryRun) orders.add(new Clerk.Order.Answered(would(key)));
            else orders.add(new Clerk.Order.Make(made.create(key, by)));
        }
        return clerk.hand(orders, Effect.CREATED);
    }

    /** Why the key cannot be made. */
    private Optional<KeyChange> against(NewKey key, Set<String> ids, Set<Secret> secrets) {
        if (!keyring.providers().contains(key.provider()))
            return Optional.of(new KeyChange.UnknownProvider(key.provider(), keyring.providers()));
        String id = MadeKeys.idOf(key);
        Optional<String> same = keyring.idOf(key.provider(), key.secret());
        if (same.isPresent()) return Optional.of(new KeyChange.Exists(same.get(), true));
        if (!secrets.add(key.secret())) return Optional.of(new KeyChange.Exists(id, true));
        boolean taken = keyring.held(id).isPresent() || keyring.made(id).isPresent() || !ids.add(id);
        return taken ? Optional.of(new KeyChange.Exists(id, false)) : Optional.empty();
    }

    private KeyChange would(NewKey key) {
        return new KeyChange.Done(
                Clerk.plain(
                        MadeKeys.said(key).key(MadeKeys.idOf(key), key.traits().enabled())),
                Effect.CREATED);
    }

    @Override
    public CompletionStage<KeyChange> put(String id, NewKey key, Condition condition, By by) {
        Optional<KeyChange> stale = stale(id, condition);
        if (stale.isPresent()) return done(stale.get());
        Optional<PoolKey> configured = keyring.configured(id);
        if (configured.isPresent()) return putConfigured(configured.get(), key, by);
        Optional<Made> before = keyring.made(id);
        if (before.isEmpty())
            return create(new NewKey(key.provider(), key.secret(), Optional.of(id), key.traits()), by);
        if (!before.get().said().provider().equals(key.provider()))
            return done(new KeyChange.OtherProvider(id, before.get().said().provider()));
        if (MadeKeys.isSo(before.get(), key)) return clerk.asItIs(id, Effect.UNCHANGED);
        Optional<KeyChange> twice = sameSecret(id, key.provider(), key.secret());
        return twice.isPresent() ? done(twice.get()) : clerk.hand(made.put(before.get(), key, by), Effect.CHANGED);
    }

    private CompletionStage<KeyChange> putConfigured(PoolKey configured, NewKey key, By by) {
        if (!configured.provider().equals(key.provider()))
            return done(new KeyChange.OtherProvider(configured.id(), configured.provider()));
        if (!configured.secret().equals(key.secret())) return done(belongs(configured, "secret"));
        NewKey.Traits traits = key.traits();
        boolean own = traits.quotaGroup().isEmpty();
        KeyPatch all = new KeyPatch(
                Optional.empty(),
                traits.label(),
                traits.quotaGroup(),
                own && configured.group().declared(),
                traits.weight(),
                Optional.of(traits.enabled()));
        return lay(configured, all, new MadeKeys.What("key.put", by));
    }

    private Optional<KeyChange> sameSecret(String id, String provider, Secret secret) {
        return keyring.idOf(provider, secret)
                .filter(other -> !other.equals(id))
                .map(other -> new KeyChange.Exists(other, true));
    }

    @Override
    public CompletionStage<KeyChange> patch(String id, KeyPatch patch, Condition condition, By by) {
        return patch(id, patch, condition, new MadeKeys.What("key.change", by));
    }

    private CompletionStage<KeyChange> patch(String id, KeyPatch patch, Condition condition, MadeKeys.What what) {
        Optional<KeyChange> stale = stale(id, condition);
        if (stale.isPresent()) return done(stale.get());
        Optional<PoolKey> configured = keyring.configured(id);
        if (configured.isPresent()) return lay(configured.get(), patch, what);
        Optional<Made> before = keyring.made(id);
        if (before.isEmpty()) return done(new KeyChange.Missing(id));
        Optional<KeyChange> twice =
                patch.secret().flatMap(s -> sameSecret(id, before.get().said().provider(), s));
        if (twice.isPresent()) return done(twice.get());
        return clerk.hand(made.patch(before.get(), patch, what), Effect.CHANGED);
    }

    private CompletionStage<KeyChange> lay(PoolKey configured, KeyPatch patch, MadeKeys.What what) {
        if (patch.secret().filter(s -> !s.equals(configured.secret())).isPresent())
            return done(belongs(configured, "secret"));
        Laid before = keyring.overlay(configured.id()).orElse(null);
        Overlay laid = before == null ? Overlay.NONE : before.overlay();
        Overlay after = Overlays.patched(laid, patch);
        if (after.equals(laid)) return clerk.asItIs(configured.id(), Effect.UNCHANGED);
        return clerk.hand(overlays.lay(configured, before, after, what), Effect.CHANGED);
    }

    private static KeyChange belongs(PoolKey configured, String what) {
        String source = configured.source() + " (" + configured.label() + ")";
        return new KeyChange.BelongsToSource(configured.id(), source, what);
    }

    private Optional<KeyChange> stale(String id, Condition condition) {
        Optional<String> version = shelf.find(id).map(KeyView::version);
        return condition.permits(version) ? Optional.empty() : Optional.of(new KeyChange.Stale(version));
    }

    @Override
    public CompletionStage<KeyChange> enable(String id, By by) {
        return turn(id, true, new MadeKeys.What("key.enable", by));
    }

    @Override
    public CompletionStage<KeyChange> disable(String id, boolean force, By by) {
        CompletionStage<KeyChange> disabled = turn(id, false, new MadeKeys.What("key.disable", by));
        return force ? disabled.whenComplete((change, failure) -> cut(id, change)) : disabled;
    }

    private void cut(String id, @Nullable KeyChange change) {
        if (change instanceof KeyChange.Done || change instanceof KeyChange.Accepted) actions.cut(id);
    }

    private CompletionStage<KeyChange> turn(String id, boolean on, MadeKeys.What what) {
        KeyPatch only = new KeyPatch(
                Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.of(on));
        boolean isSo = keyring.held(id).filter(h -> h.key().enabled() == on).isPresent();
        boolean mayGo = keyring.made(id).flatMap(m -> m.said().removal()).isPresent();
        return isSo && !mayGo ? clerk.asItIs(id, Effect.UNCHANGED) : patch(id, only, Condition.NONE, what);
    }

    @Override
    public CompletionStage<KeyChange> remove(String id, Removal how, By by) {
        Optional<KeyChange> stale = stale(id, how.condition());
        if (stale.isPresent()) return done(stale.get());
        Optional<PoolKey> configured = keyring.configured(id);
        if (configured.isPresent()) return done(belongs(configured.get(), "existence"));
        Optional<Made> before = keyring.made(id);
        if (before.isEmpty()) return done(new KeyChange.Missing(id));
        CompletionStage<KeyChange> removed = how.after().isZero()
                ? clerk.hand(made.remove(before.get(), by), Effect.REMOVED)
                : clerk.hand(soon(before.get(), how, by), Effect.REMOVING);
        return how.force() ? removed.whenComplete((change, failure) -> cut(id, change)) : removed;
    }

    private AuditedChange soon(Made before, Removal how, By by) {
        boolean enabled = before.said().removal().map(KeySaid.Removal::enabled).orElse(MadeKeys.isEnabled(before));
        long at = ledger.now() + how.after().toMillis();
        KeySaid after = before.said().with(Optional.of(new KeySaid.Removal(at, enabled)));
        return made.change(before, after, false, new MadeKeys.What("key.removeSoon", by));
    }

    @Override
    public CompletionStage<KeyChange> restore(String id, By by) {
        Optional<Made> before = keyring.made(id);
        if (before.isEmpty() && keyring.held(id).isEmpty()) return done(new KeyChange.Missing(id));
        Optional<KeySaid.Removal> removal = before.flatMap(m -> m.said().removal());
        if (before.isEmpty() || removal.isEmpty()) return done(new KeyChange.NotRestorable(id));
        KeySaid after = before.get().said().with(Optional.<KeySaid.Removal>empty());
        return clerk.hand(
                made.change(before.get(), after, removal.get().enabled(), new MadeKeys.What("key.restore", by)),
                Effect.CHANGED);
    }

    /** Removes for good what can be taken back no longer. */
    public void removeWhatIsDue() {
        By nobody = new By("keywheel", "", "");
        for (Made one : keyring.leaving()) {
            boolean due =
                    one.said().removal().filter(r -> r.at() <= ledger.now()).isPresent();
            if (due) clerk.hand(made.remove(one, nobody), Effect.REMOVED);
        }
    }

    @Override
    public CompletionStage<KeyChange> recover(String id, By by) {
        Optional<Held> held = keyring.held(id);
        if (held.isEmpty()) return done(new KeyChange.Missing(id));
        PoolKey key = held.get().key();
        return audit.append(ledger.entry(by, "key.recover", key, key)).handle((line, failure) -> {
            // What brings a key back is worth more than the line that tells of it: that is in the log then.
            held.get().pool().recover(key, RecoveredBy.OPERATOR);
            return clerk.shown(id, Effect.CHANGED, failure == null);
        });
    }

    @Override
    public CompletionStage<Optional<TestResult>> test(String id, By by) {
        Optional<Held> held = keyring.held(id);
        if (held.isEmpty()) return CompletableFuture.completedFuture(Optional.empty());
        return asker.ask(held.get().key()).thenApply(Optional::of);
    }

    @Override
    public CompletionStage<Optional<TestResult>> test(String provider, Secret secret, By by) {
        if (!keyring.providers().contains(provider)) return CompletableFuture.completedFuture(Optional.empty());
        PoolKey key = new PoolKey("", provider, "", secret, QuotaGroup.own(""), 1, "", true);
        return asker.ask(key).thenApply(Optional::of);
    }

    private static CompletionStage<KeyChange> done(KeyChange change) {
        return CompletableFuture.completedFuture(change);
    }
}

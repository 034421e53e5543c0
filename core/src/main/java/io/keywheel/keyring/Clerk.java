package io.keywheel.keyring;

import io.keywheel.admin.port.KeyChange;
import io.keywheel.admin.port.KeyChange.Effect;
import io.keywheel.admin.port.KeyState;
import io.keywheel.admin.port.KeyView;
import io.keywheel.admin.port.Shelf;
import io.keywheel.pool.PoolKey;
import io.keywheel.records.Acknowledgement;
import io.keywheel.records.AuditedChange;
import io.keywheel.records.Decision;
import io.keywheel.records.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Hands changes of keys to the records, has the pools take what came of them, and says it in the words of the API. */
final class Clerk {
    private final Keyring keyring;
    private final Shelf shelf;
    private final Records records;

    Clerk(Keyring keyring, Shelf shelf, Records records) {
        this.keyring = keyring;
        this.shelf = shelf;
        this.records = records;
    }

    /** Something to be done, or an answer that stands already and keeps its place. */
    sealed interface Order {
        record Make(AuditedChange change) implements Order {}

        record Answered(KeyChange answer) implements Order {}
    }

    CompletionStage<KeyChange> hand(AuditedChange change, Effect effect) {
        return hand(List.of(new Order.Make(change)), effect).thenApply(answers -> answers.get(0));
    }

    /** Gives an answer to each order, in their order. */
    CompletionStage<List<KeyChange>> hand(List<Order> orders, Effect effect) {
        List<AuditedChange> changes = orders.stream()
                .flatMap(order -> order instanceof Order.Make make ? Stream.of(make.change()) : Stream.empty())
                .toList();
        if (changes.isEmpty()) return CompletableFuture.completedFuture(merged(orders, List.of()));
        List<String> ids = changes.stream().map(c -> c.change().id().id()).toList();
        Map<String, KeyView> views = new HashMap<>(effect == Effect.REMOVED ? shelf.found(ids) : Map.of());
        return records.changeAll(changes).thenApply(answers -> {
            keyring.flush();
            views.putAll(shelf.found(ids));
            List<KeyChange> said = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) said.add(said(ids.get(i), answers.get(i), effect, views));
            return merged(orders, said);
        });
    }

    private static List<KeyChange> merged(List<Order> orders, List<KeyChange> said) {
        List<KeyChange> merged = new ArrayList<>();
        int next = 0;
        for (Order order : orders) {
            merged.add(order instanceof Order.Answered known ? known.answer() : said.get(next++));
        }
        return merged;
    }

    /** @param views of keys as they are now, or were before they went */
    private static KeyChange said(String id, Acknowledgement answer, Effect effect, Map<String, KeyView> views) {
        Optional<KeyView> view = Optional.ofNullable(views.get(id));
        if (answer instanceof Acknowledgement.Unavailable) return new KeyChange.StoreUnavailable(false);
        if (answer instanceof Acknowledgement.Refused refused) return refused(id, refused.why(), view);
        Acknowledgement.Applied applied = (Acknowledgement.Applied) answer;
        boolean takesAway =
                !applied.record().isLive() || applied.record().version().disabled();
        if (!applied.durable() && !takesAway) return new KeyChange.StoreUnavailable(true);
        if (takesAway && !applied.unconfirmed().isEmpty()) return new KeyChange.Accepted(view, applied.unconfirmed());
        if (view.isEmpty()) return new KeyChange.Missing(id);
        return new KeyChange.Done(view.get(), effect, warnings(applied), applied.durable());
    }

    private static List<String> warnings(Acknowledgement.Applied applied) {
        if (applied.unconfirmed().isEmpty()) return List.of();
        return List.of("not confirmed by " + String.join(", ", applied.unconfirmed()));
    }

    private static KeyChange refused(String id, Decision why, Optional<KeyView> now) {
        if (why instanceof Decision.Exists) return new KeyChange.Exists(id, false);
        if (why instanceof Decision.Missing) return new KeyChange.Missing(id);
        return new KeyChange.Stale(now.map(KeyView::version));
    }

    CompletionStage<KeyChange> asItIs(String id, Effect effect) {
        return CompletableFuture.completedFuture(shown(id, effect, true));
    }

    KeyChange shown(String id, Effect effect, boolean durable) {
        return shelf.find(id)
                .<KeyChange>map(view -> new KeyChange.Done(view, effect, List.of(), durable))
                .orElseGet(() -> new KeyChange.Missing(id));
    }

    /** A key that is in no pool. */
    static KeyView plain(PoolKey key) {
        return new KeyView(
                key.id(),
                key.provider(),
                key.label(),
                key.secret().masked(),
                key.secret().fingerprint(key.provider()),
                key.group().name(),
                key.group().declared() ? KeyView.GroupSource.DECLARED : KeyView.GroupSource.OWN,
                key.source(),
                key.enabled(),
                key.weight(),
                key.enabled() ? KeyState.READY : KeyState.DISABLED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }
}

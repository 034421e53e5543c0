package io.keywheel.admin;

import io.keywheel.admin.port.AlertSettings;
import io.keywheel.admin.port.By;
import io.keywheel.admin.port.Condition;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Alert settings in memory. */
final class MemorySettings implements AlertSettings {
    private int revision = 1;
    private View view = new View(1, 0.1, List.of(), "r1");

    @Override
    public synchronized View current() {
        return view;
    }

    @Override
    public synchronized CompletionStage<Change> patch(Patch patch, Condition condition, By by) {
        if (!condition.permits(Optional.of(view.version())))
            return CompletableFuture.completedFuture(new Change.Stale(view.version()));
        List<WebhookView> hooks = patch.webhooks()
                .map(all -> all.stream()
                        .map(w -> new WebhookView(
                                w.url(), w.events(), w.enabled(), w.secret().isPresent()))
                        .toList())
                .orElse(view.webhooks());
        view = new View(
                patch.poolBelow().orElse(view.poolBelow()),
                patch.budgetBelow().orElse(view.budgetBelow()),
                hooks,
                "r" + ++revision);
        return CompletableFuture.completedFuture(new Change.Done(view));
    }
}

package io.keywheel.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Whether the store did what it was last asked to do. */
final class StoreHealth {
    private final List<Runnable> onWell = new CopyOnWriteArrayList<>();
    private final Runnable onIll;
    private volatile @Nullable String trouble = "it is not open yet";

    StoreHealth(Runnable onIll) {
        this.onIll = onIll;
    }

    boolean isWell() {
        return trouble == null;
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    void onWell(Runnable listener) {
        onWell.add(listener);
    }

    void ill(String words) {
        trouble = words;
        onIll.run();
    }

    void well() {
        synchronized (this) {
            if (isWell()) return;
            trouble = null;
        }
        onWell.forEach(Runnable::run);
    }
}

package io.keywheel;

import io.keywheel.admin.port.Shelf;
import io.keywheel.admin.port.TestResult;
import io.keywheel.config.Settings;
import io.keywheel.keyring.Actions;
import io.keywheel.keyring.Keyring;
import io.keywheel.keyring.KeyringKeys;
import io.keywheel.keyring.RecordAudit;
import io.keywheel.keyring.RecordResealing;
import io.keywheel.keyring.RecordTokens;
import io.keywheel.pool.KeyPool;
import io.keywheel.pool.PoolKey;
import io.keywheel.probe.KeyTest;
import io.keywheel.token.TokenBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys, tokens and audit on the storage of this process, brought into the pools several times a second. */
final class Kept {
    private static final Logger LOG = LoggerFactory.getLogger(Kept.class);
    private static final long EVERY_MILLIS = 100;

    private final Keyring keyring;
    private final RecordTokens tokens;
    private final KeyringKeys keys;
    private final Storage storage;
    private volatile @Nullable Future<?> turning;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "keywheel-keyring");
        thread.setDaemon(true);
        return thread;
    });

    /** What this process can do beside keeping. */
    record Means(Shelf shelf, Actions actions, KeyTest test, Consumer<TokenBook> callers) {}

    Kept(Storage storage, Map<String, KeyPool> pools, Means means) {
        this.storage = storage;
        this.keyring = new Keyring(pools, storage.vault());
        this.tokens = new RecordTokens(storage.records(), storage.vault(), storage.ledger(), means.callers());
        KeyringKeys.Keeping keeping =
                new KeyringKeys.Keeping(storage.records(), storage.vault(), storage.ledger(), storage.audit());
        this.keys = new KeyringKeys(keyring, means.shelf(), keeping, means.actions(), key -> tested(means.test(), key));
    }

    /** The keys of the settings, then those that are stored, and all that comes. */
    void begin(Settings settings) {
        configure(settings);
        keyring.follow(storage.records());
        tokens.follow();
        turning = clockwork.scheduleWithFixedDelay(this::turn, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The configured keys from now on. */
    void configure(Settings settings) {
        for (Settings.Pooled pooled : settings.providers())
            keyring.configure(pooled.provider().name(), pooled.keys());
    }

    private void turn() {
        try {
            keyring.flush();
            tokens.flush();
            keys.removeWhatIsDue();
        } catch (RuntimeException e) {
            LOG.error("What was changed of keys could not be brought into the pools", e);
        }
    }

    private static CompletionStage<TestResult> tested(KeyTest test, PoolKey key) {
        long begun = System.nanoTime();
        return test.ask(key).thenApply(result -> {
            Optional<String> id = key.id().isEmpty() ? Optional.empty() : Optional.of(key.id());
            String outcome =
                    result.accepted().map(yes -> yes ? "accepted" : "rejected").orElse("unknown");
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            return new TestResult(
                    id, result.accepted(), outcome, result.status(), result.code(), result.words(), List.of(), millis);
        });
    }

    AdminPorts.OnRecords ports() {
        return new AdminPorts.OnRecords(
                keys,
                tokens,
                new RecordAudit(storage.audit()),
                new RecordResealing(storage.records(), storage.vault(), storage.ledger()));
    }

    void close() {
        Future<?> turn = turning;
        if (turn != null) turn.cancel(false);
        clockwork.shutdownNow();
        storage.close();
    }
}

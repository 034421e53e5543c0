package io.keywheel;

import io.keywheel.config.Settings;
import io.keywheel.keyring.Ledger;
import io.keywheel.keyring.Vault;
import io.keywheel.records.AloneRecords;
import io.keywheel.records.AuditEntry;
import io.keywheel.records.AuditLog;
import io.keywheel.records.Mark;
import io.keywheel.records.RecordId;
import io.keywheel.records.Records;
import io.keywheel.records.Words;
import io.keywheel.sealing.MasterKey;
import io.keywheel.sealing.MasterKeyFile;
import io.keywheel.sealing.Sealer;
import io.keywheel.store.SqlStore;
import io.keywheel.telemetry.Health;
import io.keywheel.usage.UsageStore;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lasts: the store, the records in it, and the master keys that seal them. */
final class Storage implements Words {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

    private final SqlStore store;
    private final AloneRecords records;
    private final Vault vault;
    private final Ledger ledger;
    private final Map<String, String> unreadable = new ConcurrentHashMap<>();

    private Storage(Settings settings, List<MasterKey> masterKeys, InstantSource clock) {
        String member = settings.cluster().map(Settings.Cluster::address).orElse("alone");
        Settings.Storage said = settings.storage();
        this.store = SqlStore.of(said.url(), said.dataDir(), member, clock);
        this.records = new AloneRecords(store, clock, this);
        this.vault = new Vault(new Sealer(masterKeys), this::alarm);
        this.ledger = new Ledger(Mark.writer(member), clock);
    }

    /**
     * Opens what the settings say; blocks for the master key's file only.
     *
     * @throws Unusable where it must not be used, with words that say what helps
     */
    static Storage of(Settings settings, InstantSource clock) throws Unusable {
        List<byte[]> given = settings.storage().masterKeys();
        if (!given.isEmpty())
            return new Storage(settings, given.stream().map(MasterKey::new).toList(), clock);
        MasterKeyFile.Found found = MasterKeyFile.in(settings.dataDir());
        if (found instanceof MasterKeyFile.Found.Usable usable)
            return new Storage(settings, List.of(usable.key()), clock);
        throw new Unusable(((MasterKeyFile.Found.Unusable) found).words());
    }

    /** Why there can be no storage. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String words) {
            super(words);
        }
    }

    /** Ends when what is stored stands, or cannot be reached for now. Fails where it must not be used. */
    Future<Void> start(Health health) {
        health.add("store", this::health);
        return Future.fromCompletionStage(store.start()).compose(start -> {
            if (start instanceof SqlStore.Start.Refused refused)
                return Future.failedFuture(new Unusable(refused.words()));
            if (start instanceof SqlStore.Start.Unreachable away)
                LOG.error("The store cannot be reached ({}): keys cannot be added until it is there", away.words());
            return Future.fromCompletionStage(records.start()).mapEmpty();
        });
    }

    private Health.Finding health() {
        if (!unreadable.isEmpty())
            return Health.Finding.ready("degraded: " + unreadable.size() + " record(s) cannot be read");
        return Health.Finding.ready(store.trouble().map(t -> "degraded: " + t).orElse("is written to"));
    }

    Records records() {
        return records;
    }

    Vault vault() {
        return vault;
    }

    Ledger ledger() {
        return ledger;
    }

    AuditLog audit() {
        return store.audit();
    }

    UsageStore usage() {
        return store.usage();
    }

    private void alarm(RecordId id, String why) {
        if (unreadable.put(id.toString(), why) == null) LOG.error("{} is not used: {}", id, why);
    }

    @Override
    public void unwritten(AuditEntry entry) {
        LOG.warn("Not in the audit yet: {} {} {}", entry.who(), entry.what(), entry.subject());
    }

    @Override
    public void unreadable(String row) {
        if (unreadable.put(row, "it is no record") == null)
            LOG.error("Row {} of the store is no record: it is not used", row);
    }

    void close() {
        store.close();
    }
}

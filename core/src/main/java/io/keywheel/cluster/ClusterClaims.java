package io.keywheel.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.map.IMap;
import io.keywheel.sealing.Binding;
import io.keywheel.sealing.Opened;
import io.keywheel.sealing.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The claims in the map of that name, each sealed. A member keeps its own alive; what it heard of others it keeps when it is cut off. */
public final class ClusterClaims implements Claims {
    static final Duration LAPSE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(ClusterClaims.class);
    private static final Duration KEPT_ALIVE_EVERY = Duration.ofMinutes(1);

    /**
     * What somebody claims.
     *
     * @param seenAt when its member was last there
     */
    private record Heard(Claim claim, String text, long seenAt) {}

    private final Supplier<Sealer> sealer;
    private final InstantSource clock;
    private final String self;
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Claim own;
    private volatile boolean written;
    private @Nullable Grid last;
    private int mishaps;
    private long keptAliveAt;

    /**
     * Made before the cluster is joined.
     *
     * @param sealer seals with the newest of the present master keys
     * @param clock milliseconds since 1970
     */
    public ClusterClaims(Cluster cluster, Supplier<Sealer> sealer, InstantSource clock) {
        this.sealer = sealer;
        this.clock = clock;
        this.self = cluster.self();
        cluster.everySecond(now -> now.ifPresent(grid -> keep(grid, cluster.others(grid))));
    }

    @Override
    public void replace(String claim) {
        Claim before = own;
        long number = Math.max(clock.millis(), before == null ? 0 : before.number() + 1);
        Claim next = new Claim(sealer.get().seal(binding(self), claim.getBytes(StandardCharsets.UTF_8)), number);
        written = false;
        own = next;
        heard.put(self, new Heard(next, claim, clock.millis()));
        tell();
    }

    private static Binding binding(String member) {
        return new Binding("claim", "claim", member, "", 1, 1, false);
    }

    @Override
    public Map<String, String> all() {
        long lapsed = clock.millis() - LAPSE.toMillis();
        Map<String, String> all = new TreeMap<>();
        heard.forEach((member, said) -> {
            if (member.equals(self) || said.seenAt() > lapsed) all.put(member, said.text());
        });
        return all;
    }

    @Override
    public void listen(Runnable changed) {
        listeners.add(changed);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    /** Each second, on the thread of rounds. */
    private void keep(Grid grid, List<Member> others) {
        IMap<String, Claim> map = grid.hazelcast().getMap(SharedMaps.CLAIMS);
        boolean anew = grid != last || grid.mishaps() != mishaps;
        if (grid != last) new SharedMap<>(map, this::hear).listen();
        last = grid;
        mishaps = grid.mishaps();
        boolean due = clock.millis() - keptAliveAt >= KEPT_ALIVE_EVERY.toMillis();
        if (anew || due || !written) write(map);
        if (anew || due) map.forEach(this::hear);
        others.forEach(member -> heard.computeIfPresent(
                Admission.address(member), (address, said) -> new Heard(said.claim(), said.text(), clock.millis())));
        lapse();
    }

    /** The map drops what is not written again in time. */
    private void write(IMap<String, Claim> map) {
        Claim claim = own;
        if (claim == null) return;
        map.set(self, claim, LAPSE.toMillis(), TimeUnit.MILLISECONDS);
        written = claim.equals(own);
        keptAliveAt = clock.millis();
    }

    private void lapse() {
        long lapsed = clock.millis() - LAPSE.toMillis();
        boolean some = heard.entrySet()
                .removeIf(said -> !said.getKey().equals(self) && said.getValue().seenAt() <= lapsed);
        if (some) tell();
    }

    private void hear(String member, Claim claim) {
        Heard before = heard.get(member);
        boolean news = before == null || before.claim().number() < claim.number();
        if (member.equals(self) || !news) return;
        opened(member, claim).ifPresent(text -> {
            heard.put(member, new Heard(claim, text, clock.millis()));
            if (before == null || !before.text().equals(text)) tell();
        });
    }

    private Optional<String> opened(String member, Claim claim) {
        Opened opened = sealer.get().open(binding(member), claim.sealed());
        if (opened instanceof Opened.Content content) {
            return Optional.of(new String(content.bytes(), StandardCharsets.UTF_8));
        }
        LOG.warn("What member {} says of its configuration cannot be opened: {}", member, opened);
        return Optional.empty();
    }
}

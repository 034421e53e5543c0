package io.keywheel.sim;

import io.keywheel.pool.PoolKey;
import io.keywheel.pool.QuotaGroup;
import io.keywheel.pool.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The demo's own keys: made up at each start, so that no real key is ever asked for or used. */
final class DemoKeys {
    static final String PROVIDER = "sim";
    private static final SecureRandom RANDOM = new SecureRandom();

    private DemoKeys() {}

    static List<SimKey> made() {
        return Stream.of("a/amber", "b/birch", "c/cedar", "d/delta")
                .map(name -> name.split("/", 2))
                .map(n -> new SimKey("sim-" + n[0], "simulated-" + n[0] + "-" + random(), "org-" + n[1]))
                .toList();
    }

    static PoolKey pooled(SimKey key) {
        QuotaGroup group = QuotaGroup.declared(key.organisation());
        return new PoolKey(
                key.id(), PROVIDER, "demo, " + key.organisation(), new Secret(key.secret()), group, 1, "demo", true);
    }

    private static String random() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

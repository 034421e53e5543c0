package io.keywheel.sim;

import io.keywheel.pool.PoolKey;
import io.keywheel.pool.QuotaGroup;
import io.keywheel.pool.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** The demo's own keys: made up at each start, so that no real key is ever asked for or used. */
final class DemoKeys {
    static final String PROVIDER = "sim";
    private static final SecureRandom RANDOM = new SecureRandom();

    private DemoKeys() {}

    static List<SimKey> made(Cast cast) {
        return IntStream.range(0, cast.organisations().size())
                .mapToObj(i -> made((char) ('a' + i), cast.organisations().get(i)))
                .toList();
    }

    private static SimKey made(char letter, String organisation) {
        return new SimKey("sim-" + letter, "simulated-" + letter + "-" + random(), organisation);
    }

    /** @param declared whether the pool is told whose limits the key counts against */
    static PoolKey pooled(SimKey key, boolean declared) {
        QuotaGroup group = declared ? QuotaGroup.declared(key.organisation()) : QuotaGroup.own(key.id());
        return new PoolKey(
                key.id(), PROVIDER, "demo, " + key.organisation(), new Secret(key.secret()), group, 1, "demo", true);
    }

    private static String random() {
        byte[] bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}

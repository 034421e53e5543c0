package io.keywheel.admin;

import io.keywheel.admin.port.KeyChange;
import java.util.Map;
import java.util.Optional;

/** The {@link World} for tests of other packages: a real admin plane in front of ports in memory. */
public final class AdminRig implements AutoCloseable {
    public static final String TOKEN = World.TOKEN;

    private final World world;

    public AdminRig() throws Exception {
        world = new World();
    }

    public String url() {
        return "http://127.0.0.1:" + world.plane.port();
    }

    /** What the next change comes to. */
    public void next(KeyChange end) {
        world.keys.next = Optional.of(end);
    }

    public void happens(String type, Map<String, Object> data) {
        world.events.tell(type, data);
    }

    /** Everything that is stored. */
    public String snapshot() {
        return world.snapshot();
    }

    @Override
    public void close() throws Exception {
        world.close();
    }
}

package io.keywheel.sim;

import io.keywheel.config.Settings;
import io.keywheel.config.TemporaryFolder;
import io.keywheel.pool.PoolListener;
import io.keywheel.sim.SidecarStart.Running;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** The demo's sidecars: one, or several that act as one pool, and the data that they leave, which goes with them. */
final class Members {
    private final SidecarStart start;
    private final List<Running> running = new CopyOnWriteArrayList<>();
    private final List<Integer> ports = new CopyOnWriteArrayList<>();
    private final List<TemporaryFolder> folders = new ArrayList<>();

    Members(SidecarStart start) {
        this.start = start;
    }

    /** Starts one after the other; the first takes {@code port}, the others any free one. */
    Future<Void> start(DemoSettings settings, int count, int port, PoolListener listener) {
        List<Settings.Cluster> cluster = count == 1
                ? List.of()
                : DemoSettings.cluster(
                        IntStream.range(0, count).mapToObj(i -> freePort(0)).toList());
        Future<Void> started = Future.succeededFuture();
        for (int i = 0; i < count; i++) {
            boolean first = i == 0;
            Optional<Settings.Cluster> member = cluster.isEmpty() ? Optional.empty() : Optional.of(cluster.get(i));
            started = started.compose(v -> start.start(settings.at(place(first ? port : 0), member), listener))
                    .onSuccess(this::joined)
                    .mapEmpty();
        }
        return started;
    }

    private void joined(Running member) {
        running.add(member);
        ports.add(member.dataPort());
    }

    /** The data ports of all that were started: callers learn only by asking who is gone. */
    List<Integer> ports() {
        return ports;
    }

    int adminPort() {
        return running.get(0).adminPort();
    }

    /** A path of the first one's admin plane that signs a browser in once. */
    String signInPath() {
        return running.get(0).signInPath();
    }

    int count() {
        return running.size();
    }

    /** Stops the last one; callers that still turn to its port must turn to another. */
    Future<Void> stopLast() {
        return running.size() < 2
                ? Future.failedFuture("there is only one member")
                : running.remove(running.size() - 1).stop();
    }

    Future<Void> stop() {
        List<Future<Void>> stops = running.stream().map(Running::stop).toList();
        running.clear();
        return Future.join(stops).<Void>mapEmpty().onComplete(done -> folders.forEach(TemporaryFolder::close));
    }

    private DemoSettings.Place place(int port) {
        try {
            TemporaryFolder folder = TemporaryFolder.made("keywheel-demo-");
            folders.add(folder);
            return new DemoSettings.Place(port, port == 0 ? 0 : freePort(port + 1), folder.path());
        } catch (IOException e) {
            throw new UncheckedIOException("no place for the demo's data", e);
        }
    }

    /** {@code wanted} if it is free, otherwise any that is. */
    static int freePort(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            if (wanted == 0) throw new UncheckedIOException("no free port on loopback", e);
            return freePort(0);
        }
    }
}

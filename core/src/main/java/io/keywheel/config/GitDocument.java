package io.keywheel.config;

import io.vertx.config.spi.ConfigStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of a git repository as a store of vertx-config: the newest commit of a branch or tag, fetched by the machine's {@code git}
 * into a bare repository of this process alone.
 */
final class GitDocument implements ConfigStore {
    private final WorkerExecutor worker;
    private final SourceSpec spec;
    private @Nullable TemporaryFolder folder;

    GitDocument(Vertx vertx, SourceSpec spec) {
        // A process takes its time; the few workers of the sidecar are for others.
        this.worker = vertx.createSharedWorkerExecutor("keywheel-git-" + spec.name(), 1);
        this.spec = spec;
    }

    @Override
    public Future<Buffer> get() {
        return worker.executeBlocking(this::fetch);
    }

    private Buffer fetch() throws SourceTrouble {
        Git git = new Git(folder(), secrets());
        git.run(List.of(
                "fetch",
                "--quiet",
                "--depth=1",
                "--no-tags",
                "--no-write-commit-graph",
                "--",
                spec.get(SourceFields.URL),
                spec.find(SourceFields.REF).orElse("HEAD")));
        String file = "FETCH_HEAD:" + spec.get(SourceFields.PATH).replaceAll("^/+", "");
        String size = git.run(List.of("cat-file", "-s", file)).strip();
        if (size.length() > 7 || Integer.parseInt(size) > LocalFile.LARGEST)
            throw SourceTrouble.broken("it is larger than 1 MiB", "Name a file of settings.");
        return Buffer.buffer(git.run(List.of("cat-file", "blob", file)));
    }

    private Path folder() throws SourceTrouble {
        try {
            TemporaryFolder known = folder;
            if (known != null) return known.path();
            TemporaryFolder made = TemporaryFolder.made("keywheel-git");
            new Git(made.path(), Map.of()).run(List.of("init", "--quiet", "--bare"));
            folder = made;
            return made.path();
        } catch (IOException e) {
            throw SourceTrouble.broken("no temporary folder can be made", "Make room for one.");
        }
    }

    /** Through the environment: arguments of processes are for everybody to see. */
    private Map<String, String> secrets() {
        Optional<String> token = spec.find(SourceFields.TOKEN);
        if (token.isEmpty()) return Map.of();
        String pair = spec.find(SourceFields.USER).orElse("git") + ":" + token.get();
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "GIT_CONFIG_COUNT", "1",
                "GIT_CONFIG_KEY_0", "http." + spec.get(SourceFields.URL) + ".extraHeader",
                "GIT_CONFIG_VALUE_0", "Authorization: Basic " + basic);
    }

    @Override
    public Future<Void> close() {
        return worker.executeBlocking(this::remove).eventually(worker::close);
    }

    private @Nullable Void remove() {
        TemporaryFolder made = folder;
        if (made != null) made.close();
        return null;
    }
}

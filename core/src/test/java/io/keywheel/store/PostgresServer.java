package io.keywheel.store;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL on loopback, in a folder of its own; it refuses to run as root, so then it runs as its own user. Where it is not
 * installed tests are left out, except on CI, where they fail.
 */
final class PostgresServer implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path programs;
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    private PostgresServer(Path programs) throws IOException {
        this.programs = programs;
        this.folder = Files.createTempDirectory("keywheel-postgres");
        this.port = freePort();
    }

    static PostgresServer started() throws IOException, InterruptedException {
        Optional<Path> programs = programs();
        boolean required = "true".equals(System.getenv("CI"));
        if (programs.isEmpty() && required) throw new IllegalStateException("PostgreSQL is not installed, see .ci/run");
        Assumptions.assumeTrue(programs.isPresent(), "PostgreSQL is not installed");
        PostgresServer server = new PostgresServer(programs.orElseThrow());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.prepare();
        server.start();
        return server;
    }

    /** Of the newest version that is installed. */
    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(INSTALLED)) return Optional.empty();
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void prepare() throws IOException, InterruptedException {
        if (isRoot()) run(List.of("chown", "postgres", folder.toString()));
        run(asOwner("initdb", "-D", data(), "-U", "keywheel", "-A", "trust", "-E", "UTF8", "--no-sync"));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    void start() throws IOException {
        List<String> command = asOwner("postgres", "-D", data(), "-k", folder.toString(), "-p", Integer.toString(port));
        // No test cuts the power: what is written survives a kill without the disk.
        for (String setting : List.of("listen_addresses=127.0.0.1", "fsync=off", "max_connections=30")) {
            command.add("-c");
            command.add(setting);
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            connect("postgres").close();
            return true;
        });
    }

    /** At once, without waiting for anybody. */
    void stop() throws IOException, InterruptedException {
        Process running = process;
        if (running == null) return;
        run(List.of("kill", "-QUIT", Long.toString(running.pid())));
        running.waitFor(10, TimeUnit.SECONDS);
        process = null;
    }

    /** Nobody is answered any more, and nobody is refused: as when a machine or the network hangs. */
    void hang() throws IOException, InterruptedException {
        signalAll("-STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signalAll("-CONT");
    }

    private void signalAll(String signal) throws IOException, InterruptedException {
        ProcessHandle server = Objects.requireNonNull(process).toHandle();
        for (ProcessHandle each :
                Stream.concat(Stream.of(server), server.descendants()).toList()) {
            // One of them may have ended meanwhile.
            new ProcessBuilder("kill", signal, Long.toString(each.pid()))
                    .start()
                    .waitFor();
        }
    }

    /** The URL of a database that is empty. */
    String newDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            // A locale that does not sort by bytes, as most servers have one.
            statement.execute("CREATE DATABASE " + name
                    + " TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'");
            return url(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=keywheel&password=not-a-real-password";
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database));
    }

    private List<String> asOwner(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException(command + ": " + output);
    }

    @Override
    public void close() {
        try {
            stop();
            run(List.of("rm", "-rf", folder.toString()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

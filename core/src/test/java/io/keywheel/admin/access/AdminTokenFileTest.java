package io.keywheel.admin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first admin token lies in a file. */
class AdminTokenFileTest {
    @TempDir
    private Path dir;

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void itIsMadeOnceAndOnlyItsOwnerReadsIt() throws IOException {
        AdminTokenFile file = new AdminTokenFile(dir.resolve("data"));

        String first = file.token();

        assertThat(first).matches("kwa_[\\w-]{43}");
        assertThat(new AdminTokenFile(dir.resolve("data")).token()).isEqualTo(first);
        assertThat(mode(file.path())).isEqualTo("rw-------");
        assertThat(mode(dir.resolve("data"))).isEqualTo("rwx------");
    }

    @Test
    void manyWhoMakeItAtOnceGetTheSame() {
        long different = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> {
                    try {
                        return new AdminTokenFile(dir).token();
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .distinct()
                .count();

        assertThat(different).isEqualTo(1);
        assertThat(dir).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aFileThatWasOpenToOthersIsClosed() throws IOException {
        Path path = dir.resolve("admin-token");
        Files.writeString(path, "a-token-of-somebody-0000\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(new AdminTokenFile(dir).token()).isEqualTo("a-token-of-somebody-0000");
        assertThat(mode(path)).isEqualTo("rw-------");
    }

    @Test
    void anEmptyFileIsNoToken() throws IOException {
        Files.writeString(dir.resolve("admin-token"), "\n");

        assertThatThrownBy(() -> new AdminTokenFile(dir).token()).isInstanceOf(IOException.class);
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left).hasSize(1);
        }
    }
}

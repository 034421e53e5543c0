package io.keywheel.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileTest {
    @TempDir
    Path temp;

    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        folder = temp.resolve("data");
        file = folder.resolve("master-key");
    }

    private MasterKey usable() {
        return ((MasterKeyFile.Found.Usable) MasterKeyFile.in(folder)).key();
    }

    private String unusable() {
        return ((MasterKeyFile.Found.Unusable) MasterKeyFile.in(folder)).words();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void theFirstStartMakesAKeyThatOnlyItsOwnerMayRead() throws IOException {
        MasterKeyFile.Found found = MasterKeyFile.in(folder);
        assertThat(found)
                .isInstanceOfSatisfying(
                        MasterKeyFile.Found.Usable.class,
                        u -> assertThat(u.made()).isTrue());
        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("master-key");
    }

    @Test
    void theNextStartFindsTheSameKey() {
        assertThat(usable().id()).isEqualTo(usable().id());
    }

    @Test
    void manyThatStartAtOnceHaveOneKey() {
        List<CompletableFuture<String>> ids = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> usable().id()))
                .toList();
        assertThat(ids.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void aKeyThatOthersMayReadIsRefusedWithTheMend() throws IOException {
        usable();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(unusable()).contains("others than its owner may read").contains("chmod 600 " + file);
    }

    @Test
    void whatIsNoKeyIsRefusedAndKept() throws IOException {
        usable();
        Files.writeString(file, "c2hvcnQ=\n");
        assertThat(unusable()).contains("is not 32 bytes in base64").doesNotContain("c2hvcnQ");
        assertThat(file).hasContent("c2hvcnQ=");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Files.writeString(folder, "a file where the folder should be");
        assertThat(unusable()).contains("KEYWHEEL_DATA_DIR").contains(file.toString());
    }
}

package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFolderTest {
    @TempDir
    Path folder;

    /** As the kubelet does it: a folder for each state, and a link that is turned at once from one to the next. */
    private void mount(String state) throws IOException {
        Path behind = Files.createDirectory(folder.resolve("..state-" + state));
        for (String name : new String[] {"GROQ_API_KEY", "OPENAI_API_KEY"}) {
            Files.writeString(behind.resolve(name), "fake-" + state);
            Path link = folder.resolve(name);
            if (!Files.isSymbolicLink(link)) Files.createSymbolicLink(link, Path.of("..data", name));
        }
        Path turning = folder.resolve("..data_tmp");
        Files.createSymbolicLink(turning, behind.getFileName());
        Files.move(turning, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aMountOfKubernetesIsReadThroughItsLinks() throws Exception {
        mount("one");

        assertThat(new SecretFolder(folder).read())
                .isEqualTo(Map.of("GROQ_API_KEY", "fake-one", "OPENAI_API_KEY", "fake-one"));
    }

    @Test
    void aMountThatIsTurnedMeanwhileIsNeverReadHalf() throws Exception {
        mount("0");
        CompletableFuture<Void> turning = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 1; i <= 200; i++) {
                    mount(String.valueOf(i));
                    for (String name : new String[] {"GROQ_API_KEY", "OPENAI_API_KEY"})
                        Files.delete(folder.resolve("..state-" + (i - 1)).resolve(name));
                    Files.delete(folder.resolve("..state-" + (i - 1)));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        int whole = 0;
        while (!turning.isDone()) {
            try {
                Map<String, String> files = new SecretFolder(folder).read();
                assertThat(files).hasSize(2);
                assertThat(files.values().stream().distinct()).hasSize(1);
                whole++;
            } catch (SourceTrouble e) {
                assertThat(e.reason()).contains("change faster");
            }
        }
        turning.join();
        assertThat(whole).isPositive();
    }

    @Test
    void aFolderThatIsNotThereIsMissing() {
        assertThatThrownBy(() -> new SecretFolder(folder.resolve("gone")).read())
                .isInstanceOfSatisfying(
                        SourceTrouble.class,
                        trouble -> assertThat(trouble.isMissing()).isTrue());
    }

    @Test
    void aFileThatIsTooLargeForASecretIsNamed() throws IOException {
        Files.write(folder.resolve("GROQ_API_KEY"), new byte[LocalFile.LARGEST + 1]);

        assertThatThrownBy(() -> new SecretFolder(folder).read())
                .isInstanceOfSatisfying(
                        SourceTrouble.class,
                        trouble -> assertThat(trouble.reason())
                                .isEqualTo("of the file GROQ_API_KEY: it is larger than 1 MiB"));
    }
}

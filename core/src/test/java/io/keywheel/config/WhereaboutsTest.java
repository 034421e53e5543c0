package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhereaboutsTest {
    @TempDir
    Path folder;

    private Whereabouts with(Map<String, String> environment) {
        return Whereabouts.of(new Surroundings(environment, folder, Map.of()));
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    @Test
    void withoutAnySettingTheDefaultsHold() {
        Whereabouts found = with(Map.of());

        assertThat(found.adminUrl()).contains("http://127.0.0.1:8081");
        assertThat(found.dataDir()).isEqualTo(folder.resolve("data"));
        assertThat(found.adminToken()).isEmpty();
        assertThat(found.files()).isEmpty();
    }

    @Test
    void theEnvironmentIsOverDotenvAndThatOverTheFile() throws IOException {
        file("keywheel.yaml", "admin:\n  port: 1\n  host: 127.0.0.3\ndataDir: elsewhere\n");
        file(".env", "KEYWHEEL_ADMIN_PORT=2\nKEYWHEEL_ADMIN_HOST=127.0.0.2\n");

        Whereabouts found = with(Map.of("KEYWHEEL_ADMIN_PORT", "3"));

        assertThat(found.adminUrl()).contains("http://127.0.0.2:3");
        assertThat(found.dataDir()).isEqualTo(folder.resolve("elsewhere"));
        assertThat(found.files()).containsExactly(folder.resolve(".env"), folder.resolve("keywheel.yaml"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k.yaml|admin: {port: 9, tls: {cert: c.pem}}",
                "k.json|{\"routes\":[{\"admin\":1}],\"providers\":{\"groq\":{\"keys\":[]}},\"admin\":{\"port\":9,\"tls\":{\"cert\":\"c.pem\"}}}",
                "k.json|{\"admin\":{\"tls\":{\"cert\":\"c.pem\"},\"port\":9},\"port\":7}",
                "k.properties|admin.port=9%admin.tls.cert=c.pem"
            })
    void everyFormatIsRead(String name, String content) throws IOException {
        file(name, content.replace('%', '\n'));

        Whereabouts found = with(Map.of("KEYWHEEL_CONFIG", name));

        assertThat(found.adminUrl()).contains("https://127.0.0.1:9");
        assertThat(found.adminCertificate()).contains(folder.resolve("c.pem"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,http://127.0.0.1:8081",
        "::,http://[::1]:8081",
        "::1,http://[::1]:8081",
        "10.0.0.7,http://10.0.0.7:8081"
    })
    void anAddressThatIsEveryAddressIsReachedOnLoopback(String host, String url) {
        assertThat(with(Map.of("KEYWHEEL_ADMIN_HOST", host)).adminUrl()).contains(url);
    }

    @Test
    void anyFreePortIsNoAddress() {
        assertThat(with(Map.of("KEYWHEEL_ADMIN_PORT", "0")).adminUrl()).isEmpty();
    }

    @Test
    void theTokenMayStandInAFile() throws IOException {
        file("token", "fake-token\n");
        file("keywheel.yaml", "admin: {tokenFile: token}");

        assertThat(with(Map.of()).adminToken()).contains("fake-token");
        assertThat(with(Map.of("KEYWHEEL_ADMIN_TOKEN", "another")).adminToken()).contains("another");
    }

    @Test
    void aFileThatCannotBeReadSaysNothing() throws IOException {
        file("keywheel.yaml", "admin: [\n");

        assertThat(with(Map.of()).adminUrl()).contains("http://127.0.0.1:8081");
    }
}

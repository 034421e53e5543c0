package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Consul, Vault and Kubernetes as their documentation says they answer: these servers were not at hand. */
class KeyValueStoresTest {
    @RegisterExtension
    final Given given = new Given();

    @RegisterExtension
    final ServerHere server = new ServerHere();

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void source(String type, String further) {
        given.file(
                "keywheel.yaml",
                "sources: [{type: " + type + ", name: kv, url: '" + server.url() + "', " + further + "}]");
    }

    @Test
    void consulGivesEverythingBelowAPrefix() {
        server.answers(
                200,
                "[{\"LockIndex\":0,\"Key\":\"keywheel/\",\"Flags\":0,\"Value\":null,\"CreateIndex\":1,\"ModifyIndex\":1},"
                        + "{\"LockIndex\":0,\"Key\":\"keywheel/GROQ_API_KEY\",\"Flags\":0,\"Value\":\""
                        + base64("gsk_fake_consul") + "\",\"CreateIndex\":2,\"ModifyIndex\":2},"
                        + "{\"LockIndex\":0,\"Key\":\"keywheel/admin/port\",\"Flags\":0,\"Value\":\"" + base64("1234")
                        + "\",\"CreateIndex\":3,\"ModifyIndex\":3}]");
        source("consul", "key: keywheel/, token: fake-consul-token");

        assertThat(given.secrets("groq")).containsExactly("gsk_fake_consul");
        assertThat(given.settings().adminPlane().port()).isEqualTo(1234);
        assertThat(server.asked())
                .allMatch(asked -> asked.uri().equals("/v1/kv/keywheel/?recurse=true")
                        && asked.consul().equals("fake-consul-token"));
    }

    @Test
    void consulGivesADocument() {
        server.answers(200, "providers: {groq: {apiKey: gsk_fake_document}}");
        source("consul", "key: keywheel.yaml, format: yaml");

        assertThat(given.secrets("groq")).containsExactly("gsk_fake_document");
        assertThat(server.asked()).allMatch(asked -> asked.uri().equals("/v1/kv/keywheel.yaml?raw=true"));
    }

    @Test
    void vaultGivesASecretOfTheSecondVersionOfItsEngine() {
        server.answers(
                200,
                "{\"request_id\":\"fake\",\"lease_duration\":0,\"data\":{\"data\":{\"GROQ_API_KEY\":\"gsk_fake_vault\"},"
                        + "\"metadata\":{\"version\":3,\"destroyed\":false,\"deletion_time\":\"\"}}}");
        source("vault", "key: secret/data/keywheel, token: fake-vault-token");

        assertThat(given.secrets("groq")).containsExactly("gsk_fake_vault");
        assertThat(server.asked())
                .allMatch(asked -> asked.uri().equals("/v1/secret/data/keywheel")
                        && asked.vault().equals("fake-vault-token"));
    }

    @Test
    void vaultGivesASecretOfTheFirstVersion() {
        server.answers(200, "{\"lease_duration\":2764800,\"data\":{\"GROQ_API_KEY\":\"gsk_fake_vault\"}}");
        source("vault", "key: kv/keywheel, token: fake-vault-token");

        assertThat(given.secrets("groq")).containsExactly("gsk_fake_vault");
    }

    @Test
    void aDeletedSecretOfVaultIsBroken() {
        server.answers(200, "{\"data\":{\"data\":null,\"metadata\":{\"version\":3,\"deletion_time\":\"2026-01-01\"}}}");
        source("vault", "key: secret/data/keywheel, token: fake-vault-token");

        assertThat(given.mistakes()).singleElement().asString().contains("the secret was deleted");
    }

    @Test
    void kubernetesGivesASecret() {
        server.answers(
                200,
                "{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"llm\",\"namespace\":\"team\"},"
                        + "\"data\":{\"GROQ_API_KEY\":\"" + base64("gsk_fake_kube") + "\"},\"type\":\"Opaque\"}");
        source("kubernetes", "key: llm, namespace: team, token: fake-kube-token");

        assertThat(given.secrets("groq")).containsExactly("gsk_fake_kube");
        assertThat(server.asked())
                .allMatch(asked -> asked.uri().equals("/api/v1/namespaces/team/secrets/llm")
                        && asked.authorization().equals("Bearer fake-kube-token"));
    }

    @Test
    void kubernetesGivesAConfigMap() {
        server.answers(200, "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"data\":{\"keywheel_drain\":\"9s\"}}");
        source("kubernetes", "key: configmaps/llm, namespace: team, token: fake-kube-token");

        assertThat(given.settings().limits().drain()).hasSeconds(9);
    }

    @Test
    void whatAnotherServerAnswersIsNoneOfTheirs() {
        server.answers(200, "<html>");
        source("vault", "key: secret/data/keywheel, token: fake-vault-token");

        assertThat(given.mistakes()).singleElement().asString().contains("its answer is none of Vault's");
    }
}

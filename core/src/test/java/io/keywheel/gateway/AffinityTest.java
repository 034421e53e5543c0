package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session keeps to a key while that can serve; what one key has made is asked of that key and of no other. */
class AffinityTest {
    private static final String PRIMARY = Rig.KEYS.get(0);
    private static final String SECOND = Rig.KEYS.get(1);

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedProvider provider = new ScriptedProvider(vertx);
    private final Plane plane = new Plane(Rig.settings(provider.baseUrl(), Rig.KEYS));

    @AfterEach
    void close() {
        plane.assertCalm();
        plane.close();
        provider.close();
        Futures.get(vertx.close());
    }

    private HttpResponse<String> inSession(String session) {
        HttpRequest request = plane.request("/v1/chat/completions")
                .header("X-Keywheel-Session", session)
                .POST(HttpRequest.BodyPublishers.ofString(Rig.completion("m")))
                .build();
        return plane.send(request);
    }

    private void primaryRefuses() {
        provider.answers(a -> {
            if (a.key().equals(PRIMARY)) a.json(429, ScriptedProvider.rateLimit("60s"));
            else a.json(200, ScriptedProvider.OK);
        });
    }

    private String lastKey() {
        return provider.keysAsked().get(provider.keysAsked().size() - 1);
    }

    @Test
    void aSessionStaysOnOneKeyAndSessionsSpread() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            inSession("session-" + i);
            String first = lastKey();
            inSession("session-" + i);

            assertThat(lastKey()).isEqualTo(first);
            keys.add(first);
        }
        assertThat(keys).hasSizeGreaterThan(1);
        assertThat(provider.asked()).noneMatch(a -> a.headers().containsKey("X-Keywheel-Session"));
    }

    @Test
    void theCacheKeyOfAPromptIsASessionToo() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            plane.post("/v1/chat/completions", "{\"model\":\"m\",\"prompt_cache_key\":\"tenant-" + i + "\"}");
            keys.add(lastKey());
        }

        assertThat(keys).hasSizeGreaterThan(1);
    }

    @Test
    void aSessionNeverBeatsAvailability() {
        primaryRefuses();

        List<Integer> statuses = List.of("a", "b", "c", "d", "e", "f").stream()
                .map(s -> inSession(s).statusCode())
                .toList();

        assertThat(statuses).containsOnly(200);
    }

    @Test
    void anAnswerThatContinuesAStoredOneIsAskedOfThePinnedKeyOnly() {
        primaryRefuses();

        HttpResponse<String> answer =
                plane.post("/v1/responses", "{\"model\":\"m\",\"previous_response_id\":\"resp_fake\"}");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(provider.keysAsked()).containsExactly(PRIMARY);
    }

    @Test
    void anAnswerThatIsStoredGoesOnWithAnotherKeyWhereThePinnedOneRests() {
        primaryRefuses();

        HttpResponse<String> answer = plane.post("/v1/responses", "{\"model\":\"m\",\"input\":\"Hi\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(provider.keysAsked()).containsExactly(PRIMARY, SECOND);
    }

    @Test
    void theOperatorNamesThePinnedKey() {
        try (Plane named = new Plane(Rig.withPinned(Rig.settings(provider.baseUrl(), Rig.KEYS), 1))) {
            named.send(named.request("/v1/batches").GET().build());

            assertThat(provider.keysAsked()).containsExactly(SECOND);
        }
    }

    @Test
    void filesAreAskedOfThePinnedKeyWhereverTheWheelStands() {
        primaryRefuses();
        plane.post("/v1/embeddings", "{}");
        assertThat(lastKey()).isEqualTo(SECOND);

        HttpResponse<String> answer =
                plane.send(plane.request("/v1/files/file-fake").GET().build());

        assertThat(provider.keysAsked()).containsExactly(PRIMARY, SECOND);
        assertThat(answer.statusCode()).isEqualTo(429);
    }
}

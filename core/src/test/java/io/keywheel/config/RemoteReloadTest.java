package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RemoteReloadTest {
    @RegisterExtension
    final Given given = new Given();

    @RegisterExtension
    final ServerHere server = new ServerHere();

    private final AtomicReference<String> key = new AtomicReference<>("gsk_fake_one");

    private void source(String further) {
        given.file(
                "keywheel.yaml",
                "sources: [{type: http, name: web, url: '" + server.url() + "/a.json'" + further + "}]");
    }

    /** With a tag, as good servers do. */
    private void serve() {
        server.answers(request -> {
            String tag = "\"" + key.get() + "\"";
            boolean known = tag.equals(request.getHeader("If-None-Match"));
            request.response().putHeader("ETag", tag).setStatusCode(known ? 304 : 200);
            request.response().end(known ? "" : "{\"providers\": {\"groq\": {\"apiKey\": \"" + key.get() + "\"}}}");
        });
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        serve();
        source("");
        Reload reload = given.reload();

        Reloaded what = Given.done(reload.now());

        assertThat(what.keys().unchanged()).hasSize(1);
        assertThat(server.asked()).extracting(ServerHere.Asked::tag).containsExactly("null", "\"gsk_fake_one\"");
    }

    @Test
    void anOutageKeepsTheLastKeys() {
        serve();
        source("");
        Reload reload = given.reload();
        server.answers(401, "");

        Reloaded what = Given.done(reload.now());

        assertThat(what.keys().unchanged()).hasSize(1);
        assertThat(what.broken())
                .singleElement()
                .satisfies(state -> assertThat(state.mistakes().get(0).reason()).isEqualTo("it answered HTTP 401"));
    }

    @Test
    void aSourceThatIsAskedFromTimeToTimeBringsItsChangesByItself() {
        server.answers(503, "");
        source(", every: 1s");
        given.file(".env", "OPENAI_API_KEY=sk-fake-one");
        Reload reload = given.reload();
        assertThat(reload.sources()).filteredOn(SourceState::isBroken).hasSize(1);
        assertThat(reload.settings().keyCount()).isEqualTo(1);

        reload.begin();
        given.file(".env", "OPENAI_API_KEY=sk-fake-half-writ");
        serve();

        await().atMost(Duration.ofSeconds(15)).until(() -> reload.settings().keyCount() == 2);
        assertThat(reload.sources()).filteredOn(SourceState::isBroken).isEmpty();
        assertThat(reload.settings().providers())
                .flatExtracting(Settings.Pooled::keys)
                .extracting(each -> each.secret().reveal())
                .as("only the source that is due is read")
                .contains("sk-fake-one");
        key.set("gsk_fake_two");
        await().atMost(Duration.ofSeconds(15)).until(() -> reload.generation() == 3);
        Given.done(reload.close());
    }
}

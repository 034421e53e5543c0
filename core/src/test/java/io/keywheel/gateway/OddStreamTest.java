package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams as providers really send them, in odd pieces and with odd ends, and those that none should send. */
class OddStreamTest {
    private static final String EVENTS = "text/event-stream";
    private static final String ROLE = ScriptedProvider.chunk("{\"role\":\"assistant\",\"content\":\"\"}");
    private static final String ONE = ScriptedProvider.chunk("{\"content\":\"one\"}");
    private static final String LAST = ScriptedProvider.lastChunk();
    private static final String CUT = "event: error\ndata: {\"error\":{\"message\":\"The answer was cut: ";

    private final RawProvider provider = new RawProvider();
    private final Plane plane = new Plane(Rig.settings(provider.baseUrl(), Rig.KEYS));

    @AfterEach
    void everythingIsAsItWas() {
        plane.assertNobodyIsBlamed();
        provider.says(RawProvider.OK);
        assertThat(plane.chat("m").statusCode()).isEqualTo(200);
        plane.close();
        provider.close();
    }

    private HttpResponse<String> stream() {
        return plane.post("/v1/chat/completions", Rig.streamed("m"));
    }

    private void saysWhole(String events) {
        provider.says(RawProvider.answer("200 OK", EVENTS, events));
    }

    private void saysAndEnds(String... pieces) {
        provider.says(line -> {
            line.say(RawProvider.head("200 OK", EVENTS) + "transfer-encoding: chunked\r\n\r\n");
            for (String piece : pieces) line.say(RawProvider.chunked(piece));
            line.say("0\r\n\r\n");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"id\":1}\r\n\r\ndata: [DONE]\r\n\r\n",
                "data:{\"id\":1}\n\ndata:[DONE]\n\n",
                "data: {\"choices\":[{\"index\":0,\ndata: \"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n",
                "data: [DONE]\n\n",
                "data: {\"id\":1}\n\ndata: [DONE]",
                "data: [DONE]",
                ": a comment\n\nid: 7\nretry: 10\ndata: {\"id\":1}\n\n: another\n\ndata: [DONE]\n\n",
                "event: response.created\ndata: {\"type\":\"response.created\"}\n\n"
                        + "event: response.completed\ndata: {\"type\":\"response.completed\"}\n\n",
                "event: x\ndata: {\"type\": \"transcript.text.done\"}\n\n",
                "data: {\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\": \"stop\"}]}\n\n",
                "\uFEFFdata: {\"id\":1}\n\ndata: [DONE]\n\n"
            })
    void everyStreamWithALastWordPassesAsItIs(String events) {
        saysWhole(events);

        HttpResponse<String> answer = stream();

        assertThat(answer.body()).isEqualTo(events);
        assertThat(provider.heads()).hasSize(1);
    }

    @Test
    void aStreamInPacketsOfOneByteIsReadAsOne() {
        String events = ROLE + ONE + LAST;
        provider.says(line -> line.sayByByte(RawProvider.head("200 OK", EVENTS) + "connection: close\r\n\r\n" + events)
                .close());

        HttpResponse<String> answer = stream();

        assertThat(answer.body()).isEqualTo(events);
    }

    @Test
    void anEventIsFoundWhereverItsPiecesAreSplit() {
        String events = ROLE.replace("\n", "\r\n") + ONE.replace("\n", "\r\n") + LAST;
        for (int at = 1; at < ROLE.length() + 40; at++) {
            saysAndEnds(events.substring(0, at), events.substring(at));

            assertThat(stream().body()).as("split at " + at).isEqualTo(events);
        }
    }

    @Test
    void anEventLargerThanWhatIsHeldPasses() {
        String events = ScriptedProvider.chunk("{\"content\":\"" + "x".repeat(300_000) + "\"}") + LAST;
        saysWhole(events);

        assertThat(stream().body()).isEqualTo(events);
    }

    @Test
    void commentsWithoutEndAreLetThroughInTheEnd() {
        String comments = ": working\n\n".repeat(10_000);
        saysWhole(comments + ONE + LAST);

        assertThat(stream().body()).isEqualTo(comments + ONE + LAST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                ": ping\n\n: ping\n\n",
                "data:\n\n",
                "no stream\n\n",
                "data: {\"choices\":[{\"del",
                "{\"a\":"
            })
    void aStreamThatSaysNothingWholeIsAFailureOfTheProvider(String events) {
        saysWhole(events);

        HttpResponse<String> answer = stream();

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("provider_unavailable").contains("empty, cut, or none");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aStreamThatIsCutIsSaidToBeCutWhateverLengthItAnnounced(boolean announced) {
        String framing = announced ? "content-length: 5000\r\n\r\n" : "connection: close\r\n\r\n";
        provider.says(line ->
                line.say(RawProvider.head("200 OK", EVENTS) + framing + ONE).close());

        HttpResponse<String> answer = stream();

        assertThat(answer.body()).startsWith(ONE + CUT).doesNotContain("[DONE]");
    }

    @Test
    void anEventThatIsCutInTwoIsEndedBeforeTheErrorIsSaid() {
        saysAndEnds(ONE + "data: {\"choices\":[");

        HttpResponse<String> answer = stream();

        assertThat(answer.body()).startsWith(ONE + "data: {\"choices\":[\n\n" + CUT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[DONE]",
                "data: [DONE]",
                "\\ndata: [DONE]\\n",
                "it is.done",
                "task.completed",
                "event: error",
                "\\\"finish_reason\\\":\\\"stop\\\"",
                "\\\"type\\\":\\\"response.completed\\\""
            })
    void aTextThatTalksOfTheLastWordIsNotTheLastWord(String text) {
        String event = ScriptedProvider.chunk("{\"content\":\"" + text + "\"}");
        saysAndEnds(event, ONE);

        assertThat(stream().body()).startsWith(event + ONE + CUT);
    }

    @Test
    void aConnectionThatBreaksBehindTheLastWordHarmsNothing() {
        provider.says(line -> line.say(RawProvider.head("200 OK", EVENTS) + "transfer-encoding: chunked\r\n\r\n"
                        + RawProvider.chunked(ONE + LAST))
                .close());

        assertThat(stream().body()).isEqualTo(ONE + LAST);
    }

    @Test
    void aStreamThatIsCalledJsonPasses() {
        String events = ONE + LAST;
        provider.says(RawProvider.answer("200 OK", "application/json", events));

        assertThat(stream().body()).isEqualTo(events);
    }

    @Test
    void aMarkIsSeenAcrossPieces() {
        for (String mark :
                List.of("data: [DONE]\n\n", "\"finish_reason\":\"stop\"", "\"type\":\"speech.audio.done\"}")) {
            for (int at = 1; at < mark.length() - 2; at++) {
                saysAndEnds(ONE + mark.substring(0, at), mark.substring(at));

                assertThat(stream().body()).as(mark + " at " + at).isEqualTo(ONE + mark);
            }
        }
    }
}

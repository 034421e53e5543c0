package io.keywheel.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keywheel.config.Settings;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Gives an answer to a caller of {@code /chat}; a failure of any kind becomes the friendly answer. */
final class ChatRelay implements Caller, Attempt.Follower {
    private static final int LONGEST_ANSWER = 8 * 1024 * 1024;

    private final ChatRequest question;
    private final HttpServerResponse out;
    private final Settings.Chat settings;
    private final String id;
    private final Runnable whenOver;
    private final ChatDeltas deltas = new ChatDeltas();
    private Buffer body = Buffer.buffer();
    private @Nullable Attempt attempt;
    private boolean over;

    ChatRelay(ChatRequest question, HttpServerResponse out, Settings.Chat settings, String id, Runnable whenOver) {
        this.question = question;
        this.out = out;
        this.settings = settings;
        this.id = id;
        this.whenOver = whenOver;
    }

    @Override
    public void keep(Attempt kept) {
        attempt = kept;
        int status = kept.answer().status();
        if (status != 200) {
            kept.finish();
            refuse(Refusal.badRequest(status, "refused", "The provider refused the question."));
            return;
        }
        if (question.stream() && !out.headWritten()) {
            servedBy(kept);
            streamHead(200);
        }
        if (!kept.isWhole()) kept.follow(this);
        piece(kept.answer().heldBytes());
        if (kept.isWhole()) whole();
    }

    @Override
    public void piece(Buffer piece) {
        if (over) return;
        if (question.stream()) {
            deltas.add(piece, this::delta);
        } else {
            body.appendBuffer(piece);
        }
        if (deltas.length() > LONGEST_ANSWER || body.length() > LONGEST_ANSWER) {
            brokeOff("the answer is larger than " + LONGEST_ANSWER + " bytes");
        }
    }

    private void delta(String text) {
        if (out.closed()) return;
        out.write(event(ChatRequest.JSON.createObjectNode().put("delta", text)));
        Attempt from = attempt;
        if (out.writeQueueFull() && from != null && !from.isWhole()) {
            from.pause();
            out.drainHandler(v -> from.resume());
        }
    }

    @Override
    public void whole() {
        if (over) return;
        String answer = (question.stream() ? deltas.text() : answer(body)).trim();
        if (answer.isEmpty() || (question.stream() && !deltas.isComplete())) {
            brokeOff("the answer holds no text, or not all of it");
            return;
        }
        finish(null);
        answer(answer);
        over();
    }

    private static String answer(Buffer body) {
        try {
            JsonNode content = ChatRequest.JSON.readTree(body.getBytes()).at("/choices/0/message/content");
            if (!content.isArray()) return content.asText("");
            StringBuilder text = new StringBuilder();
            content.forEach(part -> text.append(part.path("text").asText("")));
            return text.toString();
        } catch (IOException e) {
            return "";
        }
    }

    private void answer(String text) {
        Attempt from = attempt;
        ObjectNode answer = ChatRequest.JSON
                .createObjectNode()
                .put("answer", text)
                .put("confidence", question.confidence())
                .put("response_type", question.responseType());
        if (from != null) {
            if (!out.headWritten()) servedBy(from);
            answer.put("key", from.lease().key().id())
                    .put("attempts", from.exchange().attempts());
        }
        if (out.closed()) return;
        if (question.stream()) {
            out.end(event(answer).appendString("data: [DONE]\n\n"));
        } else {
            out.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").putHeader(Relay.REQUEST, id);
            out.end(answer.toString());
        }
    }

    @Override
    public void brokeOff(String why) {
        if (over) return;
        finish(Verdict.of(Outcome.PROVIDER_FAILED, Reach.UPSTREAM, 0, "", why));
        refuse(Refusal.providerUnavailable(502, why, java.util.OptionalLong.empty()));
    }

    private void finish(@Nullable Verdict other) {
        Attempt from = attempt;
        if (from == null) return;
        if (other == null) from.finish();
        else from.finish(other);
    }

    @Override
    public void refuse(Refusal refusal) {
        if (over) return;
        over = true;
        if (!out.closed()) apologize(refusal);
        whenOver.run();
    }

    private void apologize(Refusal refusal) {
        if (!out.headWritten()) {
            refusal.waitMillis().ifPresent(wait -> out.putHeader("Retry-After", Refusal.seconds(wait)));
        }
        if (!question.stream()) {
            Apology.answer(out, settings, id);
            return;
        }
        if (!out.headWritten()) streamHead(settings.failureStatus());
        out.end(event(Apology.of(settings)).appendString("data: [DONE]\n\n"));
    }

    private void servedBy(Attempt from) {
        out.putHeader(Relay.KEY, from.lease().key().id());
        out.putHeader(Relay.ATTEMPTS, Integer.toString(from.exchange().attempts()));
    }

    private void streamHead(int status) {
        out.setStatusCode(status)
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(Relay.REQUEST, id);
    }

    private static Buffer event(ObjectNode data) {
        return Buffer.buffer("data: " + data + "\n\n");
    }

    @Override
    public void keepAlive() {
        if (!question.stream() || over || out.closed()) return;
        if (!out.headWritten()) streamHead(200);
        out.write(Buffer.buffer(": keep-alive\n\n"));
    }

    private void over() {
        if (over) return;
        over = true;
        whenOver.run();
    }
}

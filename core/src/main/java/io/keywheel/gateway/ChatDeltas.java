package io.keywheel.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The text that flows in a stream of chat completions, piece by piece. */
final class ChatDeltas {
    private static final int LONGEST_LINE = 1024 * 1024;

    private final StringBuilder text = new StringBuilder();
    private Buffer line = Buffer.buffer();
    private boolean complete;

    /** Reads on and gives each piece of text out. A line that is longer than any event is dropped. */
    void add(Buffer piece, Consumer<String> out) {
        int from = 0;
        for (int i = 0; i < piece.length(); i++) {
            if (piece.getByte(i) != '\n') continue;
            line.appendBuffer(piece, from, i - from);
            read(line.toString(StandardCharsets.UTF_8).trim(), out);
            line = Buffer.buffer();
            from = i + 1;
        }
        if (line.length() + piece.length() - from <= LONGEST_LINE)
            line.appendBuffer(piece, from, piece.length() - from);
    }

    private void read(String read, Consumer<String> out) {
        if (!read.startsWith("data:")) return;
        String data = read.substring(5).trim();
        if (data.equals("[DONE]")) {
            complete = true;
            return;
        }
        try {
            JsonNode choice = ChatRequest.JSON.readTree(data).at("/choices/0");
            if (choice.path("finish_reason").isTextual()) complete = true;
            String delta = choice.at("/delta/content").asText("");
            if (delta.isEmpty() || choice.at("/delta/content").isNull()) return;
            text.append(delta);
            out.accept(delta);
        } catch (IOException e) {
            return; // no chat chunk: nothing of the text is lost with it
        }
    }

    String text() {
        return text.toString();
    }

    int length() {
        return text.length();
    }

    /** Whether the stream said its last word. */
    boolean isComplete() {
        return complete;
    }
}

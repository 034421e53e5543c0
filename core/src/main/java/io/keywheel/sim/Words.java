package io.keywheel.sim;

import java.util.List;

/** What the simulated model says: a word is a token. */
record Words(List<String> words, String finish) {

    static Words from(SimKey key, Ask ask) {
        List<String> all = List.of(
                ("Hello from " + key.id() + ": this answer is simulated and no model was asked.").split("(?<= )"));
        boolean whole = all.size() <= ask.maxTokens();
        return new Words(whole ? all : all.subList(0, ask.maxTokens()), whole ? "stop" : "length");
    }

    String text() {
        return String.join("", words);
    }
}

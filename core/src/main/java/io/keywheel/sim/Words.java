package io.keywheel.sim;

import java.util.List;
import java.util.stream.IntStream;

/** What the simulated model says: a word is a token. */
record Words(List<String> words, String finish) {

    /** As many words as the request wants to hear, or one sentence, but never more than {@code max_tokens}. */
    static Words to(Visit visit) {
        String text = "Hello from " + visit.key().id() + ": this answer is simulated and no model was asked.";
        List<String> sentence = List.of(text.split("(?<= )"));
        int wanted = visit.request().answerTokens();
        int all = wanted > 0 ? wanted : sentence.size();
        int most = Math.min(all, visit.ask().maxTokens());
        List<String> words = IntStream.range(0, most)
                .mapToObj(i ->
                        i > 0 && i % sentence.size() == 0 ? " " + sentence.get(0) : sentence.get(i % sentence.size()))
                .toList();
        return new Words(words, most == all ? "stop" : "length");
    }

    String text() {
        return String.join("", words);
    }
}

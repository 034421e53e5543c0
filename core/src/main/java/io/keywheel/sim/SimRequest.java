package io.keywheel.sim;

import java.util.Optional;

/**
 * One request as the simulated provider reads it.
 *
 * @param secret the key that it brings
 * @param what method and path, as in {@code POST /openai/v1/chat/completions}
 * @param ask empty where its body could not be read
 * @param fault the fault that it asks for, as in {@link FaultOrder}
 * @param answerTokens how long its answer is to be; 0: one sentence
 * @param reused whether its connection has answered before
 */
public record SimRequest(
        String secret, String what, Optional<Ask> ask, Optional<String> fault, int answerTokens, boolean reused) {
    static final String BASE = "/openai/v1";
    static final String CHAT = "POST " + BASE + "/chat/completions";

    /** A chat whose body has so many bytes: a token is four of them. */
    public static SimRequest chat(String secret, String model, long promptBytes, long maxTokens) {
        return new SimRequest(
                secret, CHAT, Optional.of(Ask.chat(model, promptBytes, maxTokens)), Optional.empty(), 0, false);
    }

    public SimRequest streamed() {
        return new SimRequest(secret, what, ask.map(Ask::streamed), fault, answerTokens, reused);
    }

    public SimRequest withFault(String its) {
        return new SimRequest(secret, what, ask, Optional.of(its), answerTokens, reused);
    }

    /** What the answer really takes, as far as {@code max_tokens} lets it. */
    public SimRequest answeredIn(int tokens) {
        return new SimRequest(secret, what, ask, fault, tokens, reused);
    }

    public SimRequest onReusedConnection() {
        return new SimRequest(secret, what, ask, fault, answerTokens, true);
    }

    @Override
    public String toString() {
        return what + " " + ask.map(Ask::model).orElse("");
    }
}

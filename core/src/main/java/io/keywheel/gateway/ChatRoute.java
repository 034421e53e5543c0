package io.keywheel.gateway;

import io.keywheel.config.Settings;
import io.keywheel.pool.Demand;
import io.keywheel.pool.RequestSize;
import io.keywheel.provider.Provider;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;

/** {@code POST /chat}: a question in plain words becomes a chat completion. It is text, held whole or not at all. */
final class ChatRoute {
    private static final long LARGEST_QUESTION = 4 * 1024 * 1024;
    private static final long SHORT_WAIT = 1_000;
    private static final Problem TOO_LARGE = new Problem(
            413, "body_too_large", "", "The body is larger than 4 MiB.", "Send less context, or a shorter history.");

    private final Gateway gateway;
    private final Door door;
    private final Pools pools;
    private final Settings.Chat settings;
    private final BodyReader.Sizes sizes;

    ChatRoute(Gateway gateway, Door door, Pools pools, Settings.Chat settings) {
        this.gateway = gateway;
        this.door = door;
        this.pools = pools;
        this.settings = settings;
        this.sizes = new BodyReader.Sizes(LARGEST_QUESTION, gateway.limits().bodyBytes());
    }

    void handle(Call call) {
        if (door.admits(call)) call.readBody(sizes, body -> read(call, body));
    }

    private void read(Call call, RequestBody body) {
        if (body.canBeSentAgain()) ask(call, body);
        else if (body.held().length() > LARGEST_QUESTION) refuse(call, TOO_LARGE);
        // No mistake of the caller's: others' bodies take all the room for now.
        else call.answer(out -> Apology.answer(out, settings, call.id(), SHORT_WAIT));
    }

    private void ask(Call call, RequestBody body) {
        try {
            ChatRequest question = ChatRequest.parse(body.held().getBytes());
            Pools.Pooled pooled = pools.forModel(question.model());
            serve(call, question, pooled, model(question, pooled.provider()));
        } catch (ChatRequest.Malformed e) {
            refuse(call, e.problem());
        }
    }

    private void serve(Call call, ChatRequest question, Pools.Pooled pooled, String model) {
        RequestBody sent = RequestBody.whole(question.toCompletion(model));
        RequestSize size = new RequestSize(sent.length(), question.mostTokens());
        Demand demand = new Demand(model, size, Session.of(call.request().headers(), BodyScan.Asked.NOTHING));
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("content-type", "application/json");
        Exchange.Ask ask = new Exchange.Ask(HttpMethod.POST, "/chat/completions", headers, sent, model);
        ChatRelay relay = new ChatRelay(question, call.request().response(), settings, call.id(), call::over);
        gateway.serve(call, new Exchange.Wish(pooled, ask, demand), relay);
    }

    private static void refuse(Call call, Problem problem) {
        call.answer(out -> out.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.TYPE)
                .end(problem.json()));
    }

    private static String model(ChatRequest question, Provider provider) throws ChatRequest.Malformed {
        if (!question.model().isEmpty()) return question.model();
        if (!provider.chatModel().isEmpty()) return provider.chatModel();
        throw new ChatRequest.Malformed(Problem.field(
                "/model", "model is missing and no default is set.", "Send a model, or set KEYWHEEL_MODEL."));
    }
}

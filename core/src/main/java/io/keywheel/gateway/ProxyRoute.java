package io.keywheel.gateway;

import io.keywheel.config.Settings.Limits;
import io.keywheel.pool.Affinity;
import io.keywheel.pool.Demand;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** {@code /v1/…} and its aliases: whatever is asked there goes to a provider as it is. */
final class ProxyRoute {
    private final Gateway gateway;
    private final Door door;
    private final Pools pools;
    private final BodyReader.Sizes sizes;
    private final ModelList models;

    ProxyRoute(Gateway gateway, Door door, Pools pools, ModelList models) {
        this.gateway = gateway;
        this.door = door;
        this.pools = pools;
        this.models = models;
        Limits limits = gateway.limits();
        this.sizes = new BodyReader.Sizes(limits.replayBytes(), limits.bodyBytes());
    }

    void handle(Call call, Target target) {
        if (door.answersPreflight(call) || !door.admits(call)) return;
        Refusal refusal = unservable(target);
        if (refusal != null) call.refuse(refusal);
        else if (target.isModelList() && call.request().method().equals(HttpMethod.GET)) listModels(call, target);
        else call.readBody(sizes, body -> relay(call, target, body));
    }

    private @Nullable Refusal unservable(Target target) {
        String named = target.provider();
        if (named != null && pools.named(named) == null) {
            return Refusal.badRequest(
                    404,
                    "unknown_provider",
                    "There is no provider of this name here; known: "
                            + String.join(", ", pools.byProvider().keySet()) + ".");
        }
        return target.climbs()
                ? Refusal.badRequest(400, "invalid_path", "The path leaves the provider's base URL.")
                : null;
    }

    private Pools.Pooled pooled(Target target, String model) {
        Pools.Pooled named = target.provider() == null ? null : pools.named(target.provider());
        return named != null ? named : pools.forModel(model);
    }

    private void relay(Call call, Target target, RequestBody body) {
        HttpServerRequest request = call.request();
        BodyScan.Asked asked = body.asked(request.getHeader(HttpHeaders.CONTENT_TYPE));
        Pools.Pooled pooled = pooled(target, asked.model());
        Affinity affinity = Pinning.of(request.method(), target.path(), asked)
                .or(Session.of(request.headers(), asked), pooled.pinned());
        Demand demand = new Demand(asked.model(), body.size(asked), affinity);
        Exchange.Ask ask = new Exchange.Ask(request.method(), target.path(), request.headers(), body, asked.model());
        Relay relay = new Relay(gateway.loop(), request, call.id(), r -> call.over());
        gateway.serve(call, new Exchange.Wish(pooled, ask, demand), relay);
    }

    private void listModels(Call call, Target target) {
        models.of(pooled(target, "")).onComplete(listed -> {
            if (listed.succeeded() && listed.result().isPresent()) {
                call.answer(out -> out.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(Relay.REQUEST, call.id())
                        .end(listed.result().get().toBuffer()));
            } else {
                // No key gave a list: one ordinary attempt finds out why, and says so.
                relay(call, target, RequestBody.NONE);
            }
        });
    }
}

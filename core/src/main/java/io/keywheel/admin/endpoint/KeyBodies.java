package io.keywheel.admin.endpoint;

import io.keywheel.admin.http.Problem;
import io.keywheel.admin.port.KeyPatch;
import io.keywheel.admin.port.NewKey;
import io.keywheel.pool.Secret;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Bodies of keys, which the contract has admitted, as values. */
final class KeyBodies {
    private static final List<String> OPEN = List.of("provider", "id", "label", "quotaGroup", "model");

    private KeyBodies() {}

    /** Where an open field holds the secret too: it would be shown. */
    static Optional<Problem> leak(JsonObject body) {
        String secret = body.getString("secret");
        if (secret == null) return Optional.empty();
        return OPEN.stream()
                .filter(name -> body.getValue(name) instanceof String text && text.contains(secret))
                .findFirst()
                .map(name -> Problem.bad(
                                "secret_in_open",
                                name + " holds the secret, and anybody may see it.",
                                "Send another " + name + ".")
                        .at("/" + name));
    }

    static NewKey key(JsonObject body, Optional<String> id) {
        NewKey.Traits traits = new NewKey.Traits(
                text(body, "label"),
                text(body, "quotaGroup"),
                Optional.ofNullable(body.getInteger("weight")),
                body.getBoolean("enabled", true));
        return new NewKey(body.getString("provider"), new Secret(body.getString("secret")), id, traits);
    }

    static KeyPatch patch(JsonObject body) {
        boolean ownGroup = body.containsKey("quotaGroup") && body.getValue("quotaGroup") == null;
        return new KeyPatch(
                text(body, "secret").map(Secret::new),
                text(body, "label"),
                text(body, "quotaGroup"),
                ownGroup,
                Optional.ofNullable(body.getInteger("weight")),
                Optional.ofNullable(body.getBoolean("enabled")));
    }

    static Optional<String> text(JsonObject body, String name) {
        return Optional.ofNullable(body.getString(name));
    }
}

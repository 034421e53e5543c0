package io.keywheel.keyring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keywheel.pool.Secret;
import java.io.IOException;
import java.util.Optional;

/** What records say, as JSON inside their seal. Fields that a later version adds are passed over. */
final class Said {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Said() {}

    static byte[] bytes(KeySaid said) {
        ObjectNode node = node(said.traits());
        node.put("provider", said.provider()).put("secret", said.secret().reveal());
        said.removal()
                .ifPresent(r -> node.putObject("removal").put("at", r.at()).put("enabled", r.enabled()));
        return bytes(node);
    }

    static KeySaid key(byte[] bytes) {
        JsonNode node = read(bytes);
        JsonNode removal = node.path("removal");
        return new KeySaid(
                node.path("provider").asText(),
                new Secret(node.path("secret").asText()),
                traits(node),
                removal.isObject()
                        ? Optional.of(new KeySaid.Removal(
                                removal.path("at").asLong(),
                                removal.path("enabled").asBoolean()))
                        : Optional.empty());
    }

    static byte[] bytes(Overlay said) {
        return bytes(node(said.traits()).put("ownGroup", said.ownGroup()));
    }

    static Overlay overlay(byte[] bytes, boolean enabled) {
        JsonNode node = read(bytes);
        return new Overlay(traits(node), node.path("ownGroup").asBoolean(), enabled);
    }

    private static ObjectNode node(KeySaid.Traits traits) {
        ObjectNode node = JSON.createObjectNode();
        traits.label().ifPresent(label -> node.put("label", label));
        traits.group().ifPresent(group -> node.put("quotaGroup", group));
        traits.weight().ifPresent(weight -> node.put("weight", weight));
        return node;
    }

    private static KeySaid.Traits traits(JsonNode node) {
        return new KeySaid.Traits(
                text(node, "label"),
                text(node, "quotaGroup"),
                Optional.of(node.path("weight")).filter(JsonNode::isInt).map(JsonNode::asInt));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.of(node.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** What was sealed is what this class wrote. */
    static JsonNode read(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("a sealed content is JSON");
        }
    }
}

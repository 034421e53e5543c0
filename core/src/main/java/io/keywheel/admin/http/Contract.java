package io.keywheel.admin.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The admin API in OpenAPI 3.1, the one source of what requests may hold: read from {@code openapi.yaml}, served as JSON. */
public final class Contract {
    private static final String RESOURCE = "/io/keywheel/admin/openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonObject document;
    private final Buffer text;
    private final Map<String, Rules> rules = new LinkedHashMap<>();

    private Contract(JsonObject document) {
        this.document = document;
        this.text = document.toBuffer();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) read(path, paths.getJsonObject(path));
    }

    /** Takes a while: not on an event loop. */
    public static Contract load() {
        try (InputStream in = Objects.requireNonNull(Contract.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            Map<String, Object> tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return new Contract(new JsonObject(tree));
        } catch (IOException e) {
            throw new IllegalStateException("the jar lacks " + RESOURCE, e);
        }
    }

    /** As it is served. */
    public Buffer json() {
        return text;
    }

    public JsonObject document() {
        return document;
    }

    /** Every operation, by its id. */
    public Map<String, Rules> rules() {
        return rules;
    }

    private void read(String path, JsonObject item) {
        JsonArray shared = item.getJsonArray("parameters", new JsonArray());
        for (String method : item.fieldNames()) {
            if (!METHODS.contains(method)) continue;
            JsonObject operation = item.getJsonObject(method);
            List<ParameterRule> parameters = Stream.concat(
                            shared.stream(), operation.getJsonArray("parameters", new JsonArray()).stream())
                    .map(p -> ParameterRule.of((JsonObject) resolved(p)))
                    .toList();
            rules.put(
                    operation.getString("operationId"),
                    new Rules(method, path, operation.getString("x-scope"), parameters, body(operation)));
        }
    }

    private Optional<BodyRule> body(JsonObject operation) {
        return Optional.ofNullable(operation.getJsonObject("requestBody"))
                .map(body -> BodyRule.of((JsonObject) resolved(body)));
    }

    /** A part of the document with every reference replaced by what it names; what stands beside a reference is added. */
    public Object resolved(Object node) {
        if (node instanceof JsonArray array) {
            JsonArray all = new JsonArray();
            array.forEach(entry -> all.add(resolved(entry)));
            return all;
        }
        if (!(node instanceof JsonObject object)) return node;
        JsonObject whole = new JsonObject();
        if (object.containsKey("$ref")) whole.mergeIn((JsonObject) resolved(named(object.getString("$ref"))));
        for (String name : object.fieldNames())
            if (!name.equals("$ref")) whole.put(name, resolved(object.getValue(name)));
        return whole;
    }

    private JsonObject named(String reference) {
        JsonObject found = document;
        for (String part : reference.substring(2).split("/", -1)) found = found.getJsonObject(part);
        return found;
    }

    /** What one operation asks of a request. */
    public record Rules(
            String method, String path, String scope, List<ParameterRule> parameters, Optional<BodyRule> body) {}
}

package io.keywheel.admin.http;

import io.keywheel.admin.port.By;
import io.keywheel.admin.port.Condition;
import io.keywheel.admin.port.Page;
import io.keywheel.admin.port.Place;
import io.keywheel.token.Scope;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One request that the contract admits.
 *
 * @param names of the path
 * @param parameters of query and head, as the contract types them, defaults included
 * @param body as it came; empty where there is none
 * @param json the body as an object, empty where it is none
 */
public record Call(
        HttpServerRequest request,
        Context context,
        Caller caller,
        Map<String, String> names,
        Map<String, Object> parameters,
        Buffer body,
        JsonObject json) {

    /**
     * Who calls.
     *
     * @param session the cookie's, empty for scripts
     */
    public record Caller(By by, Scope scope, Optional<String> session) {}

    public By by() {
        return caller.by();
    }

    public String name(String name) {
        return Objects.requireNonNull(names.get(name), name);
    }

    public String id() {
        return name("id");
    }

    public Optional<String> text(String parameter) {
        return Optional.ofNullable(parameters.get(parameter)).map(Object::toString);
    }

    public boolean flag(String parameter) {
        return Boolean.TRUE.equals(parameters.get(parameter));
    }

    public Optional<Boolean> maybe(String parameter) {
        return Optional.ofNullable((Boolean) parameters.get(parameter));
    }

    public Optional<Instant> instant(String parameter) {
        return text(parameter).map(Moments::of);
    }

    /** Where the list shall go on. */
    public Place place() {
        int limit = ((Number) Objects.requireNonNull(parameters.get("limit"))).intValue();
        return new Place(text("cursor").flatMap(Cursors::place), limit);
    }

    /** A page as it is answered. */
    public static <T> Reply page(Page<T> page) {
        return Reply.ok(new Listed<>(page.items(), page.next().map(Cursors::of)));
    }

    /** Items and where to go on. */
    record Listed<T>(java.util.List<T> items, Optional<String> nextCursor) {}

    /** What If-Match and If-None-Match ask for. A weak tag never matches. */
    public Condition condition() {
        Set<String> versions = text("If-Match").stream()
                .flatMap(tags -> Stream.of(tags.split(",")))
                .map(String::strip)
                .map(Call::version)
                .collect(Collectors.toSet());
        return new Condition(versions, text("If-None-Match").isPresent());
    }

    private static String version(String tag) {
        if (tag.equals(Condition.ANY)) return tag;
        boolean strong = tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"");
        return strong ? tag.substring(1, tag.length() - 1) : "no version: " + tag;
    }

    /** What a port promises, back on the event loop of this request. */
    public <T> Future<T> await(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }
}

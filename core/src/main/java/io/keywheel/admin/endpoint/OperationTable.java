package io.keywheel.admin.endpoint;

import io.keywheel.admin.Ports;
import io.keywheel.admin.access.Access;
import io.keywheel.admin.http.Action;
import io.keywheel.admin.http.Operation;
import io.keywheel.token.Scope;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every operation of the admin API. */
public final class OperationTable {
    private OperationTable() {}

    /** All of them, on these ports. */
    public static List<Operation> of(Ports ports, Access access, EventStream stream, InstantSource clock) {
        KeyEndpoints keys = new KeyEndpoints(ports.keys());
        return Stream.of(
                        keys.operations(),
                        new ManyKeys(ports.keys(), ports.operations(), keys).operations(),
                        new TokenEndpoints(ports.tokens(), clock).operations(),
                        new Activity(ports, stream).operations(),
                        new Node(ports).operations(),
                        session(access))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Operation> session(Access access) {
        return List.of(
                operation("getSession", HttpMethod.GET, "/session", Scope.READ, Action.now(access::current)),
                operation("createSession", HttpMethod.POST, "/session", Scope.READ, access::signIn),
                operation("deleteSession", HttpMethod.DELETE, "/session", Scope.READ, Action.now(access::signOut)));
    }

    static Operation operation(String id, HttpMethod method, String path, Scope scope, Action action) {
        return new Operation(id, method, path, scope, action);
    }

    @SuppressWarnings("unchecked") // What the contract calls an object is a map of names.
    static JsonObject object(Object value) {
        return value instanceof JsonObject object ? object : new JsonObject((Map<String, Object>) value);
    }
}

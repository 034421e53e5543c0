package io.keywheel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.admin.access.Access;
import io.keywheel.admin.access.Doorkeeper;
import io.keywheel.admin.access.Sessions;
import io.keywheel.admin.endpoint.EventStream;
import io.keywheel.admin.endpoint.OperationTable;
import io.keywheel.admin.http.Contract;
import io.keywheel.admin.http.Operation;
import io.keywheel.admin.http.Schemas;
import io.keywheel.admin.local.EventRing;
import io.keywheel.admin.port.AlertSettings;
import io.keywheel.admin.port.Audit;
import io.keywheel.admin.port.ConfigView;
import io.keywheel.admin.port.Keys;
import io.keywheel.admin.port.LaneHistory;
import io.keywheel.admin.port.Members;
import io.keywheel.admin.port.Operations;
import io.keywheel.admin.port.Pools;
import io.keywheel.admin.port.Reloads;
import io.keywheel.admin.port.Requests;
import io.keywheel.admin.port.Resealing;
import io.keywheel.admin.port.Tokens;
import io.keywheel.admin.port.UsageQuery;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The router has what the contract says, and nothing else. */
class ContractTest {
    private final Contract contract = Contract.load();

    private static List<Operation> operations() {
        InstantSource clock = InstantSource.system();
        Vertx vertx = Vertx.vertx();
        try {
            Ports ports = absent();
            Access access = new Access(vertx, new Doorkeeper("", ports.tokens(), clock), new Sessions(clock), clock);
            return OperationTable.of(ports, access, new EventStream(vertx, ports.events()), clock);
        } finally {
            vertx.close();
        }
    }

    /** Nobody is behind the plane. */
    static Ports absent() {
        return new Ports(
                Absent.of(Keys.class),
                Absent.of(Pools.class),
                Absent.of(Tokens.class),
                Absent.of(Operations.class),
                Absent.of(Requests.class),
                new EventRing(InstantSource.system()),
                Absent.of(Members.class),
                Absent.of(ConfigView.class),
                Absent.of(UsageQuery.class),
                Absent.of(LaneHistory.class),
                Absent.of(Audit.class),
                Absent.of(AlertSettings.class),
                Absent.of(Reloads.class),
                Absent.of(Resealing.class));
    }

    private static String line(String id, String method, String path, String scope) {
        return id + " " + method.toUpperCase(Locale.ROOT) + " " + path + " " + scope;
    }

    @Test
    void everyRouteIsInTheContractAndTheReverse() {
        List<String> routed = operations().stream()
                .map(o -> line(o.id(), o.method().name(), o.path(), o.scope().text()))
                .toList();

        assertThat(routed)
                .containsExactlyInAnyOrderElementsOf(contract.rules().entrySet().stream()
                        .map(e -> line(
                                e.getKey(),
                                e.getValue().method(),
                                e.getValue().path(),
                                e.getValue().scope()))
                        .toList());
    }

    @Test
    void everyLineOfTheDesignIsThere() {
        assertThat(contract.document().getJsonObject("paths").fieldNames())
                .contains(
                        "/pool",
                        "/keys",
                        "/keys/{id}",
                        "/keys/{id}/test",
                        "/keys/{id}/enable",
                        "/keys/{id}/disable",
                        "/keys/{id}/recover",
                        "/keys/{id}/restore",
                        "/keys/import",
                        "/keys/export",
                        "/keys/test",
                        "/operations/{id}",
                        "/reload",
                        "/usage",
                        "/requests",
                        "/requests/{id}",
                        "/events",
                        "/route/explain",
                        "/lanes",
                        "/settings",
                        "/master-key/reseal",
                        "/members",
                        "/config",
                        "/tokens/admin",
                        "/tokens/caller",
                        "/audit",
                        "/session");
    }

    @Test
    void everyExampleOfABodyIsOneThatIsTaken() {
        contract.rules()
                .forEach((id, rules) -> rules.body().flatMap(b -> b.schema()).ifPresent(schema -> {
                    JsonObject example = contract.document()
                            .getJsonObject("paths")
                            .getJsonObject(rules.path())
                            .getJsonObject(rules.method())
                            .getJsonObject("requestBody")
                            .getJsonObject("content")
                            .getJsonObject("application/json")
                            .getJsonObject("example");
                    assertThat(Schemas.validator(schema).validate(example).getValid())
                            .as(id)
                            .isTrue();
                }));
    }

    @Test
    void bodiesAreClosed() {
        Map<String, Boolean> open = contract.rules().entrySet().stream()
                .filter(e -> e.getValue().body().flatMap(b -> b.schema()).isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> e.getValue()
                                .body()
                                .flatMap(b -> b.schema())
                                .orElseThrow()
                                .getBoolean("additionalProperties", true)));

        assertThat(open.values()).containsOnly(false);
    }
}

package io.keywheel.config;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Sources whose names are those of environment variables. */
final class FlatSource {
    static final String ENVIRONMENT = "environment";
    static final String DOTENV = ".env";
    static final String FLAG = "flag";

    private static final Pattern OURS = Pattern.compile("KEYWHEEL_.*|.+_API_KEY.*");
    /** Programs honour these in both cases, in this order. */
    private static final Map<String, String> LOWER_CASE = Map.of("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY");
    /** What Kubernetes sets for every Service, here for those named keywheel, keywheel-admin and the like. */
    private static final Pattern KUBERNETES = Pattern.compile(
            "KEYWHEEL(_.+)?_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(ADDR|PORT|PROTO))?)");

    private static final Pattern KUBERNETES_PORT = Pattern.compile("(tcp|udp|sctp)://.*");
    private static final List<String> PROXIES = List.copyOf(LOWER_CASE.values());

    private FlatSource() {}

    /** Whether the source is none that could change. */
    static boolean isAtHand(String source) {
        return source.equals(ENVIRONMENT) || source.equals(FLAG);
    }

    /** The variables that are meant for us; all others stay where they are. */
    static Contents environment(Map<String, String> variables) {
        Map<String, Value> values = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            String common = LOWER_CASE.getOrDefault(name, name);
            boolean hidden =
                    !common.equals(name) && !variables.getOrDefault(common, "").isBlank();
            if (isOurs(common) && !hidden && !isKubernetes(name, value))
                put(values, common, new Value(value, ENVIRONMENT, ENVIRONMENT + " " + name));
        });
        return new Contents(values, List.of());
    }

    static Contents flags(Map<String, String> flags) {
        Map<String, Value> values = new LinkedHashMap<>();
        flags.forEach((name, value) -> put(values, name, new Value(value, FLAG, FLAG + " " + Flags.option(name))));
        return new Contents(values, List.of());
    }

    static Contents dotenv(JsonObject lines, String source) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (String name : lines.fieldNames()) {
            JsonObject entry = lines.getJsonObject(name);
            String common = LOWER_CASE.getOrDefault(name, name);
            if (!isOurs(common)) continue;
            String origin = source + " line " + entry.getInteger("line");
            put(values, common, new Value(entry.getString("value"), source, origin));
        }
        return new Contents(values, List.of());
    }

    /** An empty variable counts as unset. */
    private static void put(Map<String, Value> values, String name, Value value) {
        if (!value.text().isBlank())
            values.put(name, new Value(value.text().strip(), value.source(), value.origin(), true));
    }

    static boolean isOurs(String name) {
        return OURS.matcher(name).matches() || PROXIES.contains(name);
    }

    private static boolean isKubernetes(String name, String value) {
        return KUBERNETES.matcher(name).matches()
                || (name.startsWith("KEYWHEEL_")
                        && name.endsWith("_PORT")
                        && KUBERNETES_PORT.matcher(value).matches());
    }
}

package io.keywheel.admin.http;

import io.keywheel.config.SecretText;
import io.vertx.json.schema.JsonFormatValidator;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The contract's formats. */
final class Formats implements JsonFormatValidator {
    private static final Map<String, Function<String, String>> CHECKS = Map.of(
            "secret", text -> SecretText.flaw(text).map(SecretText.Flaw::reason).orElse(""),
            "date-time", text -> Moments.is(text) ? "" : "is no RFC 3339 instant",
            "web-address", Formats::webAddress);

    @Override
    @SuppressWarnings("NullAway") // The library asks with null and wants null for no fault.
    public @Nullable String validateFormat(
            @Nullable String instanceType, @Nullable String format, @Nullable Object instance) {
        Function<String, String> check = format == null ? null : CHECKS.get(format);
        if (check == null || !(instance instanceof String text)) return null;
        String fault = check.apply(text);
        return fault.isEmpty() ? null : fault;
    }

    private static String webAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (!web) return "begins with neither https:// nor http://";
            if (uri.getHost() == null) return "names no host";
            return uri.getUserInfo() == null ? "" : "holds a user or a password";
        } catch (java.net.URISyntaxException e) {
            return "is no web address";
        }
    }
}

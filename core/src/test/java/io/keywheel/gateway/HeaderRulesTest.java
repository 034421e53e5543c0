package io.keywheel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.internal.http.HttpHeadersInternal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes on goes as it came, in order; what is of one hop, of a key or of the caller's own stays. */
class HeaderRulesTest {

    /** Headers as callers' requests have them, and as providers' answers have them. */
    static Stream<MultiMap> kinds() {
        return Stream.of(HttpHeaders.headers(), HttpHeadersInternal.headers(new DefaultHttpHeaders()));
    }

    private static List<String> upstream(MultiMap from) {
        MultiMap to = HttpHeaders.headers();
        HeaderRules.copyUpstream(from, to);
        return lines(to);
    }

    private static List<String> lines(MultiMap headers) {
        return headers.entries().stream().map(Map.Entry::toString).toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsNobodysGoesOnInOrderWithItsCase(MultiMap from) {
        from.add("X-Title", "a")
                .add("Authorization", "Bearer caller")
                .add("accept", "b")
                .add("x-title", "c");

        assertThat(upstream(from)).containsExactly("X-Title=a", "accept=b", "x-title=c");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatConnectionNamesIsOfThisHop(MultiMap from) {
        from.add("Connection", "close, X-Hop").add("x-hop", "a").add("x-hope", "b");

        assertThat(upstream(from)).containsExactly("x-hope=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "TE",
                "authorization",
                "X-API-KEY",
                "Api-Key",
                "OpenAI-Organization",
                "Cookie",
                "X-Keywheel-Session",
                "X-Keywheel-Patience",
                "HTTP2-Settings",
                "Transfer-Encoding"
            })
    void aNameIsKnownInAnyCase(String name) {
        for (String written : List.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT))) {
            assertThat(upstream(HttpHeaders.headers().add(written, "x"))).isEmpty();
        }
    }

    @Test
    void namesThatOnlyLookAlikeGoOn() {
        List<String> alike =
                List.of("hosts", "hos", "x-api-kez", "cookie2", "xte", "keep_alive", "x-keywheel-session-x");

        for (String name : alike) {
            assertThat(upstream(HttpHeaders.headers().add(name, "x"))).containsExactly(name + "=x");
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theProvidersCookiesAndOurOwnNamesDoNotReachTheCaller(MultiMap from) {
        from.add("Set-Cookie", "a=b")
                .add("X-Keywheel-Key", "x")
                .add("Alt-Svc", "x")
                .add("Content-Length", "7")
                .add("x-request-id", "req_fake");
        MultiMap to = HttpHeaders.headers();

        HeaderRules.copyToCaller(from, to);

        assertThat(lines(to)).containsExactly("x-request-id=req_fake");
    }
}

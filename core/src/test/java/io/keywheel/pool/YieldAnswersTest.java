package io.keywheel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.YieldWorld.Limit;
import io.keywheel.pool.YieldWorld.Organisation;
import io.keywheel.pool.YieldWorld.Refusals;
import io.keywheel.provider.Dialect;
import io.keywheel.provider.Providers;
import io.keywheel.provider.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the simulation hands to the pool is what the dialect reads in the answers of the bench's fake provider. */
class YieldAnswersTest {
    private static final Dialect GROQ = Providers.groq();

    private final YieldOrganisation organisation = new YieldOrganisation(
            new Organisation("01demo7", List.of(Limit.requests(3, 100).asBucket(), Limit.tokens(900, 5))));

    /** As the fake provider prints durations. */
    private static String printed(double seconds) {
        if (seconds < 1) return (long) Math.ceil(seconds * 1_000) + "ms";
        if (seconds < 60) return String.format(Locale.ROOT, "%.2fs", seconds);
        return String.format(Locale.ROOT, "%dm%.2fs", (int) (seconds / 60), seconds % 60);
    }

    private static Verdict read(String limit, long used, long requested, double wait) {
        String text =
                "Rate limit reached for model `m` in organization `org_01demo7` service tier `on_demand` on " + limit
                        + ", Used " + used + ", Requested " + requested + ". Please try again in " + printed(wait)
                        + ". Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing";
        String body = "{\"error\":{\"message\":\"" + text + "\",\"type\":\"x\",\"code\":\"rate_limit_exceeded\"}}";
        Map<String, String> headers = Map.of("retry-after", String.valueOf((long) Math.max(1, Math.ceil(wait))));
        Reply reply = new Reply(429, headers::get, body.getBytes(StandardCharsets.UTF_8));
        return GROQ.classify(reply, Instant.EPOCH);
    }

    private static void assertSame(Optional<Verdict> simulated, Verdict read) {
        assertThat(simulated.orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("message")
                .isEqualTo(read);
    }

    @Test
    void aRefusalForRequestsReadsTheSame() {
        for (int i = 0; i < 3; i++) assertThat(admit(10, 0.1 * i)).isEmpty();

        assertSame(admit(10, 0.3), read("requests per minute (RPM): Limit 3", 3, 1, (3 - 0.009 + 1 - 3) * 100 / 3));
    }

    @Test
    void aRefusalForTokensReadsTheSame() {
        admit(800, 0.25);

        assertSame(admit(300, 0.5), read("tokens per minute (TPM): Limit 900", 800, 300, 4.5));
    }

    @Test
    void aRequestLargerThanTheLimitIsRejectedInBoth() {
        assertSame(admit(1_000, 0.5), read("tokens per minute (TPM): Limit 900", 0, 1_000, 4.5));
    }

    @Test
    void headersReadTheSame() {
        admit(300, 0.2);
        admit(250, 3.2);
        Map<String, String> headers = new HashMap<>();
        headers.put("x-ratelimit-limit-requests", "3");
        headers.put("x-ratelimit-limit-tokens", "900");
        headers.put("x-ratelimit-remaining-requests", "1");
        headers.put("x-ratelimit-remaining-tokens", "350");
        headers.put("x-ratelimit-reset-requests", printed((2 - 0.09) * 100 / 3));
        headers.put("x-ratelimit-reset-tokens", printed(1.8));

        assertThat(organisation.headers()).isEqualTo(GROQ.observe(headers::get, Instant.EPOCH));
    }

    private Optional<Verdict> admit(long tokens, double at) {
        return organisation.admit(tokens, at, Refusals.NUMBERS);
    }
}

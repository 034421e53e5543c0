package io.keywheel.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.pool.Account;
import io.keywheel.pool.LimitNumbers;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "groq | Rate limit reached for model `m` in organization `org_01demo7` on tokens per minute (TPM) | org_01demo7 | ''",
                "openai | Rate limit reached for m in organization org-Demo77 project proj_Demo99 on tokens per min | org-Demo77 | proj_Demo99",
                "anthropic | exceed the rate limit for your organization (0a1b2c3d-0000-4000-8000-00000000d3a0) of 9 | 0a1b2c3d-0000-4000-8000-00000000d3a0 | ''",
                "xai | Too many requests for team 0a1b2c3d-0000-4000-8000-00000000d3a0 and model m. | 0a1b2c3d-0000-4000-8000-00000000d3a0 | ''",
                "gemini | Quota exceeded for quota metric 'm' and limit 'l' of service 's' for consumer 'project_number:100200300'. | '' | 100200300",
                "generic | Your account org-Demo77<ak-demo> request reached organization max RPM: 3 | org-Demo77 | ''"
            })
    void refusalsNameWhoseQuotaItIs(String provider, String text, String organisation, String project) {
        assertThat(Answer.saying(429, text).as(provider).account()).isEqualTo(new Account(organisation, project));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org_xxx",
                "org_xxxxxxx",
                "org-xx",
                "org-****Demo",
                "org_...",
                "org-your-org",
                "org_redacted1",
                "00000000-0000-0000-0000-000000000000",
                "[orgID]",
                "(---)",
                "..."
            })
    void masksAndExamplesAreNobody(String id) {
        for (String text : new String[] {id, "`" + id + "`", "(" + id + ")"}) {
            assertThat(Answer.saying(429, "Rate limit reached in organization " + text + " on tokens per min.")
                            .asGroq()
                            .account())
                    .isEqualTo(Account.EMPTY);
        }
    }

    @Test
    void headersNameThemOnEveryAnswer() {
        Map<String, String> headers = Map.of(
                "openai-organization", "demo-house",
                "openai-project", "proj_Demo99",
                "anthropic-organization-id", "0a1b2c3d-0000-4000-8000-00000000d3a0");

        assertThat(OpenAi.DIALECT.account(headers::get)).isEqualTo(new Account("demo-house", "proj_Demo99"));
        assertThat(Anthropic.DIALECT.account(headers::get))
                .isEqualTo(new Account("0a1b2c3d-0000-4000-8000-00000000d3a0", ""));
        assertThat(Groq.DIALECT.account(headers::get)).isSameAs(Account.EMPTY);
    }

    @Test
    void aRefusalsHeadersAndTextCompleteEachOther() {
        assertThat(Answer.saying(429, "Rate limit reached in organization org-Demo77 project proj_Demo99 on RPM.")
                        .with("openai-organization", "demo-house")
                        .asOpenAi()
                        .account())
                .isEqualTo(new Account("demo-house", "proj_Demo99"));
    }

    @Test
    void bodiesNameThemBesideTheirText() {
        String router = "{\"error\":{\"message\":\"Slow\",\"code\":429},\"user_id\":\"user_Demo77\"}";
        String google =
                "{\"error\":{\"message\":\"Slow\",\"code\":429,\"details\":[{\"metadata\":{\"consumer\":\"projects/100200300\"}}]}}";

        assertThat(Answer.of(429, router).as("openrouter").account()).isEqualTo(new Account("user_Demo77", ""));
        assertThat(Answer.of(429, google).as("gemini").account()).isEqualTo(new Account("", "100200300"));
    }

    @Test
    void whatTheCallerWroteNamesNobody() {
        assertThat(Answer.saying(400, "Bad text: in organization org-Demo77 project proj_Demo99")
                        .asOpenAi()
                        .account())
                .isEqualTo(Account.EMPTY);
    }

    @Test
    void twoKeysShareAQuotaByOrganisationOrByProjectAsTheProviderCounts() {
        Account one = new Account("org-a", "proj-1");
        Account other = new Account("org-a", "proj-2");

        assertThat(one.sharesQuota(other, true)).isTrue();
        assertThat(one.sharesQuota(other, false)).isFalse();
        assertThat(one.sharesQuota(new Account("", "proj-1"), false)).isTrue();
        assertThat(one.sharesQuota(new Account("org-b", "proj-1"), false)).isFalse();
        assertThat(Account.EMPTY.sharesQuota(Account.EMPTY, true)).isFalse();
        assertThat(Account.EMPTY.sharesQuota(Account.EMPTY, false)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Rate limit reached on TPM: Limit 6000, Used 5100, Requested 1300. Try again in 4s. | 6000 | 5100 | 1300",
                "Rate limit reached. Limit: 90000 / min. Current: 89,914 / min. | 90000 | 89914 | -1",
                "Limit: 3 / min. Please try again in 20s. | 3 | -1 | -1",
                "This request would exceed your organization’s rate limit of 20,000 input tokens per minute. | 20000 | -1 | -1",
                "This request would exceed the rate limit for your organization (x-y) of 20,000 input tokens per minute. | 20000 | -1 | -1",
                "You have been rate limited. Your rate limit is 60 queries per minute. | 60 | -1 | -1",
                "Requests per Second (actual/limit): 0/8, Requests per Minute (actual/limit): 61/60 | 60 | 61 | -1",
                "Quota exceeded for metric: demo.example/requests, limit: 15, model: m Please retry in 4s. | 15 | -1 | -1"
            })
    void aRefusalsNumbersAreRead(String text, long limit, long used, long requested) {
        LimitNumbers numbers = Answer.saying(429, text).asGeneric().numbers().orElseThrow();

        assertThat(numbers.limit()).isEqualTo(limit);
        assertThat(numbers.used()).isEqualTo(used < 0 ? OptionalLong.empty() : OptionalLong.of(used));
        assertThat(numbers.requested()).isEqualTo(requested < 0 ? OptionalLong.empty() : OptionalLong.of(requested));
    }

    @Test
    void numbersStandInBodiesToo() {
        String router = "{\"error\":{\"message\":\"Rate limit exceeded: free-models-per-day\",\"code\":429,"
                + "\"metadata\":{\"headers\":{\"X-RateLimit-Limit\":\"50\",\"X-RateLimit-Remaining\":\"0\"}}}}";
        String google = "{\"error\":{\"code\":429,\"message\":\"Quota.\",\"details\":[{\"violations\":"
                + "[{\"quotaId\":\"GenerateRequestsPerMinutePerProjectPerModel\",\"quotaValue\":\"5\"}]}]}}";

        assertThat(Answer.of(429, router).as("openrouter").numbers())
                .contains(new LimitNumbers(50, OptionalLong.of(50), OptionalLong.empty()));
        assertThat(Answer.of(429, google).as("gemini").numbers()).contains(LimitNumbers.of(5));
    }

    @Test
    void moneyAndKeysHaveNoNumbers() {
        assertThat(Answer.saying(402, "Credit limit: Limit 5, Used 5, Requested 1")
                        .asGeneric()
                        .numbers())
                .isEmpty();
        assertThat(Answer.saying(401, "Limit 5, Used 5, Requested 1")
                        .asGeneric()
                        .numbers())
                .isEmpty();
    }
}

package io.keywheel.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.token.Caller.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller's token allows. */
class CallerTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String TEXT = "kwc_made0up";

    private static Token token(String id, String text, CallerLimits limits) {
        return new Token(
                id,
                Token.Kind.CALLER,
                "team",
                TokenText.digest(text),
                Scope.READ,
                NOW,
                "admin-token",
                Optional.of(NOW.plusSeconds(3_600)),
                limits);
    }

    private static CallerTokens with(CallerLimits limits) {
        CallerTokens tokens = new CallerTokens();
        tokens.replace(new TokenBook(List.of(token("a", TEXT, limits))), 0);
        return tokens;
    }

    private static Caller caller(CallerTokens tokens) {
        return Objects.requireNonNull(tokens.find(TEXT, NOW));
    }

    @Test
    void tokensAreDemandedOnceThereIsOne() {
        assertThat(new CallerTokens().areDemanded()).isFalse();
        assertThat(with(CallerLimits.NONE).areDemanded()).isTrue();
    }

    @Test
    void aTokenOpensUntilItExpires() {
        CallerTokens tokens = with(CallerLimits.NONE);

        assertThat(tokens.find(TEXT, NOW)).isNotNull();
        assertThat(tokens.find(TEXT + "x", NOW)).isNull();
        assertThat(tokens.find(null, NOW)).isNull();
        assertThat(tokens.find(TEXT, NOW.plusSeconds(3_600))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "llama-*,llama-3.3,true",
        "llama-*,gpt-4,false",
        "*,anything,true",
        "gpt-4,gpt-4,true",
        "gpt-4,gpt-4o,false",
        "*-mini,gpt-4o-mini,true",
        "a*b*c,a-b-b-c,true",
        "a*b*c,a-b-b,false",
        "*a*a*a*a*b,aaaaaaaaaaaaaaaaaaaa,false"
    })
    void modelsAreNamedByPattern(String pattern, String model, boolean allowed) {
        CallerLimits limits = new CallerLimits(List.of(pattern), Optional.empty(), Optional.empty());

        assertThat(limits.allows(model)).isEqualTo(allowed);
    }

    @Test
    void requestsRefillLittleByLittle() {
        Caller caller = caller(with(new CallerLimits(List.of(), Optional.of(60L), Optional.empty())));
        for (int i = 0; i < 60; i++) assertThat(caller.ask("m", 0, 0)).isEqualTo(Ruling.ADMITTED);

        assertThat(caller.ask("m", 0, 0)).isEqualTo(Ruling.LIMIT_EXCEEDED);
        assertThat(caller.waitMillis(0, 0)).isEqualTo(1_000);
        assertThat(caller.ask("m", 0, 1_000)).isEqualTo(Ruling.ADMITTED);
        assertThat(caller.ask("m", 0, 1_000)).isEqualTo(Ruling.LIMIT_EXCEEDED);
    }

    @Test
    void tokensAreSettledByWhatWasBilled() {
        Caller caller = caller(with(new CallerLimits(List.of(), Optional.empty(), Optional.of(600L))));
        assertThat(caller.ask("m", 500, 0)).isEqualTo(Ruling.ADMITTED);
        assertThat(caller.ask("m", 200, 0)).isEqualTo(Ruling.LIMIT_EXCEEDED);

        caller.settle(500, 100, 0);

        assertThat(caller.ask("m", 200, 0)).isEqualTo(Ruling.ADMITTED);
    }

    @Test
    void aModelThatIsNotOnTheListTakesNothing() {
        Caller caller = caller(with(new CallerLimits(List.of("a"), Optional.of(1L), Optional.empty())));

        assertThat(caller.ask("b", 0, 0)).isEqualTo(Ruling.MODEL_NOT_ALLOWED);
        assertThat(caller.ask("a", 0, 0)).isEqualTo(Ruling.ADMITTED);
    }

    @Test
    void whoStaysKeepsWhatHeHasUsed() {
        CallerLimits one = new CallerLimits(List.of(), Optional.of(1L), Optional.empty());
        CallerTokens tokens = with(one);
        caller(tokens).ask("m", 0, 0);

        tokens.replace(new TokenBook(List.of(token("a", TEXT, one), token("b", "other", one))), 0);

        assertThat(caller(tokens).ask("m", 0, 0)).isEqualTo(Ruling.LIMIT_EXCEEDED);
    }

    @Test
    void tokensDoNotPrintWhatOpens() {
        assertThat(token("a", TEXT, CallerLimits.NONE).toString()).doesNotContain(TokenText.digest(TEXT));
        assertThat(TokenText.random("kwc_")).matches("kwc_[\\w-]{43}").isNotEqualTo(TokenText.random("kwc_"));
    }
}

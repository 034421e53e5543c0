package io.keywheel.provider;

import io.keywheel.pool.Account;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.LimitNumbers;
import io.keywheel.pool.Outcome;
import io.keywheel.pool.Reach;
import io.keywheel.pool.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * From a reply to a verdict: the first rule that holds says what it means, the rest of the answer how long and whose.
 *
 * @param counts what a limit covers
 */
record Conclusion(List<Rule> rules, LimitHeader[] limits, Reach counts, AccountIds accounts) {

    Verdict of(Reply reply, Instant now) {
        int status = reply.status();
        // The answer to a caller's own If-None-Match is an answer, no redirect.
        if (status == 304) return Verdict.succeeded();
        if (status / 100 == 3) return moved(reply);
        ErrorBody body = Envelope.open(BodyText.of(reply));
        if (status / 100 == 2 && !body.isError() && !isEvent(reply) && !isPage(reply, body)) return Verdict.succeeded();
        Finding finding = Finding.of(status, body);
        Verdict verdict = conclude(meaning(finding), finding, new Waits(reply, body, now));
        boolean ofLimit = verdict.outcome().refusesKey() || finding.neverFits();
        return ofLimit ? verdict.with(numbers(finding, verdict), account(reply, body)) : verdict;
    }

    /** Whoever asks about an event of a stream does so because the event says that it is an error. */
    private static boolean isEvent(Reply reply) {
        return reply.header("content-type").startsWith("text/event-stream");
    }

    /** A 200 with a page in it comes from a wrong base URL or from a network that wants somebody to sign in. */
    private static boolean isPage(Reply reply, ErrorBody body) {
        return body.words().contains(ErrorBody.PAGE)
                && reply.header("content-type").startsWith("text/html");
    }

    private Meaning meaning(Finding finding) {
        for (Rule rule : rules) if (rule.when().test(finding)) return rule.meaning();
        throw new IllegalStateException("the last rule holds always");
    }

    private Verdict conclude(Meaning meaning, Finding finding, Waits waits) {
        Dimension dimension = meaning.dimension() == Dimension.UNSTATED ? finding.dimension() : meaning.dimension();
        if (meaning.ending().isPresent()) {
            return verdict(meaning, dimension, meaning.ending().get().wait(waits), waits);
        }
        return switch (meaning.outcome()) {
            case RATE_LIMITED -> limited(meaning, finding, waits);
            case QUOTA_EXHAUSTED -> verdict(meaning, dimension, waits.untilPaid(), waits);
            // A key that is shut out until a date ("you will regain access on …") is not asked before it.
            case KEY_INVALID -> verdict(meaning, Dimension.UNSTATED, waits.promised(), waits);
            case PROVIDER_OVERLOADED, PROVIDER_FAILED -> verdict(meaning, Dimension.UNSTATED, waits.asked(), waits);
            case REQUEST_REJECTED ->
                verdict(meaning, finding.neverFits() ? dimension : Dimension.UNSTATED, OptionalLong.empty(), waits);
            default -> verdict(meaning, Dimension.UNSTATED, OptionalLong.empty(), waits);
        };
    }

    /** A limit of a day or longer refills too where a wait is stated; where none is, it ends at an hour. */
    private Verdict limited(Meaning meaning, Finding finding, Waits waits) {
        Dimension stated = finding.dimension();
        Optional<LimitHeader> usedUp = waits.usedUp(limits, stated);
        Dimension dimension = stated == Dimension.UNSTATED
                ? usedUp.map(LimitHeader::dimension).orElse(stated)
                : stated;
        OptionalLong wait = waits.asked();
        if (wait.isEmpty() && usedUp.isPresent()) wait = waits.reset(usedUp.get());
        if (wait.isPresent()) return verdict(meaning, named(dimension, finding, wait), wait, waits);
        boolean isLong = DimensionWords.isLong(dimension, finding.spoken());
        Outcome outcome = isLong ? Outcome.QUOTA_EXHAUSTED : Outcome.RATE_LIMITED;
        return verdict(Meaning.of(outcome, meaning.reach()), dimension, waits.moment(), waits);
    }

    /** Groq has left the name of a limit empty: "on : Limit 500000". Its numbers tell it all the same. */
    private static Dimension named(Dimension dimension, Finding finding, OptionalLong wait) {
        if (dimension != Dimension.UNSTATED || finding.numbers().isEmpty()) return dimension;
        return DimensionWords.implied(
                finding.numbers().get(), wait.orElse(0), finding.body().words());
    }

    private Verdict verdict(Meaning meaning, Dimension dimension, OptionalLong wait, Waits waits) {
        int status = waits.reply().status();
        ErrorBody body = waits.body();
        String said = OneLine.of(body.message());
        String message = said.isEmpty() ? "HTTP " + status + " without a readable body" : said;
        Reach reach = meaning.reach() == Reach.GROUP_MODEL ? counts : meaning.reach();
        return new Verdict(meaning.outcome(), reach, dimension, wait, status, OneLine.of(body.code()), message);
    }

    /** Of money and of keys no numbers are told, whatever numbers stand beside. */
    private static Optional<LimitNumbers> numbers(Finding finding, Verdict verdict) {
        boolean ofLimit = verdict.outcome() == Outcome.RATE_LIMITED
                || verdict.outcome() == Outcome.REQUEST_REJECTED
                || (verdict.outcome() == Outcome.QUOTA_EXHAUSTED && verdict.dimension() != Dimension.CREDIT);
        return ofLimit ? finding.numbers() : Optional.empty();
    }

    private Account account(Reply reply, ErrorBody body) {
        return accounts.in(reply.headers()).or(AccountIds.in(body));
    }

    private static Verdict moved(Reply reply) {
        String message = "The provider redirects" + target(reply.header("location"))
                + ", which is never followed: correct the base URL";
        Meaning failed = Meaning.of(Outcome.PROVIDER_FAILED);
        return Verdict.of(failed.outcome(), failed.reach(), reply.status(), "", message);
    }

    /** The place without its query, which may hold a secret. */
    private static String target(String location) {
        try {
            URI uri = URI.create(location.strip());
            if (uri.getHost() == null) return "";
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return " to " + OneLine.of(uri.getScheme() + "://" + uri.getHost() + port + uri.getPath());
        } catch (IllegalArgumentException notAnAddress) {
            return "";
        }
    }
}

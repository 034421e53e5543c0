package io.keywheel.provider;

import io.keywheel.pool.Account;
import io.keywheel.pool.Dimension;
import io.keywheel.pool.Observation;
import io.keywheel.pool.Reach;
import io.keywheel.pool.RefillKind;
import io.keywheel.pool.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A dialect that is said in data. */
final class RuledDialect implements Dialect {
    private final DialectData data;
    private final List<CustomRule> custom;
    private final Conclusion conclusion;

    RuledDialect(DialectData data, List<CustomRule> custom) {
        this.data = data;
        this.custom = List.copyOf(custom);
        List<Rule> rules = Stream.concat(custom.stream().map(CustomRule::rule), CommonRules.after(data.rules).stream())
                .toList();
        this.conclusion = new Conclusion(rules, data.limits, data.counts, data.accounts);
    }

    @Override
    public String name() {
        return data.name;
    }

    @Override
    public String keyHeader() {
        return keyHeader("");
    }

    @Override
    public String keyPrefix() {
        return keyPrefix("");
    }

    @Override
    public String keyHeader(String path) {
        return data.key.apply(path).name();
    }

    @Override
    public String keyPrefix(String path) {
        return data.key.apply(path).prefix();
    }

    @Override
    public Map<String, String> headers() {
        return data.headers;
    }

    @Override
    public Verdict classify(Reply reply, Instant now) {
        return conclusion.of(reply, now);
    }

    @Override
    public List<Observation> observe(Reply.Headers headers, Instant now) {
        @Nullable List<Observation> seen = null;
        for (LimitHeader limit : data.limits) {
            Observation observation = limit.observed(headers, now);
            if (observation == null) continue;
            if (seen == null) seen = new ArrayList<>(data.limits.length);
            seen.add(observation);
        }
        return seen == null ? List.of() : seen;
    }

    @Override
    public Account account(Reply.Headers headers) {
        return data.accounts.in(headers);
    }

    @Override
    public Reach counts() {
        return data.counts;
    }

    @Override
    public String family(String model) {
        return data.family.apply(model);
    }

    @Override
    public boolean countsPerOrganisation() {
        return data.perOrganisation;
    }

    @Override
    public RefillKind refill(Dimension dimension) {
        return data.refills.getOrDefault(dimension, RefillKind.UNKNOWN);
    }

    @Override
    public Probe probe() {
        return data.probe;
    }

    @Override
    public Dialect withRules(List<CustomRule> rules) {
        if (rules.isEmpty()) return this;
        return new RuledDialect(
                data, Stream.concat(rules.stream(), custom.stream()).toList());
    }

    @Override
    public StreamEvent read(String event, String data) {
        return EventReader.read(event, data);
    }
}

package io.keywheel.provider;

import io.keywheel.pool.Dimension;
import io.keywheel.pool.Reach;
import io.keywheel.pool.RefillKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a dialect is said in: collected line by line in the dialect's own file, with the usual where it says nothing. */
final class DialectData {
    final String name;
    Function<String, KeyHeader> key = path -> KeyHeader.BEARER;
    Map<String, String> headers = Map.of();
    List<Rule> rules = List.of();
    LimitHeader[] limits = {};
    AccountIds accounts = AccountIds.NONE;
    Reach counts = Reach.GROUP_MODEL;
    UnaryOperator<String> family = UnaryOperator.identity();
    boolean perOrganisation;
    Probe probe = Probe.of("/models");
    final Map<Dimension, RefillKind> refills = new EnumMap<>(Dimension.class);

    private DialectData(String name) {
        this.name = name;
    }

    static DialectData named(String name) {
        return new DialectData(name);
    }

    /** How the key is sent; by the path, where the provider has two APIs. */
    DialectData key(Function<String, KeyHeader> byPath) {
        key = byPath;
        return this;
    }

    DialectData key(KeyHeader always) {
        return key(path -> always);
    }

    DialectData sends(String header, String value) {
        headers = Map.of(header, value);
        return this;
    }

    /** What this provider means by its words, heard before what all mean. */
    DialectData rules(Rule... own) {
        rules = List.of(own);
        return this;
    }

    DialectData limits(LimitHeader... told) {
        limits = told.clone();
        return this;
    }

    DialectData accounts(AccountIds told) {
        accounts = told;
        return this;
    }

    /** Limits are counted per group for all models together. */
    DialectData countsAllModels() {
        counts = Reach.GROUP;
        return this;
    }

    DialectData families(UnaryOperator<String> family) {
        this.family = family;
        return this;
    }

    DialectData countsPerOrganisation() {
        perOrganisation = true;
        return this;
    }

    DialectData refills(RefillKind kind, Dimension... dimensions) {
        for (Dimension dimension : dimensions) refills.put(dimension, kind);
        return this;
    }

    DialectData probe(Probe call) {
        probe = call;
        return this;
    }

    Dialect dialect() {
        return new RuledDialect(this, List.of());
    }
}

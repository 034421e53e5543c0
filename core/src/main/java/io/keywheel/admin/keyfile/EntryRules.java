package io.keywheel.admin.keyfile;

import io.keywheel.admin.http.PlainText;
import io.keywheel.admin.keyfile.KeyFile.Entry;
import io.keywheel.admin.port.NewKey;
import io.keywheel.config.SecretText;
import io.keywheel.pool.Secret;
import io.keywheel.provider.KeyPrefixes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the fields of an entry may hold: the same as in {@code POST /keys}. */
final class EntryRules {
    static final String SECRET = "secret";

    static final List<String> NAMES = List.of("provider", SECRET, "id", "label", "quotaGroup", "weight", "enabled");

    private static final int SHORTEST = 8;
    private static final int LONGEST = 4_096;
    private static final int LONGEST_LABEL = 100;
    private static final int MOST_WEIGHT = 1_000;
    private static final Pattern ID = Pattern.compile("(?!(?:import|export|test)$)[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** Each open field's rule, and what is said where it does not hold. */
    private record Rule(String name, Predicate<String> holds, String otherwise) {}

    private static final List<Rule> RULES = List.of(
            new Rule("provider", PROVIDER.asMatchPredicate(), "provider is no name of a provider"),
            new Rule("id", ID.asMatchPredicate(), "id must be small letters, digits and '-', and not reserved"),
            new Rule("label", EntryRules::isLabel, "label is too long, or holds what cannot be seen"),
            new Rule("quotaGroup", GROUP.asMatchPredicate(), "quotaGroup must be letters, digits, '.', '_' and '-'"),
            new Rule("weight", EntryRules::isWeight, "weight must be a whole number from 1 to " + MOST_WEIGHT),
            new Rule("enabled", text -> text.equals("true") || text.equals("false"), "enabled must be true or false"));

    private EntryRules() {}

    /** The field that a header means, however it is written. */
    static Optional<String> name(String lower) {
        return NAMES.stream().filter(n -> n.equalsIgnoreCase(lower)).findFirst();
    }

    static KeyLine line(Entry entry, Optional<String> provider) {
        Map<String, String> fields = entry.fields();
        Optional<String> flaw = flaw(fields);
        if (flaw.isPresent()) return KeyLine.flawed(entry.number(), flaw.get());
        String secret = fields.getOrDefault(SECRET, "");
        Optional<String> whose =
                Optional.ofNullable(fields.get("provider")).or(() -> provider).or(() -> KeyPrefixes.providerOf(secret));
        return whose.map(name -> KeyLine.of(entry.number(), key(name, secret, fields)))
                .orElseGet(() -> KeyLine.flawed(entry.number(), "its provider cannot be told: name it"));
    }

    private static NewKey key(String provider, String secret, Map<String, String> fields) {
        NewKey.Traits traits = new NewKey.Traits(
                Optional.ofNullable(fields.get("label")),
                Optional.ofNullable(fields.get("quotaGroup")),
                Optional.ofNullable(fields.get("weight")).map(Integer::valueOf),
                !"false".equals(fields.get("enabled")));
        return new NewKey(provider, new Secret(secret), Optional.ofNullable(fields.get("id")), traits);
    }

    private static Optional<String> flaw(Map<String, String> fields) {
        String secret = fields.get(SECRET);
        if (secret == null) return Optional.of("it has no secret");
        if (secret.length() < SHORTEST || secret.length() > LONGEST)
            return Optional.of("a secret has " + SHORTEST + " to " + LONGEST + " characters");
        Optional<SecretText.Flaw> unfit = SecretText.flaw(secret);
        if (unfit.isPresent()) return unfit.map(SecretText.Flaw::reason);
        for (Rule rule : RULES) {
            String text = fields.get(rule.name);
            if (text == null) continue;
            if (text.contains(secret)) return Optional.of(rule.name + " holds the secret");
            if (!rule.holds.test(text)) return Optional.of(rule.otherwise);
        }
        return Optional.empty();
    }

    private static boolean isLabel(String text) {
        return !text.isBlank() && text.length() <= LONGEST_LABEL && PlainText.is(text);
    }

    private static boolean isWeight(String text) {
        return text.matches("[1-9]\\d{0,3}") && Integer.parseInt(text) <= MOST_WEIGHT;
    }
}

package io.keywheel.config;

import java.util.List;

/** What the configuration file may say of a key. */
final class KeyFields {
    /** Paths of the admin API that stand where ids do. */
    private static final List<String> RESERVED = List.of("export", "import", "test");

    private static final int LONGEST_LABEL = 100;
    private static final Parser<String> ID_TEXT = Texts.shaped(
            "[a-z0-9][a-z0-9-]{0,63}", "an id", "Use small letters, digits and '-', at most 64, no '-' first.");

    static final Parser<String> GROUP_NAME = Texts.shaped(
            "[A-Za-z0-9._-]{1,64}", "a name of a quota group", "Use letters, digits, '.', '_' and '-', at most 64.");

    static final Field<String> SECRET = Field.secret("secret", KeyFields::secret);
    static final Field<String> ID = Field.open("id", KeyFields::id);
    static final Field<String> LABEL = Field.open("label", KeyFields::label);
    static final Field<String> QUOTA_GROUP = Field.open("quotaGroup", GROUP_NAME);
    static final Field<Long> WEIGHT = Field.open("weight", Quantities.whole(1, 1_000));
    static final Field<Boolean> ENABLED = Field.open("enabled", Quantities::yesOrNo);
    static final List<Field<?>> ALL = List.of(SECRET, ID, LABEL, QUOTA_GROUP, WEIGHT, ENABLED);

    private KeyFields() {}

    private static String secret(String text) throws Unfit {
        List<String> all = Secrets.split(text);
        if (all.size() == 1) return Secrets.sendable(all.get(0));
        throw new Unfit("it holds " + all.size() + " secrets", "Give each key an entry of its own.");
    }

    private static String id(String text) throws Unfit {
        if (!RESERVED.contains(text)) return ID_TEXT.parse(text);
        throw new Unfit(Unfit.quoted(text) + " is reserved", "Use any but " + String.join(", ", RESERVED) + ".");
    }

    private static String label(String text) throws Unfit {
        if (text.length() <= LONGEST_LABEL) return Texts.line(text);
        throw new Unfit("it is longer than " + LONGEST_LABEL + " characters", "Shorten it.");
    }
}

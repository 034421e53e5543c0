package io.keywheel.config;

import static io.keywheel.config.Quantities.oneOf;

import io.keywheel.pool.Policy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The settings that each provider has, by its name: {@code my-llm} has {@code MY_LLM_API_KEY}, {@code KEYWHEEL_MY_LLM_BASE_URL} …
 *
 * @param primary its first key
 * @param fallback its further keys
 */
record ProviderSettings(
        String provider,
        Setting<String> primary,
        Setting<String> fallback,
        Setting<URI> baseUrl,
        Setting<String> model,
        Setting<Policy> policy,
        Setting<GroupPlaces> quotaGroups,
        Setting<String> pinned) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?");
    private static final String PREFIX = "KEYWHEEL_";
    private static final String BASE_URL = "_BASE_URL";

    static ProviderSettings of(String provider) {
        String name = envName(provider);
        String path = "providers." + provider + ".";
        return new ProviderSettings(
                provider,
                Setting.secret(name + "_API_KEY", path + "apiKey", Texts::line, "primary key of " + provider),
                Setting.secret(
                        name + "_API_KEY_FALLBACK", path + "apiKeyFallback", Texts::line, "further keys, by commas"),
                Setting.optional(
                        PREFIX + name + BASE_URL, path + "baseUrl", Addresses::baseUrl, "where " + provider + " is"),
                Setting.optional(
                        PREFIX + name + "_MODEL", path + "model", Texts::line, "its model for /chat when none is sent"),
                Setting.optional(
                        PREFIX + name + "_POLICY", path + "policy", oneOf(Policy.class), "how a key of it is chosen"),
                Setting.optional(
                        PREFIX + name + "_QUOTA_GROUPS",
                        path + "quotaGroups",
                        GroupPlaces::parse,
                        "keys that share a quota, by their places in start order"),
                Setting.optional(
                        PREFIX + name + "_PINNED",
                        path + "pinned",
                        Texts::line,
                        "the key of files, batches and the like"));
    }

    List<Setting<?>> all() {
        return List.of(primary, fallback, baseUrl, model, policy, quotaGroups, pinned);
    }

    /** With what stands in its lists. */
    List<Setting<?>> all(Map<String, Value> values) {
        List<Setting<?>> all = new ArrayList<>(all());
        for (EntryList list : lists()) all.addAll(list.settings(values));
        return all;
    }

    /** What only the configuration file can say of it. */
    List<EntryList> lists() {
        return List.of(keys(), limits(), rules());
    }

    /** Keys with properties. */
    EntryList keys() {
        return list("keys", KeyFields.ALL);
    }

    /** Limits that its answers do not tell. */
    EntryList limits() {
        return list("limits", LimitFields.ALL);
    }

    /** What its answers mean, where its dialect is not enough. */
    EntryList rules() {
        return list("rules", RuleFields.ALL);
    }

    private EntryList list(String name, List<Field<?>> fields) {
        return new EntryList("providers." + provider + "." + name, fields);
    }

    /** A provider's name as people may write it: {@code My_LLM} is {@code my-llm}. */
    static String name(String text) throws Unfit {
        String name = text.toLowerCase(Locale.ROOT).replace('_', '-');
        if (NAME.matcher(name).matches()) return name;
        throw new Unfit(Unfit.quoted(text) + " is no name of a provider", "Use letters, digits and '-', at most 32.");
    }

    static String envName(String provider) {
        return provider.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The provider that a setting like {@code KEYWHEEL_MY_LLM_BASE_URL} describes, empty if it is none. */
    static String describedBy(String setting) {
        boolean describes = setting.startsWith(PREFIX)
                && setting.endsWith(BASE_URL)
                && setting.length() > PREFIX.length() + BASE_URL.length();
        if (!describes) return "";
        String name = setting.substring(PREFIX.length(), setting.length() - BASE_URL.length());
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

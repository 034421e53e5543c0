package io.keywheel.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the configuration file may say of a further source. */
final class SourceFields {
    private static final Set<String> RESERVED = Set.of("environment", "env", "flag", "default", "api", "all");
    private static final Set<String> SCHEMES = Set.of("http", "https", "redis", "rediss", "ssh", "git", "file");
    private static final String FORMATS = "yaml, json, properties or dotenv";

    static final Field<String> TYPE = Field.open("type", SourceFields::type);
    static final Field<String> NAME = Field.open("name", SourceFields::name);
    static final Field<String> PATH = Field.open("path", Texts::line);
    static final Field<String> URL = Field.open("url", SourceFields::url);
    static final Field<String> KEY = Field.open("key", SourceFields::key);
    static final Field<String> TOKEN = Field.secret("token", Secrets::sendable);
    static final Field<String> USER = Field.open("user", Texts::line);
    static final Field<String> PASSWORD = Field.secret("password", Texts::line);
    static final Field<String> NAMESPACE = Field.open("namespace", Texts::word);
    static final Field<String> REF = Field.open(
            "ref",
            Texts.shaped(
                    "(?!.*\\.\\.)[A-Za-z0-9][A-Za-z0-9._/-]{0,254}",
                    "the name of a branch, a tag or a commit",
                    "Write it as in main."));
    static final Field<String> CA = Field.open("ca", Texts::line);
    static final Field<String> FORMAT =
            Field.open("format", Texts.shaped("yaml|json|properties|dotenv", "a format", "Use " + FORMATS + "."));
    static final Field<Duration> EVERY =
            Field.open("every", Quantities.duration(Duration.ofSeconds(1), Duration.ofDays(1)));
    static final Field<Boolean> OPTIONAL = Field.open("optional", Quantities::yesOrNo);

    static final List<Field<?>> ALL =
            List.of(TYPE, NAME, PATH, URL, KEY, TOKEN, USER, PASSWORD, NAMESPACE, REF, CA, FORMAT, EVERY, OPTIONAL);
    static final EntryList LIST = new EntryList("sources", ALL);

    private SourceFields() {}

    private static String type(String text) throws Unfit {
        String type = text.toLowerCase(Locale.ROOT);
        if (SourceKind.named(type).isPresent()) return type;
        throw new Unfit(Unfit.quoted(text) + " is no type of source", "Use " + SourceKind.names() + ".");
    }

    private static String name(String text) throws Unfit {
        String name = Texts.word(text);
        if (!RESERVED.contains(name.toLowerCase(Locale.ROOT))) return name;
        throw new Unfit(Unfit.quoted(text) + " is the name of something else", "Give it another one.");
    }

    /** What would be shown with it is no place for a secret. */
    private static String url(String text) throws Unfit {
        String mend = "Write it as in https://config.example.com/keywheel.json.";
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!SCHEMES.contains(scheme)) throw new Unfit("it begins with no scheme that is known", mend);
            if (uri.getHost() == null && !scheme.equals("file")) throw new Unfit("it names no host that can be", mend);
            boolean user = uri.getRawUserInfo() != null && !scheme.equals("ssh");
            if (user || String.valueOf(uri.getRawUserInfo()).contains(":"))
                throw new Unfit("it holds a user name or password", "Write user, and token or password, beside it.");
            if (uri.getRawFragment() != null) throw new Unfit("it has a fragment", mend);
            return text;
        } catch (URISyntaxException e) {
            throw new Unfit("it is not a URL (at character " + (e.getIndex() + 1) + ")", mend);
        }
    }

    private static String key(String text) throws Unfit {
        boolean whole =
                !text.contains("..") && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "?#%\\".indexOf(c) < 0);
        if (whole) return text.replaceAll("^/+", "");
        throw new Unfit(Unfit.quoted(text) + " is not a name or a path", "Write it as in secret/data/keywheel.");
    }
}

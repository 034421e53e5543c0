package io.keywheel.config;

import static io.keywheel.config.SourceFields.CA;
import static io.keywheel.config.SourceFields.FORMAT;
import static io.keywheel.config.SourceFields.KEY;
import static io.keywheel.config.SourceFields.NAMESPACE;
import static io.keywheel.config.SourceFields.PASSWORD;
import static io.keywheel.config.SourceFields.PATH;
import static io.keywheel.config.SourceFields.REF;
import static io.keywheel.config.SourceFields.TOKEN;
import static io.keywheel.config.SourceFields.URL;
import static io.keywheel.config.SourceFields.USER;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The types of further sources: what each needs to be told, what else it takes, and by which schemes it is reached. */
// What it holds is never written again.
@SuppressWarnings("ImmutableEnumChecker")
enum SourceKind {
    FILE(List.of(PATH), List.of(FORMAT), Set.of()),
    DIRECTORY(List.of(PATH), List.of(), Set.of()),
    HTTP(List.of(URL), List.of(TOKEN, CA, FORMAT), Set.of("http", "https")),
    REDIS(List.of(URL, KEY), List.of(USER, PASSWORD, CA, FORMAT), Set.of("redis", "rediss")),
    CONSUL(List.of(URL, KEY), List.of(TOKEN, CA, FORMAT), Set.of("http", "https")),
    VAULT(List.of(URL, KEY, TOKEN), List.of(NAMESPACE, CA), Set.of("http", "https")),
    KUBERNETES(List.of(KEY), List.of(URL, TOKEN, NAMESPACE, CA), Set.of("http", "https")),
    GIT(List.of(URL, PATH), List.of(REF, USER, TOKEN, FORMAT), Set.of("https", "http", "ssh", "git", "file"));

    private static final List<Field<?>> COMMON =
            List.of(SourceFields.TYPE, SourceFields.NAME, SourceFields.EVERY, SourceFields.OPTIONAL);

    private final List<Field<?>> needed;
    private final List<Field<?>> further;
    private final Set<String> schemes;

    SourceKind(List<Field<?>> needed, List<Field<?>> further, Set<String> schemes) {
        this.needed = needed;
        this.further = further;
        this.schemes = schemes;
    }

    static Optional<SourceKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(name)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(SourceKind::word).collect(Collectors.joining(", "));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Field<?>> needed() {
        return needed;
    }

    boolean takes(Field<?> field) {
        return needed.contains(field) || further.contains(field) || COMMON.contains(field);
    }

    /** Whether it is on another machine: it may be out of reach, and names no file of this one. */
    boolean isRemote() {
        return this != FILE && this != DIRECTORY;
    }

    Set<String> schemes() {
        return schemes;
    }
}

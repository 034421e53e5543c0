package io.keywheel.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads which further sources there are: the list of the configuration file, and folders of secrets by their setting. */
final class SourceSpecs {
    private static final String POD = "/var/run/secrets/kubernetes.io/serviceaccount/";
    private final Reading reading;
    private final Map<String, Value> values;
    private final SecretFiles files;
    private final Set<String> names = new HashSet<>();

    SourceSpecs(Map<String, Value> values, List<Mistake> mistakes, SecretFiles files) {
        this.values = new HashMap<>(values);
        this.reading = new Reading(this.values, mistakes);
        this.files = files;
    }

    List<SourceSpec> read() {
        List<SourceSpec> specs = new ArrayList<>();
        for (Entry entry : reading.entries(SourceFields.LIST)) read(entry).ifPresent(specs::add);
        for (String folder : reading.get(SettingTable.SECRETS_DIR)) specs.add(folder(folder));
        return List.copyOf(specs);
    }

    private SourceSpec folder(String path) {
        Map<String, String> texts = Map.of(SourceFields.PATH.name(), path);
        String name = "secrets";
        for (int i = 2; !names.add(name); i++) name = "secrets-" + i;
        return new SourceSpec(SourceKind.DIRECTORY, name, texts, Duration.ZERO, false);
    }

    private Optional<SourceSpec> read(Entry entry) {
        Optional<SourceKind> kind = reading.find(entry.at(SourceFields.TYPE)).flatMap(SourceKind::named);
        if (kind.isEmpty()) {
            if (!reading.isSet(entry.at(SourceFields.TYPE)))
                reading.mistake(entry, "it has no type", "Give it one of " + SourceKind.names() + ".");
            return Optional.empty();
        }
        int before = reading.mistakes().size();
        Map<String, String> texts = texts(entry, kind.get());
        if (reading.mistakes().size() > before) return Optional.empty();
        String name =
                reading.find(entry.at(SourceFields.NAME)).orElse(kind.get().word() + "-" + number(entry));
        boolean mainFile = name.equals(
                reading.raw(entry.at(SourceFields.TYPE)).map(Value::source).orElse(""));
        if (mainFile || !names.add(name)) {
            reading.mistake(entry, "another source has the name " + name, "Give each a name of its own.");
            return Optional.empty();
        }
        Duration every = reading.find(entry.at(SourceFields.EVERY)).orElse(Duration.ZERO);
        boolean optional = reading.find(entry.at(SourceFields.OPTIONAL)).orElse(false);
        return Optional.of(new SourceSpec(kind.get(), name, texts, every, optional));
    }

    private Map<String, String> texts(Entry entry, SourceKind kind) {
        if (kind == SourceKind.KUBERNETES) inPod(entry);
        files.read(SourceFields.ALL.stream().<Setting<?>>map(entry::at).toList(), values, reading.mistakes());
        Map<String, String> texts = new HashMap<>();
        for (Field<?> field : SourceFields.ALL)
            text(entry, kind, field).ifPresent(text -> texts.put(field.name(), text));
        for (Field<?> field : kind.needed())
            if (!reading.isGiven(entry.at(field)))
                reading.mistake(entry, "it has no " + field.name(), "A source of type " + kind.word() + " needs it.");
        checkScheme(entry, kind, texts);
        checkFormat(entry, kind, texts);
        return texts;
    }

    private Optional<String> text(Entry entry, SourceKind kind, Field<?> field) {
        Setting<?> setting = entry.at(field);
        if (!reading.isGiven(setting)) return Optional.empty();
        if (!kind.takes(field))
            reading.mistake(setting, "a source of type " + kind.word() + " has no " + field.name(), "Remove it.");
        return reading.find(setting).map(v -> v instanceof String text ? text : v.toString());
    }

    private void checkScheme(Entry entry, SourceKind kind, Map<String, String> texts) {
        String url = texts.get(SourceFields.URL.name());
        if (url == null || !kind.takes(SourceFields.URL)) return;
        String scheme = String.valueOf(URI.create(url).getScheme()).toLowerCase(Locale.ROOT);
        if (!kind.schemes().contains(scheme))
            reading.mistake(
                    entry.at(SourceFields.URL),
                    "a source of type " + kind.word() + " is not reached by " + scheme + "://",
                    "Begin it with "
                            + String.join(
                                    ":// or ", kind.schemes().stream().sorted().toList()) + "://.");
    }

    private void checkFormat(Entry entry, SourceKind kind, Map<String, String> texts) {
        boolean document = kind == SourceKind.FILE || kind == SourceKind.HTTP || kind == SourceKind.GIT;
        if (!document || texts.containsKey(SourceFields.FORMAT.name())) return;
        Field<String> named = kind == SourceKind.HTTP ? SourceFields.URL : SourceFields.PATH;
        String name = texts.get(named.name());
        if (name == null) return;
        String path = kind == SourceKind.HTTP ? String.valueOf(URI.create(name).getPath()) : name;
        Optional<Format> format = Format.ofName(path);
        if (format.isEmpty())
            reading.mistake(entry, "its format is not known", "Add format: yaml, json, properties or dotenv.");
        format.ifPresent(known -> texts.put(SourceFields.FORMAT.name(), known.word()));
    }

    /** What Kubernetes puts into every pod holds where nothing else is said. */
    private void inPod(Entry entry) {
        Setting<String> token = entry.at(SourceFields.TOKEN);
        if (!reading.isGiven(token)) usual(token.fileName(), entry, POD + "token");
        if (!reading.isSet(entry.at(SourceFields.URL))) {
            usual(entry.at(SourceFields.URL).name(), entry, "https://kubernetes.default.svc");
            if (!reading.isSet(entry.at(SourceFields.CA)) && Files.isReadable(Path.of(POD + "ca.crt")))
                usual(entry.at(SourceFields.CA).name(), entry, POD + "ca.crt");
        }
    }

    private void usual(String name, Entry entry, String text) {
        Value type = values.get(entry.at(SourceFields.TYPE).name());
        String source = type == null ? "" : type.source();
        values.put(name, new Value(text, source, source));
    }

    private static String number(Entry entry) {
        return entry.path().replaceAll("\\D", "");
    }
}

package io.keywheel.config;

import io.keywheel.config.Loading.Loaded;
import io.keywheel.config.Loading.Rejected;
import io.keywheel.config.Loading.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what all sources say into settings, or into every mistake at once. */
final class Judgement {
    private final Surroundings surroundings;
    private final ProviderCatalog catalog;
    private final Machine machine;

    /**
     * What came of it.
     *
     * @param texts what counts of each setting that is no key, by its name; to be compared, not shown
     */
    record Judged(Loading loading, Map<String, String> texts) {
        /** The texts may be secrets. */
        @Override
        public String toString() {
            return "Judged[" + loading + "]";
        }
    }

    Judgement(Surroundings surroundings, ProviderCatalog catalog, Machine machine) {
        this.surroundings = surroundings;
        this.catalog = catalog;
        this.machine = machine;
    }

    /** @param found mistakes that were found before */
    Judged of(Layers layers, SecretFiles files, List<Mistake> found) {
        Map<String, Value> values = layers.values();
        List<Mistake> mistakes = new ArrayList<>(layers.mistakes());
        mistakes.addAll(found);
        List<ProviderSettings> providers = ProviderNames.of(catalog, values, mistakes);
        List<Setting<?>> all = settings(providers, values);
        KnownNames names = new KnownNames(all);
        mistakes.addAll(names.mistakes(values));
        files.read(all, values, mistakes);

        Reading reading = new Reading(values, mistakes);
        names.warnings(values, providers).forEach(reading::warn);
        List<KeysOf> further = new ArrayList<>();
        for (Layer layer : layers.furtherKeys()) {
            Map<String, Value> own = new HashMap<>(layer.values());
            List<Setting<?>> theirs = settings(providers, own);
            mistakes.addAll(new KnownNames(theirs).mistakes(own));
            files.read(theirs, own, mistakes);
            further.add(new KeysOf(layer.source(), reading.over(own)));
        }
        Settings settings = new SettingsReading(reading, surroundings.directory(), machine)
                .read(new ProvidersReading(reading, catalog, providers, further).read());
        Loading loading = mistakes.isEmpty()
                ? new Loaded(settings, shown(all, values, providers, further))
                : new Rejected(List.copyOf(mistakes));
        return new Judged(loading, texts(values));
    }

    private static List<Setting<?>> settings(List<ProviderSettings> providers, Map<String, Value> values) {
        List<Setting<?>> all = new ArrayList<>(SettingTable.ALL);
        all.addAll(SourceFields.LIST.settings(values));
        providers.forEach(provider -> all.addAll(provider.all(values)));
        return all;
    }

    private static List<Shown> shown(
            List<Setting<?>> all, Map<String, Value> values, List<ProviderSettings> providers, List<KeysOf> further) {
        List<Shown> shown = new ArrayList<>(Display.of(all, values));
        for (KeysOf keys : further) {
            Map<String, Value> own = keys.reading().values();
            List<Setting<?>> theirs = new ArrayList<>();
            providers.forEach(provider -> theirs.addAll(provider.all(own)));
            shown.addAll(Display.of(theirs, own));
        }
        return List.copyOf(shown);
    }

    private static Map<String, String> texts(Map<String, Value> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!KeyNames.holdKeys(name)) texts.put(name, value.text());
        });
        return texts;
    }
}

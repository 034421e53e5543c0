package io.keywheel.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What all sources say.
 *
 * @param main those that everybody has, the later over the earlier: file, {@code .env}, environment, flags
 * @param further those that people added, the earlier over the later, below the main ones
 */
record Layers(List<Layer> main, List<Layer> further) {

    Layers {
        main = List.copyOf(main);
        further = List.copyOf(further);
    }

    Stream<Layer> all() {
        return Stream.concat(main.stream(), further.stream());
    }

    /** What counts of each setting, and the keys of the main sources. */
    Map<String, Value> values() {
        Contents all = Contents.NONE;
        for (int i = further.size() - 1; i >= 0; i--) all = all.under(settingsOf(further.get(i)));
        for (Layer layer : main) all = all.under(layer.contents());
        return new LinkedHashMap<>(all.values());
    }

    private static Contents settingsOf(Layer layer) {
        return new Contents(layer.contents().values(name -> !KeyNames.holdKeys(name)), List.of());
    }

    /** The keys that the further sources hold, each by itself: they add up. */
    List<Layer> furtherKeys() {
        return further.stream()
                .map(layer ->
                        new Layer(layer.source(), new Contents(layer.contents().values(KeyNames::holdKeys), List.of())))
                .filter(layer -> !layer.values().isEmpty())
                .toList();
    }

    List<Mistake> mistakes() {
        List<Mistake> mistakes = new ArrayList<>();
        all().forEach(layer ->
                layer.contents().mistakes().forEach(mistake -> mistakes.add(mistake.in(layer.source()))));
        return mistakes;
    }

    /** With other contents of one source. */
    Layers with(String source, Contents contents) {
        return new Layers(replaced(main, source, contents), replaced(further, source, contents));
    }

    private static List<Layer> replaced(List<Layer> layers, String source, Contents contents) {
        return layers.stream()
                .map(layer -> layer.source().equals(source) ? new Layer(source, contents) : layer)
                .toList();
    }
}

package io.keywheel.config;

import java.util.List;

/**
 * What was taken from a source: what it holds, or, while it is broken, what it held last.
 *
 * @param trouble why it is broken, empty while it is well
 */
record Taken(SourceInfo info, Contents contents, List<Mistake> trouble) {

    Taken {
        trouble = List.copyOf(trouble);
    }

    Layer layer() {
        return new Layer(info.name(), contents);
    }

    boolean isBroken() {
        return !trouble.isEmpty();
    }
}

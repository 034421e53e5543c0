package io.keywheel.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which sources are asked anew, and what counts of the others.
 *
 * @param last how all was when all was well, as far as it was
 * @param fresh the names of the sources that are asked
 * @param held sources that are known to be broken: what they held last counts
 */
record Asking(Optional<Snapshot> last, Predicate<String> fresh, Map<String, List<Mistake>> held) {

    Asking {
        held = Map.copyOf(held);
    }

    /** What is known without asking, empty where it must be asked. */
    Optional<Taken> known(SourceInfo info) {
        Optional<Taken> before = last.flatMap(snapshot -> snapshot.of(info.name()));
        List<Mistake> trouble = held.get(info.name());
        if (trouble != null && (before.isPresent() || info.optional()))
            return Optional.of(instead(info, trouble, true));
        return fresh.test(info.name()) ? Optional.empty() : before;
    }

    /** What counts of a broken source: what it held last, or nothing where it may be missing, or else its mistakes. */
    Taken instead(SourceInfo info, List<Mistake> trouble, boolean dispensable) {
        Optional<Contents> before =
                last.flatMap(snapshot -> snapshot.of(info.name())).map(Taken::contents);
        boolean none = dispensable || info.optional();
        return new Taken(info, before.orElse(none ? Contents.NONE : new Contents(Map.of(), trouble)), trouble);
    }
}

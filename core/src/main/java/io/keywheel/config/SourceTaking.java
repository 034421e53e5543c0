package io.keywheel.config;

import io.vertx.core.Future;
import java.util.List;

/** Takes what a source holds; where it is broken, what counts instead. Never fails. */
record SourceTaking(Asking asking) {

    Future<Taken> take(SourceInfo info, Source source) {
        return asking.known(info)
                .map(Future::succeededFuture)
                .orElseGet(() -> source.read()
                        .map(contents -> judged(info, contents))
                        .recover(failure -> Future.succeededFuture(broken(info, failure))));
    }

    private Taken judged(SourceInfo info, Contents contents) {
        List<Mistake> mistakes = MainOnly.mistakes(info, contents);
        if (mistakes.isEmpty()) return new Taken(info, contents, List.of());
        Taken instead = asking.instead(info, mistakes, false);
        // At first start its other values are judged too, so that all mistakes are told at once.
        boolean nothing = !instead.contents().mistakes().isEmpty();
        return nothing ? new Taken(info, new Contents(contents.values(), mistakes), mistakes) : instead;
    }

    Taken broken(SourceInfo info, Throwable failure) {
        if (!(failure instanceof SourceTrouble trouble))
            return asking.instead(info, BrokenFile.mistakes(info, failure), false);
        if (trouble.isMissing() && info.optional()) return new Taken(info, Contents.NONE, List.of());
        return asking.instead(info, List.of(mistake(info, trouble)), trouble.isUnreachable());
    }

    private static Mistake mistake(SourceInfo info, SourceTrouble trouble) {
        String origin = info.place().equals(info.name()) ? "" : info.place();
        return new Mistake(info.name(), origin, trouble.reason(), trouble.mend(), info.name());
    }
}

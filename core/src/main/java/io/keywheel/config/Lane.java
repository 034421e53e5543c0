package io.keywheel.config;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Work that is done one piece after the other; whoever asks for what waits already is told what comes of that. */
final class Lane<T> {
    private final Map<Object, Future<T>> waiting = new HashMap<>();
    private Future<T> last = Future.failedFuture("nothing was done yet");

    /** @param kind what is the same work */
    synchronized Future<T> add(Object kind, Supplier<Future<T>> work) {
        Future<T> same = waiting.get(kind);
        if (same != null) return same;
        Promise<T> done = Promise.promise();
        waiting.put(kind, done.future());
        last.onComplete(before -> start(kind, work).onComplete(done));
        last = done.future();
        return last;
    }

    private Future<T> start(Object kind, Supplier<Future<T>> work) {
        synchronized (this) {
            waiting.remove(kind);
        }
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}

package io.keywheel.admin;

import java.lang.reflect.Proxy;

/** A port that nobody is behind: asking it anything ends in {@link NotHere}, which callers see as 501. */
public final class Absent {
    private Absent() {}

    /** Somebody asked for what this build or this configuration does not have. */
    static final class NotHere extends RuntimeException {
        NotHere(String what) {
            super(what, null, false, false);
        }
    }

    /** A port of that kind with nobody behind it. */
    public static <T> T of(Class<T> port) {
        Object absent = Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, args) -> {
            throw new NotHere(port.getSimpleName());
        });
        return port.cast(absent);
    }
}

package io.keywheel.store;

/** The store must not be used, and waiting does not help. The words say what to do. */
final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String words) {
        super(words, null, false, false);
    }
}

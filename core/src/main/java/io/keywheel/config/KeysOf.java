package io.keywheel.config;

/** The keys of a further source, to be read beside those of the main ones. */
record KeysOf(String source, Reading reading) {

    /** How the place of a key begins, in labels and messages. */
    String prefix() {
        return source.isEmpty() ? "" : source + "/";
    }
}

package io.keywheel.provider;

/** How a key travels: the header, in lower case, and what stands before the secret in it. */
record KeyHeader(String name, String prefix) {
    static final KeyHeader BEARER = new KeyHeader("authorization", "Bearer ");

    static KeyHeader bare(String name) {
        return new KeyHeader(name, "");
    }
}

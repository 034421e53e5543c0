package io.keywheel.records;

/** Seals what a record says for the version that it will have: a sealed content fits no other. */
@FunctionalInterface
public interface Content {
    byte[] sealedFor(Version version);
}

package io.keywheel.sealing;

/** What came of opening a sealed content. */
public sealed interface Opened {

    /** What was sealed. */
    record Content(byte[] bytes) implements Opened {

        /** Prints nothing of it. */
        @Override
        public String toString() {
            return "Content[" + bytes.length + " bytes]";
        }
    }

    /** It was sealed with a master key that is not here. */
    record OtherMasterKey(String id) implements Opened {}

    /** It is not what was sealed, or not in its place. */
    record Altered() implements Opened {}
}

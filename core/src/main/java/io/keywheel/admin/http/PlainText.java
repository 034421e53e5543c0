package io.keywheel.admin.http;

/** Text that people will read: no control characters, nothing invisible that turns or hides what stands beside it. */
public final class PlainText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private PlainText() {}

    /** Whether every character can be seen, or is a space. */
    public static boolean is(CharSequence text) {
        return text.codePoints().allMatch(PlainText::isPlain);
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            // Scripts and emoji need the joiners.
            case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
            default -> true;
        };
    }
}

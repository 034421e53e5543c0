package io.keywheel.gateway;

/** Text as it stands between the quotes of a JSON string. */
final class JsonText {
    private JsonText() {}

    /** What it means. An escape that is cut or unknown stands for itself. */
    static String of(String raw) {
        return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
    }

    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 >= raw.length()) {
                text.append(c);
                continue;
            }
            char escaped = raw.charAt(++i);
            if (escaped == 'u' && isHex(raw, i + 1)) {
                text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                text.append(meant(escaped));
            }
        }
        return text.toString();
    }

    private static char meant(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escaped;
        };
    }

    private static boolean isHex(String raw, int from) {
        if (from + 4 > raw.length()) return false;
        for (int i = from; i < from + 4; i++) if (Character.digit(raw.charAt(i), 16) < 0) return false;
        return true;
    }
}

package io.keywheel.config;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Texts that nobody but their reader may see: how a list of them is cut, and what cannot be one. */
final class Secrets {
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i).*(…|\\*\\*\\*|\\.\\.\\.|xxxx|your[-_ ]?(\\w+[-_ ]?)?(api[-_ ]?)?(key|token|secret)|change[-_ ]?me|"
                    + "replace[-_ ]?(me|with)|placeholder|example[-_]?key|not[-_]a[-_](real[-_])?key).*|<.*>|\\$\\{?\\w+}?");
    private static final int MASTER_KEY_BYTES = 32;

    private Secrets() {}

    /** Entries by commas or lines; spaces, empty entries and quotes round an entry do not count. */
    static List<String> split(String text) {
        List<String> all = new ArrayList<>();
        for (String part : text.split("[,\\r\\n]", -1)) {
            String entry = unquoted(part.strip());
            if (!entry.isEmpty()) all.add(entry);
        }
        return all;
    }

    /** A secret as it is sent in a header. */
    static String sendable(String text) throws Unfit {
        refusePlaceholder(text);
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f))
            throw new Unfit(
                    "it holds a space, a control character or a letter that no header can carry",
                    "Copy it again, whole.");
        return text;
    }

    private static void refusePlaceholder(String text) throws Unfit {
        if (PLACEHOLDER.matcher(text).matches())
            throw new Unfit(
                    "it looks like a placeholder or a mask, not like a secret", "Put the real one there, whole.");
    }

    static List<String> sendableList(String text) throws Unfit {
        List<String> all = split(text);
        for (String one : all) sendable(one);
        return all.stream().distinct().toList();
    }

    static List<byte[]> masterKeys(String text) throws Unfit {
        List<byte[]> all = new ArrayList<>();
        for (String one : split(text)) all.add(masterKey(one));
        return List.copyOf(all);
    }

    private static byte[] masterKey(String text) throws Unfit {
        refusePlaceholder(text);
        String mend = "Make one with: openssl rand -base64 32.";
        try {
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length == MASTER_KEY_BYTES) return key;
            throw new Unfit("a master key has " + MASTER_KEY_BYTES + " bytes, this one " + key.length, mend);
        } catch (IllegalArgumentException e) {
            throw new Unfit("it is not base64", mend);
        }
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1).strip() : text;
    }
}

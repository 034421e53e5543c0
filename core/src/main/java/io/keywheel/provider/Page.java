package io.keywheel.provider;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a page of a CDN or proxy from a provider's own answer. */
final class Page {
    /** Cloudflare's short form, without any markup. */
    private static final Pattern SHORT = Pattern.compile("error code: ?\\d{3,4}", Pattern.CASE_INSENSITIVE);

    private static final Pattern TITLE = Pattern.compile("<title>([^<]{1,200})", Pattern.CASE_INSENSITIVE);

    private Page() {}

    static boolean is(String text) {
        return text.startsWith("<") || SHORT.matcher(text).matches();
    }

    static String title(String text) {
        if (!text.startsWith("<")) return text;
        Matcher title = TITLE.matcher(text);
        return title.find() ? "a page: " + title.group(1).strip() : "a page instead of an answer";
    }
}

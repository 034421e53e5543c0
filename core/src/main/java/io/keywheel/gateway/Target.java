package io.keywheel.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What a request's path asks for.
 *
 * @param provider named by {@code /p/{provider}/v1/…}, null where the model decides
 * @param path what follows {@code /v1}, with the query; begins with a slash, or is empty
 */
record Target(@Nullable String provider, String path) {
    private static final String V1 = "/v1";
    private static final String GROQ_ALIAS = "/openai/v1";
    private static final String NAMED = "/p/";

    /**
     * A request's target as a path. A client that takes this server for a proxy sends a whole URL.
     *
     * @return empty where the URL is not of this {@code host}, or the target is no path at all
     */
    static String path(String target, @Nullable String host) {
        if (target.startsWith("/")) return target;
        String own = "http://" + host;
        if (host == null || !target.regionMatches(true, 0, own, 0, own.length())) return "";
        String path = target.substring(own.length());
        return path.startsWith("/") ? path : "";
    }

    /** Null where the path is none of the data plane's. */
    static @Nullable Target of(String uri) {
        if (uri.startsWith(V1)) return after(null, uri, V1.length());
        if (uri.startsWith(GROQ_ALIAS)) return after(null, uri, GROQ_ALIAS.length());
        if (!uri.startsWith(NAMED)) return null;
        int end = uri.indexOf('/', NAMED.length());
        if (end < 0) return null;
        String provider = uri.substring(NAMED.length(), end);
        if (uri.startsWith(V1, end)) return after(provider, uri, end + V1.length());
        return uri.startsWith(GROQ_ALIAS, end) ? after(provider, uri, end + GROQ_ALIAS.length()) : null;
    }

    private static @Nullable Target after(@Nullable String provider, String uri, int at) {
        if (at < uri.length() && uri.charAt(at) != '/' && uri.charAt(at) != '?') return null;
        return new Target(provider, uri.substring(at));
    }

    /** Whether the path tries to leave the provider's base URL. */
    boolean climbs() {
        int query = path.indexOf('?');
        String only = query < 0 ? path : path.substring(0, query);
        if (only.indexOf("..") < 0 && only.indexOf('%') < 0 && only.indexOf('\\') < 0) return false;
        String plain = only.replaceAll("(?i)%2e", ".").replaceAll("(?i)%2f|%5c|\\\\", "/");
        return (plain + "/").contains("/../");
    }

    boolean isModelList() {
        return path.equals("/models") || path.startsWith("/models?");
    }
}

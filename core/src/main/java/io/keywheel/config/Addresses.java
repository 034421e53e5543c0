package io.keywheel.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Hosts, ports behind hosts, origins and base URLs. */
final class Addresses {
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*\\.?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9._-]+)?");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1", Pattern.CASE_INSENSITIVE);
    private static final Pattern ORIGIN = Pattern.compile("https?://([^/:@\\[\\]]+|\\[[^\\]]+])(:\\d{1,5})?");

    private Addresses() {}

    /** A host name or an address; IPv6 also in brackets. */
    static String host(String text) throws Unfit {
        String host = bare(text);
        if (NAME.matcher(host).matches() || IPV6.matcher(host).matches()) return host.toLowerCase(Locale.ROOT);
        throw new Unfit(
                Unfit.quoted(text) + " is not a host",
                "Write a name or an address, without http:// and without a port.");
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** {@code host:port}, {@code [::1]:port}. */
    static String hostAndPort(String text) throws Unfit {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        if (colon < 1 || (host.contains(":") && !host.startsWith("[")))
            throw new Unfit(Unfit.quoted(text) + " has no port", "Write host:port, as in 10.0.0.1:5701.");
        if (Quantities.port(text.substring(colon + 1)) == 0)
            throw new Unfit(Unfit.quoted(text) + " has no port", "Members need a port of their own, not 0.");
        host(host);
        return text.toLowerCase(Locale.ROOT);
    }

    static String hostOf(String hostAndPort) {
        return bare(hostAndPort.substring(0, hostAndPort.lastIndexOf(':')));
    }

    /** A web page's origin: {@code https://app.example.com}. */
    static String origin(String text) throws Unfit {
        String origin = text.toLowerCase(Locale.ROOT);
        if (ORIGIN.matcher(origin).matches()) return origin;
        throw new Unfit(
                Unfit.quoted(text) + " is not an origin",
                "Write scheme and host, as in https://app.example.com; * is not taken, a web page must be named.");
    }

    /** Where a provider is: http or https, without a trailing slash. */
    static URI baseUrl(String text) throws Unfit {
        URI uri = uri(text, "http", "https");
        String mend = "Write it as in https://api.example.com/v1; keys go into <PROVIDER>_API_KEY.";
        if (uri.getRawUserInfo() != null) throw new Unfit("it holds a user name or password", mend);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null)
            throw new Unfit("it has a query or a fragment", mend);
        return URI.create(text.replaceAll("/+$", ""));
    }

    /** An HTTP proxy; what has no scheme is taken for http, what has no port for 80. */
    static URI proxy(String text) throws Unfit {
        URI uri = uri(text.contains("://") ? text : "http://" + text, "http");
        String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
        return URI.create("http://" + user + uri.getHost() + ":" + (uri.getPort() < 0 ? 80 : uri.getPort()));
    }

    private static URI uri(String text, String... schemes) throws Unfit {
        String mend = "Write it as in " + schemes[schemes.length - 1] + "://proxy-or-api.example.com.";
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!Arrays.asList(schemes).contains(scheme))
                throw new Unfit("it does not begin with " + String.join(":// or ", schemes) + "://", mend);
            if (uri.getHost() == null || uri.getPort() > 65_535) throw new Unfit("it names no host that can be", mend);
            return uri;
        } catch (URISyntaxException e) {
            throw new Unfit("it is not a URL (at character " + (e.getIndex() + 1) + ")", mend);
        }
    }

    /** A list by commas; spaces and empty entries do not count, nor does a second mention. */
    static <T> Parser<List<T>> list(Parser<T> one) {
        return text -> {
            List<T> all = new ArrayList<>();
            for (String part : text.split(",", -1)) {
                if (part.isBlank()) continue;
                T entry = one.parse(part.strip());
                if (!all.contains(entry)) all.add(entry);
            }
            return List.copyOf(all);
        };
    }

    /** IPv6 without its brackets. */
    static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}

package io.keywheel.clusterconfig;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a member listens for the other members.
 *
 * @param host a name or an IP address, an IPv6 address without its brackets
 */
public record MemberAddress(String host, int port) {
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^\\s:\\[\\]]+)):(\\d{1,5})");

    /**
     * The address that {@code text} means.
     *
     * @param setting what the text was read from, for the words of the refusal
     */
    public static MemberAddress parse(String setting, String text) {
        Matcher parts = HOST_AND_PORT.matcher(text.strip());
        if (!parts.matches()) throw new IllegalArgumentException(setting + ": \"" + text + "\" is not host:port");
        int port = Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(setting + ": the port of \"" + text + "\" is not between 1 and 65535");
        }
        return new MemberAddress(parts.group(1) != null ? parts.group(1) : parts.group(2), port);
    }

    /** The one interface that this address names on this machine. */
    InetAddress resolve(String setting) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isAnyLocalAddress()) return address;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(setting + ": the host of \"" + this + "\" is not known", e);
        }
        throw new IllegalArgumentException(
                setting + ": \"" + this + "\" means every interface; name the one that the other members reach");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}

package io.keywheel.cluster;

import io.keywheel.clusterconfig.ClusterSettings;
import io.keywheel.clusterconfig.MemberAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who ought to be in the cluster, whatever Hazelcast sees: it tells addresses, the settings may say names. */
final class Roster {
    private final String self;
    private final List<MemberAddress> configured;
    private final Map<MemberAddress, String> resolved = new ConcurrentHashMap<>();

    Roster(ClusterSettings settings) {
        this.self = settings.address().toString();
        this.configured = settings.members();
    }

    /** This member's address, as it is configured. */
    String self() {
        return self;
    }

    /** All members, this one included. */
    List<String> expected() {
        return configured.stream().map(MemberAddress::toString).toList();
    }

    /** Looks names up; may wait. */
    void resolve() {
        for (MemberAddress member : configured) {
            try {
                String address = InetAddress.getByName(member.host()).getHostAddress();
                resolved.put(member, new MemberAddress(address, member.port()).toString());
            } catch (UnknownHostException e) {
                // What it was last counts on.
            }
        }
    }

    /** The others that are not among {@code present}. */
    List<String> absent(Collection<String> present) {
        return configured.stream()
                .filter(member -> !self.equals(member.toString()))
                .filter(member -> !present.contains(member.toString()))
                .filter(member -> !present.contains(resolved.getOrDefault(member, "")))
                .map(MemberAddress::toString)
                .toList();
    }
}

package io.keywheel.clusterconfig;

import java.util.HashSet;
import java.util.List;

/**
 * Which members form a cluster, and which of them this one is.
 *
 * @param name tells clusters on one network apart
 * @param members every member, this one included
 * @param address what this member binds: one of the members
 */
public record ClusterSettings(String name, List<MemberAddress> members, MemberAddress address) {
    static final String NAME = "KEYWHEEL_CLUSTER_NAME";
    static final String MEMBERS = "KEYWHEEL_CLUSTER_MEMBERS";
    static final String ADDRESS = "KEYWHEEL_CLUSTER_ADDRESS";

    public ClusterSettings {
        members = List.copyOf(members);
        if (name.isBlank()) throw new IllegalArgumentException(NAME + ": is empty");
        if (members.isEmpty()) throw new IllegalArgumentException(MEMBERS + ": names no member");
        if (new HashSet<>(members).size() < members.size()) {
            throw new IllegalArgumentException(MEMBERS + ": names a member twice");
        }
        if (!members.contains(address)) {
            throw new IllegalArgumentException(ADDRESS + ": " + address + " is not among " + MEMBERS);
        }
    }

    /** The settings as they are written: {@code host:port} each. */
    public static ClusterSettings of(String name, List<String> members, String address) {
        return new ClusterSettings(
                name,
                members.stream().map(m -> MemberAddress.parse(MEMBERS, m)).toList(),
                MemberAddress.parse(ADDRESS, address));
    }
}

package io.keywheel.cluster;

/**
 * One member as this one sees it.
 *
 * @param address {@code host:port}
 * @param uuid of its present run, empty while this member has not joined
 * @param self whether it is this one
 */
public record ClusterMember(String address, String uuid, boolean self) {}

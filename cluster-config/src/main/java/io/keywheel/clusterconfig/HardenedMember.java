package io.keywheel.clusterconfig;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.SerializationConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/** A Hazelcast member as we let it run: reachable by members only, on one interface, small, and quick to see who is gone. */
public final class HardenedMember {

    private static final Map<String, String> CLOSED = Map.ofEntries(
            Map.entry("hazelcast.socket.bind.any", "false"),
            Map.entry("hazelcast.socket.server.bind.any", "false"),
            Map.entry("hazelcast.socket.client.bind.any", "false"),
            Map.entry("hazelcast.phone.home.enabled", "false"),
            Map.entry("hazelcast.discovery.enabled", "false"),
            Map.entry("hazelcast.jmx", "false"),
            Map.entry("hazelcast.logging.type", "slf4j"),
            Map.entry("hazelcast.shutdownhook.enabled", "false"));

    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("hazelcast.partition.count", "31"),
            Map.entry("hazelcast.operation.thread.count", "2"),
            Map.entry("hazelcast.operation.generic.thread.count", "2"),
            Map.entry("hazelcast.operation.response.thread.count", "1"),
            Map.entry("hazelcast.io.thread.count", "1"),
            Map.entry("hazelcast.event.thread.count", "1"),
            Map.entry("hazelcast.health.monitoring.level", "OFF"));

    /**
     * Seconds unless the name says otherwise: a member that fell silent is gone in 8, a split is looked for every 5. Who claims
     * the place of a dead oldest member asks the others as many times as its claim has seconds, every half second in the end: 30
     * times take longer than any of them needs to see the death too. With 10 it gave up after 0.3 s and went on without them.
     */
    private static final Map<String, String> QUICK = Map.ofEntries(
            Map.entry("hazelcast.wait.seconds.before.join", "0"),
            Map.entry("hazelcast.max.wait.seconds.before.join", "0"),
            Map.entry("hazelcast.max.join.seconds", "10"),
            Map.entry("hazelcast.max.join.merge.target.seconds", "5"),
            Map.entry("hazelcast.socket.connect.timeout.seconds", "2"),
            Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
            Map.entry("hazelcast.max.no.heartbeat.seconds", "8"),
            Map.entry("hazelcast.mastership.claim.timeout.seconds", "30"),
            Map.entry("hazelcast.merge.first.run.delay.seconds", "5"),
            Map.entry("hazelcast.merge.next.run.delay.seconds", "5"),
            // All members are listed; who is taken off the list is not to be looked for all the same.
            Map.entry("hazelcast.tcp.join.previously.joined.member.address.retention.seconds", "1"),
            Map.entry("hazelcast.operation.call.timeout.millis", "10000"),
            Map.entry("hazelcast.operation.backup.timeout.millis", "2000"),
            Map.entry("hazelcast.operation.fail.on.indeterminate.state", "true"),
            Map.entry("hazelcast.graceful.shutdown.max.wait", "3"));

    private HardenedMember() {}

    /** The configuration of the member that {@code settings} describe; shared maps and their types are the caller's to add. */
    public static Config config(ClusterSettings settings) {
        InetAddress own = settings.address().resolve(ClusterSettings.ADDRESS);
        Config config = new Config().setClusterName(settings.name());
        for (Map<String, String> properties : List.of(CLOSED, SMALL, QUICK)) {
            properties.forEach(config::setProperty);
        }
        config.setProperty("hazelcast.prefer.ipv4.stack", String.valueOf(!(own instanceof Inet6Address)));
        config.getJetConfig().setEnabled(false);
        config.getMetricsConfig().setEnabled(false);
        config.getManagementCenterConfig().setConsoleEnabled(false).setScriptingEnabled(false);
        network(config.getAdvancedNetworkConfig(), settings, own);
        allowOnly(config.getSerializationConfig());
        return config;
    }

    /** An endpoint that is not named here does not exist: no client, REST, memcache or WAN protocol is spoken. */
    private static void network(AdvancedNetworkConfig network, ClusterSettings settings, InetAddress own) {
        ServerSocketEndpointConfig members = new ServerSocketEndpointConfig()
                .setPort(settings.address().port())
                .setPortAutoIncrement(false)
                .setReuseAddress(true);
        members.getInterfaces().setEnabled(true).addInterface(own.getHostAddress());
        network.setEnabled(true).setMemberEndpointConfig(members);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(2);
        for (MemberAddress member : settings.members()) join.getTcpIpConfig().addMember(member.toString());
    }

    /** What members send one another by Java serialisation: Hazelcast's own and the exceptions of the platform. */
    private static void allowOnly(SerializationConfig serialization) {
        serialization.setJavaSerializationFilterConfig(
                filter("com.hazelcast.", "java.lang.", "java.util.", "java.io.", "java.net.", "["));
        serialization.getCompactSerializationConfig().setZeroConfigFilter(filter("com.hazelcast."));
    }

    private static JavaSerializationFilterConfig filter(String... prefixes) {
        return new JavaSerializationFilterConfig()
                .setDefaultsDisabled(true)
                .setWhitelist(new ClassFilter().addPrefixes(prefixes));
    }
}

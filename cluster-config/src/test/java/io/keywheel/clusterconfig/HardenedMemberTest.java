package io.keywheel.clusterconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HardenedMemberTest {
    private static final List<String> ADDRESSES = freeAddresses(3);
    private static final List<HazelcastInstance> MEMBERS = new ArrayList<>();

    @BeforeAll
    static void threeMembersStart() {
        for (String address : ADDRESSES) {
            MEMBERS.add(Hazelcast.newHazelcastInstance(
                    HardenedMember.config(ClusterSettings.of("hardened", ADDRESSES, address))));
        }
    }

    @AfterAll
    static void threeMembersStop() {
        for (HazelcastInstance member : MEMBERS) member.getLifecycleService().terminate();
    }

    @Test
    void threeMembersOfOneListFormOneCluster() {
        assertThat(MEMBERS)
                .allSatisfy(m -> assertThat(m.getCluster().getMembers())
                        .extracting(x ->
                                x.getAddress().getHost() + ":" + x.getAddress().getPort())
                        .containsExactlyInAnyOrderElementsOf(ADDRESSES));
    }

    @Test
    void aClientThatKnowsNameAndAddressIsNotServed() {
        assertThatThrownBy(() -> HazelcastClient.newHazelcastClient(clientOf(ADDRESSES.get(0))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Unable to connect");
    }

    @Test
    void theSameClientIsServedByAMemberThatIsNotHardened() {
        HazelcastInstance open = Hazelcast.newHazelcastInstance(openMember());
        try {
            HazelcastInstance client = HazelcastClient.newHazelcastClient(clientOf("127.0.0.1:"
                    + open.getCluster().getLocalMember().getAddress().getPort()));
            assertThat(client.getCluster().getMembers()).hasSize(1);
            client.shutdown();
        } finally {
            open.getLifecycleService().terminate();
        }
    }

    @Test
    void aMemberListensOnItsOwnAddressOnly() {
        int port = MEMBERS.get(0).getCluster().getLocalMember().getAddress().getPort();
        assertThat(listens("127.0.0.1", port)).isTrue();
        assertThat(otherAddressesOfThisMachine())
                .isNotEmpty()
                .allSatisfy(address ->
                        assertThat(listens(address, port)).as(address).isFalse());
    }

    private static ClientConfig clientOf(String address) {
        ClientConfig client = new ClientConfig().setClusterName("hardened");
        client.setProperty("hazelcast.logging.type", "slf4j");
        client.getNetworkConfig().addAddress(address);
        client.getConnectionStrategyConfig().getConnectionRetryConfig().setClusterConnectTimeoutMillis(1_000);
        return client;
    }

    private static Config openMember() {
        Config config = new Config().setClusterName("hardened").setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        return config;
    }

    private static boolean listens(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** On Linux all of 127.0.0.0/8 is this machine; elsewhere the interfaces must do. */
    private static List<String> otherAddressesOfThisMachine() {
        try {
            Stream<String> interfaces = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(InetAddress::getHostAddress)
                    .filter(address -> !address.equals("127.0.0.1"));
            return Stream.concat(interfaces, Stream.of("127.0.0.2")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> freeAddresses(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            List<String> addresses =
                    held.stream().map(s -> "127.0.0.1:" + s.getLocalPort()).toList();
            for (ServerSocket socket : held) socket.close();
            return addresses;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

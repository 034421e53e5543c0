package io.keywheel.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.keywheel.config.Settings.Cluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClusterSettingsTest {
    @RegisterExtension
    final Given given = new Given();

    @Test
    void withoutMembersThereIsNoCluster() {
        given.environment("KEYWHEEL_MASTER_KEY", Given.MASTER_KEY);

        assertThat(given.settings().cluster()).isEmpty();
    }

    @Test
    void aMemberFindsItselfInTheList() {
        given.environment("KEYWHEEL_CLUSTER_MEMBERS", "10.0.0.2:5701, 10.0.0.1:5701,")
                .environment("KEYWHEEL_MASTER_KEY", Given.MASTER_KEY + "," + Given.MASTER_KEY);

        Cluster cluster = given.settings().cluster().orElseThrow();

        assertThat(cluster.name()).isEqualTo("keywheel");
        assertThat(cluster.members()).containsExactly("10.0.0.2:5701", "10.0.0.1:5701");
        assertThat(cluster.address()).isEqualTo("10.0.0.1:5701");
        assertThat(cluster.masterKeys())
                .hasSize(2)
                .allSatisfy(key -> assertThat(key).hasSize(32));
    }

    @Test
    void theseMembersInTheFileAreTheSame() {
        given.file("keywheel.yaml", "cluster:\n  members: ['10.0.0.1:5701', '10.0.0.2:5701']\n  name: blue\n")
                .environment("KEYWHEEL_MASTER_KEY", Given.MASTER_KEY);

        Cluster cluster = given.settings().cluster().orElseThrow();

        assertThat(cluster.name()).isEqualTo("blue");
        assertThat(cluster.members()).hasSize(2);
    }

    @Test
    void aListThatDoesNotNameThisMachineIsAMistake() {
        given.environment("KEYWHEEL_CLUSTER_MEMBERS", "10.0.0.2:5701")
                .environment("KEYWHEEL_MASTER_KEY", Given.MASTER_KEY);

        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_CLUSTER_ADDRESS: no entry of KEYWHEEL_CLUSTER_MEMBERS is an address of this"
                        + " machine. Set it to the entry that this process is.");
    }

    @Test
    void aListThatNamesThisMachineTwiceNeedsTheAddress() {
        given.environment("KEYWHEEL_CLUSTER_MEMBERS", "10.0.0.1:5701,10.0.0.1:5702")
                .environment("KEYWHEEL_MASTER_KEY", Given.MASTER_KEY);

        assertThat(given.mistakes()).singleElement().asString().contains("several entries");
        given.environment("KEYWHEEL_CLUSTER_ADDRESS", "10.0.0.1:5702");
        assertThat(given.settings().cluster().orElseThrow().address()).isEqualTo("10.0.0.1:5702");
    }

    @Test
    void theAddressStandsInTheList() {
        given.environment("KEYWHEEL_CLUSTER_MEMBERS", "10.0.0.1:5701")
                .environment("KEYWHEEL_CLUSTER_ADDRESS", "10.0.0.1:5702")
                .environment("KEYWHEEL_MASTER_KEY", Given.MASTER_KEY);

        assertThat(given.mistakes()).singleElement().asString().contains("is not in KEYWHEEL_CLUSTER_MEMBERS");
    }

    @Test
    void membersNeedAMasterKey() {
        given.environment("KEYWHEEL_CLUSTER_MEMBERS", "10.0.0.1:5701");

        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_MASTER_KEY: it is not set, and members of a cluster share it."
                        + " Make one with: openssl rand -base64 32, and give it to every member.");
    }

    @Test
    void aMasterKeyHas32Bytes() {
        given.environment("KEYWHEEL_MASTER_KEY", Given.MASTER_KEY + ",c2hvcnQ=");

        assertThat(given.mistakes())
                .containsExactly("KEYWHEEL_MASTER_KEY (environment KEYWHEEL_MASTER_KEY): a master key has 32 bytes,"
                        + " this one 5. Make one with: openssl rand -base64 32.");
    }

    @Test
    void aMasterKeyIsBase64() {
        given.environment("KEYWHEEL_MASTER_KEY", "!!!");

        assertThat(given.mistakes()).singleElement().asString().contains("it is not base64");
    }
}

package io.keywheel.clusterconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSettingsTest {
    private static final List<String> TWO = List.of("10.0.0.1:5701", "10.0.0.2:5701");

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1:5701", "keywheel-1.example.com:5701", "[fd00::2]:5701"})
    void anAddressReadsBackAsItWasWritten(String text) {
        assertThat(MemberAddress.parse("S", text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, is not host:port",
        "10.0.0.1:, is not host:port",
        "fd00::2:5701, is not host:port",
        "a b:5701, is not host:port",
        "10.0.0.1:0, is not between 1 and 65535",
        "10.0.0.1:70000, is not between 1 and 65535",
    })
    void aMemberThatIsNoAddressIsRefusedByTheNameOfItsSetting(String member, String why) {
        assertThatThrownBy(() -> ClusterSettings.of("keywheel", List.of(member), "10.0.0.1:5701"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "KEYWHEEL_CLUSTER_MEMBERS: %s",
                        why.startsWith("is not host")
                                ? "\"" + member + "\" " + why
                                : "the port of \"" + member + "\" " + why);
    }

    @Test
    void theOwnAddressMustBeOneOfTheMembers() {
        assertThatThrownBy(() -> ClusterSettings.of("keywheel", TWO, "10.0.0.3:5701"))
                .hasMessage("KEYWHEEL_CLUSTER_ADDRESS: 10.0.0.3:5701 is not among KEYWHEEL_CLUSTER_MEMBERS");
    }

    @Test
    void noMemberIsNamedTwice() {
        assertThatThrownBy(() -> ClusterSettings.of("keywheel", List.of(TWO.get(0), TWO.get(0)), TWO.get(0)))
                .hasMessage("KEYWHEEL_CLUSTER_MEMBERS: names a member twice");
    }

    @Test
    void aClusterWithoutMembersIsNone() {
        assertThatThrownBy(() -> ClusterSettings.of("keywheel", List.of(), TWO.get(0)))
                .hasMessage("KEYWHEEL_CLUSTER_MEMBERS: names no member");
    }

    @Test
    void aClusterHasAName() {
        assertThatThrownBy(() -> ClusterSettings.of(" ", TWO, TWO.get(0)))
                .hasMessage("KEYWHEEL_CLUSTER_NAME: is empty");
    }

    @Test
    void aMemberBindsOneInterfaceAndNotAll() {
        ClusterSettings everywhere = ClusterSettings.of("keywheel", List.of("0.0.0.0:5701"), "0.0.0.0:5701");
        assertThatThrownBy(() -> HardenedMember.config(everywhere))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KEYWHEEL_CLUSTER_ADDRESS")
                .hasMessageContaining("every interface");
    }
}

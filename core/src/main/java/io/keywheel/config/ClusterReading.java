package io.keywheel.config;

import io.keywheel.config.Settings.Cluster;
import java.util.List;
import java.util.Optional;

/** The settings of a cluster: they hold together or not at all. */
final class ClusterReading {
    private final Reading reading;
    private final Machine machine;

    ClusterReading(Reading reading, Machine machine) {
        this.reading = reading;
        this.machine = machine;
    }

    Optional<Cluster> read() {
        List<byte[]> masterKeys = reading.find(SettingTable.MASTER_KEY).orElse(List.of());
        String name = reading.get(SettingTable.CLUSTER_NAME);
        Optional<String> given = reading.find(SettingTable.CLUSTER_ADDRESS);
        List<String> members = reading.get(SettingTable.CLUSTER_MEMBERS);
        if (members.isEmpty()) {
            if (given.isPresent())
                reading.warn(reading.origin(SettingTable.CLUSTER_ADDRESS) + " has no effect: there is no "
                        + SettingTable.CLUSTER_MEMBERS.name());
            return Optional.empty();
        }
        if (masterKeys.isEmpty() && !reading.isSet(SettingTable.MASTER_KEY))
            reading.mistake(
                    SettingTable.MASTER_KEY,
                    "it is not set, and members of a cluster share it",
                    "Make one with: openssl rand -base64 32, and give it to every member.");
        String address = given.isPresent() ? listed(given.get(), members) : own(members);
        return Optional.of(new Cluster(name, members, address, masterKeys));
    }

    private String listed(String address, List<String> members) {
        if (!members.contains(address))
            reading.mistake(
                    SettingTable.CLUSTER_ADDRESS,
                    Unfit.quoted(address) + " is not in " + SettingTable.CLUSTER_MEMBERS.name(),
                    "Give every member the whole list, itself included.");
        return address;
    }

    private String own(List<String> members) {
        if (reading.isSet(SettingTable.CLUSTER_ADDRESS)) return members.get(0);
        List<String> own = members.stream()
                .filter(member -> machine.ownAddress().test(Addresses.hostOf(member)))
                .toList();
        if (own.size() == 1) return own.get(0);
        String reason = own.isEmpty()
                ? "no entry of " + SettingTable.CLUSTER_MEMBERS.name() + " is an address of this machine"
                : "several entries of " + SettingTable.CLUSTER_MEMBERS.name() + " are addresses of this machine";
        reading.mistake(SettingTable.CLUSTER_ADDRESS, reason, "Set it to the entry that this process is.");
        return members.get(0);
    }
}

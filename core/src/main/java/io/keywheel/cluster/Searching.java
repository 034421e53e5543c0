package io.keywheel.cluster;

import com.hazelcast.cluster.Member;
import io.keywheel.clusterconfig.MemberAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps those that are down out of Hazelcast's search for the other side of a split: it waits five seconds for each, one after the other,
 * and two that live find each other so much later. Who is up again is searched for from the next second on.
 */
final class Searching implements Consumer<Optional<Grid>> {
    private static final int CONNECT_MILLIS = 250;

    private final Roster roster;

    Searching(Roster roster) {
        this.roster = roster;
    }

    @Override
    public void accept(Optional<Grid> now) {
        roster.resolve();
        now.ifPresent(this::search);
    }

    private void search(Grid grid) {
        List<String> searched = grid.searched();
        Set<String> present = present(grid.members());
        Set<String> missing = new HashSet<>(searched);
        missing.addAll(roster.absent(present));
        missing.removeIf(address -> present.contains(address) || address.equals(roster.self()));
        missing.parallelStream().forEach(address -> {
            if (!isUp(address)) searched.remove(address);
            else if (!searched.contains(address)) searched.add(address);
        });
        // Those that are here are to be found again, should they be gone.
        roster.expected().stream()
                .filter(address -> !missing.contains(address) && !searched.contains(address))
                .forEach(searched::add);
    }

    private static Set<String> present(Iterable<Member> members) {
        Set<String> present = new HashSet<>();
        for (Member member : members) present.add(Admission.address(member));
        return present;
    }

    private static boolean isUp(String address) {
        MemberAddress there = MemberAddress.parse("", address);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(there.host(), there.port()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

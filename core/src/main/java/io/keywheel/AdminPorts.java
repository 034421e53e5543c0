package io.keywheel;

import io.keywheel.admin.Absent;
import io.keywheel.admin.LocalOperations;
import io.keywheel.admin.Ports;
import io.keywheel.admin.local.EventRing;
import io.keywheel.admin.local.LastRequests;
import io.keywheel.admin.local.LocalPools;
import io.keywheel.admin.local.PoolKeys;
import io.keywheel.admin.port.AlertSettings;
import io.keywheel.admin.port.Audit;
import io.keywheel.admin.port.By;
import io.keywheel.admin.port.ConfigView;
import io.keywheel.admin.port.Keys;
import io.keywheel.admin.port.Members;
import io.keywheel.admin.port.Reloads;
import io.keywheel.admin.port.Resealing;
import io.keywheel.admin.port.Tokens;
import io.keywheel.cluster.Cluster;
import io.keywheel.cluster.ClusterMember;
import io.keywheel.config.Loading;
import io.keywheel.pool.KeyPool;
import io.keywheel.telemetry.RequestRing;
import io.keywheel.token.Token;
import io.keywheel.token.TokenBook;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Ties the admin plane to what this process can answer. */
record AdminPorts(
        Map<String, KeyPool> pools,
        String usual,
        Optional<Cluster> cluster,
        RequestRing requests,
        EventRing events,
        Counting counting) {

    /** What works on records; absent where nothing can be kept. */
    record OnRecords(Keys keys, Tokens tokens, Audit audit, Resealing resealing) {
        static OnRecords nothing(PoolKeys shown) {
            return new OnRecords(
                    shown, new NoTokens(Absent.of(Tokens.class)), Absent.of(Audit.class), Absent.of(Resealing.class));
        }
    }

    Ports on(InstantSource clock, Supplier<List<Loading.Shown>> shown, OnRecords kept, Reloads reloads) {
        return new Ports(
                kept.keys(),
                new LocalPools(pools, usual, clock, () -> members().size()),
                kept.tokens(),
                new LocalOperations(clock),
                new LastRequests(requests),
                events,
                () -> CompletableFuture.completedFuture(members()),
                () -> shown.get().stream()
                        .map(s -> new ConfigView.Setting(s.name(), s.value(), s.origin()))
                        .toList(),
                counting.usage(),
                counting.lanes(),
                kept.audit(),
                Absent.of(AlertSettings.class),
                reloads,
                kept.resealing());
    }

    /** There are none but the first until there is a store. */
    private record NoTokens(Tokens absent) implements Tokens {
        @Override
        public TokenBook book(Token.Kind kind) {
            return TokenBook.EMPTY;
        }

        @Override
        public CompletionStage<Change> add(Token token, By by) {
            return absent.add(token, by);
        }

        @Override
        public CompletionStage<Change> revoke(Token.Kind kind, String id, By by) {
            return absent.revoke(kind, id, by);
        }
    }

    private List<Members.MemberView> members() {
        List<ClusterMember> seen = cluster.map(Cluster::members).orElse(List.of(new ClusterMember("alone", "", true)));
        return seen.stream().map(AdminPorts::view).toList();
    }

    private static Members.MemberView view(ClusterMember member) {
        String id = member.uuid().isEmpty() ? member.address() : member.uuid();
        return new Members.MemberView(
                id,
                member.address(),
                member.self(),
                "alive",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

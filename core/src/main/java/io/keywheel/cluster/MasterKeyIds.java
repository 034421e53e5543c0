package io.keywheel.cluster;

import io.keywheel.sealing.MasterKey;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Short public names of master keys: equal where the keys are, and telling nothing of them. */
record MasterKeyIds(Set<String> ids) {

    static MasterKeyIds of(List<byte[]> masterKeys) {
        return new MasterKeyIds(
                masterKeys.stream().map(key -> new MasterKey(key).id()).collect(Collectors.toUnmodifiableSet()));
    }

    static MasterKeyIds parse(String text) {
        return new MasterKeyIds(Set.of(text.split(",")));
    }

    String text() {
        return ids.stream().sorted().collect(Collectors.joining(","));
    }

    MasterKeyIds and(MasterKeyIds others) {
        return new MasterKeyIds(
                Stream.concat(ids.stream(), others.ids.stream()).collect(Collectors.toUnmodifiableSet()));
    }

    boolean shareOneWith(MasterKeyIds others) {
        return !Collections.disjoint(ids, others.ids);
    }
}

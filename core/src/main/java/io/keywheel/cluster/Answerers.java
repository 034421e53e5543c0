package io.keywheel.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Who answers on this member to which question. */
final class Answerers {
    private static final String PLACE = "keywheel.answerers";

    private final Map<String, Function<Object, Object>> byName = new ConcurrentHashMap<>();

    <Q, A> void add(String name, Class<Q> question, Function<Q, A> answerer) {
        byName.put(name, body -> answerer.apply(question.cast(body)));
    }

    Object answer(String name, Object body) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(() -> new IllegalArgumentException("nobody answers to " + name))
                .apply(body);
    }

    void addTo(Config config) {
        config.getUserContext().put(PLACE, this);
    }

    static Answerers of(HazelcastInstance member) {
        return (Answerers) Objects.requireNonNull(member.getUserContext().get(PLACE));
    }
}

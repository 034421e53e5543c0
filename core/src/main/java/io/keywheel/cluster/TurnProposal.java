package io.keywheel.cluster;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.ExtendedMapEntry;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes the turn to probe a key, unless somebody has it. Answers whether it was taken.
 *
 * @param until cluster time when the turn ends
 * @param now cluster time, handed in so that the copies of an entry all decide alike
 */
record TurnProposal(long until, long now) implements EntryProcessor<TurnKey, @Nullable Long, Boolean> {

    @Override
    public Boolean process(Map.Entry<TurnKey, @Nullable Long> entry) {
        Long standing = entry.getValue();
        if (standing != null && now < standing) return false;
        // Hazelcast expires by the second; the value is what counts.
        ((ExtendedMapEntry<TurnKey, @Nullable Long>) entry).setValue(until, until - now + 1_000, TimeUnit.MILLISECONDS);
        return true;
    }
}

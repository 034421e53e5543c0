package io.keywheel.cluster;

import com.hazelcast.map.EntryProcessor;
import io.keywheel.pool.Link;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says of two groups what nobody has said yet or what more has happened to. Answers what stands then. */
record LinkProposal(Link link) implements EntryProcessor<LinkKey, @Nullable Link, Link> {

    @Override
    public Link process(Map.Entry<LinkKey, @Nullable Link> entry) {
        Link standing = entry.getValue();
        if (standing != null && standing.changes() >= link.changes()) return standing;
        entry.setValue(link);
        return link;
    }
}

package io.keywheel.keyring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keywheel.admin.port.Audit;
import io.keywheel.admin.port.Page;
import io.keywheel.admin.port.Place;
import io.keywheel.records.AuditLine;
import io.keywheel.records.AuditLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** This member's audit as the API shows it. A place is the number of a line. */
public final class RecordAudit implements Audit {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> ANYTHING = new TypeReference<>() {};

    /** Lines that are read at once where most are passed over. */
    private static final int CHUNK = 1_000;

    private final AuditLog log;

    public RecordAudit(AuditLog log) {
        this.log = log;
    }

    @Override
    public CompletionStage<Page<Entry>> list(Optional<String> actor, Optional<String> target, Place place) {
        long before = place.after().map(Long::parseLong).orElse(Long.MAX_VALUE);
        Search search = new Search(actor, target, place, new ArrayList<>());
        return search.from(before)
                .thenApply(lines ->
                        place.page(lines.stream().map(RecordAudit::entry).toList(), Entry::id));
    }

    /** Looks for lines that somebody asked for, until one more than wanted is found. */
    private final class Search {
        private final Optional<String> actor;
        private final Optional<String> target;
        private final Place place;
        private final List<AuditLine> found;

        Search(Optional<String> actor, Optional<String> target, Place place, List<AuditLine> found) {
            this.actor = actor;
            this.target = target;
            this.place = place;
            this.found = found;
        }

        CompletionStage<List<AuditLine>> from(long before) {
            return log.page(before, CHUNK).thenCompose(lines -> {
                for (AuditLine line : lines) if (found.size() <= place.limit() && isWanted(line)) found.add(line);
                boolean over = lines.size() < CHUNK || found.size() > place.limit();
                return over
                        ? java.util.concurrent.CompletableFuture.completedStage(found)
                        : from(lines.get(lines.size() - 1).seq());
            });
        }

        private boolean isWanted(AuditLine line) {
            return actor.map(line.entry().who()::equals).orElse(true)
                    && target.map(line.entry().subject()::equals).orElse(true);
        }
    }

    private static Entry entry(AuditLine line) {
        JsonNode change = read(line.entry().change());
        return new Entry(
                Long.toString(line.seq()),
                Instant.ofEpochMilli(line.entry().at()),
                line.entry().who(),
                line.entry().what(),
                line.entry().subject(),
                part(change, "before"),
                part(change, "after"),
                line.member(),
                line.hash());
    }

    private static Optional<Map<String, Object>> part(JsonNode change, String name) {
        JsonNode node = change.path(name);
        return node.isObject() ? Optional.of(JSON.convertValue(node, ANYTHING)) : Optional.empty();
    }

    private static JsonNode read(String change) {
        try {
            return JSON.readTree(change);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}

package io.keywheel.cluster;

import io.keywheel.records.StoredRecord;
import java.util.ArrayList;
import java.util.List;

/** Records on their way, few enough for one message. */
record Batch(List<StoredRecord> records) {
    static final int MOST = 200;

    static List<Batch> of(List<StoredRecord> records) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < records.size(); from += MOST) {
            batches.add(new Batch(new ArrayList<>(records.subList(from, Math.min(from + MOST, records.size())))));
        }
        return batches;
    }
}

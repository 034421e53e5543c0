package io.keywheel.cluster;

import io.keywheel.records.RecordChange;
import io.keywheel.records.RecordId;
import io.keywheel.records.StoredRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a member asks of one entry of the map {@code records}: a change, or only that what it knows be known.
 *
 * @param known what stands of it for the member that asks: counts where the map lost it, or has an older one
 */
record RecordProposal(
        RecordId id,
        @Nullable RecordChange change,
        @Nullable StoredRecord known) {

    @Nullable
    StoredRecord newest(@Nullable StoredRecord standing) {
        if (standing == null) return known;
        return known != null && known.isNewerThan(standing) ? known : standing;
    }
}

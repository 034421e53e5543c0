package io.keywheel.cluster;

import io.keywheel.records.StoredRecord;

/** After a split the record counts that the one order of versions puts above the other. */
public final class NewerVersion implements BetterStands<StoredRecord> {

    @Override
    public boolean isBetter(StoredRecord coming, StoredRecord here) {
        return coming.isNewerThan(here);
    }
}

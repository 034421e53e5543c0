package io.keywheel.records;

/** The store did not do it, or not in time. The words hold no secret. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreUnavailable(String words) {
        super(words, null, false, false);
    }
}

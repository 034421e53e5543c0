package io.keywheel.sim;

/** A request that has its number and its key: what every answer is written from. */
record Visit(String id, SimKey key, SimRequest request) {
    private static final SimKey STRANGER = new SimKey(Tally.STRANGER, "", "");

    static Visit ofStranger(String id, SimRequest request) {
        return new Visit(id, STRANGER, request);
    }

    boolean isOfStranger() {
        return key.equals(STRANGER);
    }

    Ask ask() {
        return request.ask().orElse(Ask.NOTHING);
    }
}

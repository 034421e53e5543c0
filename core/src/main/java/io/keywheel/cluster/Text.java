package io.keywheel.cluster;

/** A question or an answer in words. */
record Text(String text) {

    /** In place of an answer that did not come. */
    static Text silence(Throwable why) {
        return new Text("");
    }
}

package io.keywheel.cluster;

import io.keywheel.pool.Link;

/** Names one entry of the map {@code links}: two quota groups, the smaller name first. */
record LinkKey(String pool, String first, String second) {

    static LinkKey of(String pool, Link link) {
        return new LinkKey(pool, link.first(), link.second());
    }
}

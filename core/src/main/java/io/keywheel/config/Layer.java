package io.keywheel.config;

import java.util.Map;

/** What one source says: its settings, and the keys that are its own. */
record Layer(String source, Contents contents) {

    Map<String, Value> values() {
        return contents.values();
    }
}

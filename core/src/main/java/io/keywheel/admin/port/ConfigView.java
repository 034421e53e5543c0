package io.keywheel.admin.port;

import java.util.List;

/** The effective settings. */
@FunctionalInterface
public interface ConfigView {
    List<Setting> settings();

    /**
     * One setting.
     *
     * @param value masked where it is secret
     */
    record Setting(String name, String value, String source) {}
}

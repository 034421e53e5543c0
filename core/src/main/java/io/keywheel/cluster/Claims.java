package io.keywheel.cluster;

import java.util.Map;

/**
 * What each member's configuration holds: its keys and its sources, in words that whoever claims chooses. A key that is configured
 * somewhere stands in somebody's claim; it leaves with the last one.
 */
public interface Claims {

    /** This member's configuration holds this from now on, and nothing of what it said before: at start and after each reload. */
    void replace(String claim);

    /** What each member claims, by address, this one included; that of a departed member for ten minutes. */
    Map<String, String> all();

    /** Runs it whenever something else is claimed. It must be quick. */
    void listen(Runnable changed);
}

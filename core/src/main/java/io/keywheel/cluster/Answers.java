package io.keywheel.cluster;

import java.util.List;
import java.util.Map;

/**
 * What the members said.
 *
 * @param byMember by address, this member's own among them
 * @param silent addresses of members that said nothing in time, or are not there
 */
public record Answers(Map<String, String> byMember, List<String> silent) {
    public Answers {
        byMember = Map.copyOf(byMember);
        silent = List.copyOf(silent);
    }
}

package io.keywheel.sim;

import java.util.List;
import java.util.stream.Collectors;

/** The demo's first lines: where it listens, and something to try that works. */
final class Prologue {
    private Prologue() {}

    static List<String> lines(Members members, List<SimKey> keys, Cast cast, int nodes) {
        String gateway = "http://127.0.0.1:" + members.ports().get(0);
        String ids = keys.stream().map(SimKey::id).collect(Collectors.joining(" "));
        String more = nodes == 1 ? "" : " · " + nodes + " members act as one pool";
        return List.of(
                "  Keywheel demo · SIMULATED: no request leaves this machine" + more,
                "  gateway   %s/v1 · dashboard http://127.0.0.1:%d%s"
                        .formatted(gateway, members.adminPort(), members.signInPath()),
                "  try       curl %s/chat -H 'Content-Type: application/json' -d '{\"message\":\"Hello?\"}'"
                        .formatted(gateway),
                "  keys      " + ids + " · " + cast.words());
    }
}

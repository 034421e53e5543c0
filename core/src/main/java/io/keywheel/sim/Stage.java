package io.keywheel.sim;

import io.keywheel.sim.Act.Whose;
import io.keywheel.sim.Look.Glyph;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Does what a scenario's steps say, to the provider and to the members. */
final class Stage {
    private final Script script;
    private final List<SimKey> keys;
    private final Members members;
    private final Consumer<Trouble> stages;
    private String current = "";

    /** @param stages hears of troubles that the pool will not tell of */
    Stage(Script script, List<SimKey> keys, Members members, Consumer<Trouble> stages) {
        this.script = script;
        this.keys = keys;
        this.members = members;
        this.stages = stages;
    }

    /** This key served last. */
    void serves(String keyId) {
        if (!keyId.isEmpty()) current = keyId;
    }

    void does(Act act) {
        if (act instanceof Act.CutQuota cut) {
            meant(cut.whose()).forEach(k -> script.cutQuota(k.organisation(), cut.perMinute()));
        } else if (act instanceof Act.RestoreQuotas) {
            keys.forEach(k -> script.restoreQuota(k.organisation()));
        } else if (act instanceof Act.Revoke revoke) {
            meant(revoke.whose()).forEach(k -> script.revoke(k.id()));
        } else if (act instanceof Act.Refuse refuse) {
            meant(refuse.whose()).forEach(k -> script.play(refuse.order().forKey(k.id())));
        } else if (act instanceof Act.EndFaults) {
            script.clear();
        } else if (act instanceof Act.Break broken) {
            stages.accept(broken.trouble());
            script.play(broken.order());
        } else if (act instanceof Act.StopMember) {
            stopMember();
        }
    }

    private void stopMember() {
        int count = members.count();
        stages.accept(new Trouble(Glyph.OUT, "member " + count + " of " + count + " was stopped", Trouble.Ends.MOVE));
        members.stopLast();
    }

    private List<SimKey> meant(Whose whose) {
        if (whose == Whose.EVERY) return keys;
        Optional<SimKey> key = keys.stream().filter(k -> k.id().equals(current)).findFirst();
        return List.of(key.orElse(keys.get(0)));
    }
}

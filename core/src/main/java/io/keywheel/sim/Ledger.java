package io.keywheel.sim;

import io.keywheel.sim.Admission.Admitted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The accounts of all organisations, one a model. Any thread may call; the time is handed in. */
final class Ledger {
    private record Name(String organisation, String model) {}

    private record Cut(Allowance left, long at) {}

    private final List<Allowance> allowances;
    private final Map<Name, Account> accounts = new HashMap<>();
    private final Map<String, Cut> cuts = new HashMap<>();

    Ledger(List<Allowance> allowances) {
        this.allowances = List.copyOf(allowances);
    }

    /** Lets the request in and charges it, or says why not. Models are the provider's own, so that accounts stay few. */
    synchronized Admission admit(String organisation, String model, Cost cost, long now) {
        Name name = new Name(organisation, model);
        Account account = accounts.computeIfAbsent(name, n -> opened(organisation, now));
        Admission admission = account.admits(cost, now);
        if (admission instanceof Admitted) accounts.put(name, account.charged(cost, now));
        return admission;
    }

    /** From now on the organisation has this limit in every model, and has just used it up. */
    synchronized void cut(String organisation, Allowance left, long now) {
        cuts.put(organisation, new Cut(left, now));
        forget(organisation);
    }

    /** Gives the organisation its limits back, unused. */
    synchronized void restore(String organisation) {
        cuts.remove(organisation);
        forget(organisation);
    }

    private Account opened(String organisation, long now) {
        Cut cut = cuts.get(organisation);
        Account fresh = Account.fresh(allowances, now);
        return cut == null ? fresh : fresh.cutTo(cut.left(), cut.at());
    }

    private void forget(String organisation) {
        accounts.keySet().removeIf(name -> name.organisation().equals(organisation));
    }
}

package io.keywheel.sim;

import io.keywheel.sim.Admission.Admitted;
import io.keywheel.sim.Admission.Gauge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All accounts. Any thread may call; the time is handed in, in microseconds. */
final class Ledger {
    private record Cut(Allowance left, long at) {}

    private final Quotas quotas;
    private final Map<AccountName, Account> accounts = new HashMap<>();
    private final Map<String, Cut> cuts = new HashMap<>();

    Ledger(Quotas quotas) {
        this.quotas = quotas;
    }

    /** Lets the request in and charges it, or says why not. Models are the provider's own, so that accounts stay few. */
    synchronized Admission admit(SimKey key, String model, Cost cost, long now) {
        AccountName name = quotas.accountOf(key, model);
        Account account = open(key, name, now);
        Admission admission = account.admits(cost, now);
        if (admission instanceof Admitted) accounts.put(name, account.charged(cost, now));
        return admission;
    }

    Charge charge(SimKey key, String model, Cost cost, long now) {
        return new Charge(quotas.accountOf(key, model), cost, now);
    }

    /** What {@link #admit} would say; charges nothing. */
    synchronized Admission peek(SimKey key, String model, Cost cost, long now) {
        return open(key, quotas.accountOf(key, model), now).admits(cost, now);
    }

    synchronized List<Gauge> gauges(SimKey key, String model, long now) {
        return open(key, quotas.accountOf(key, model), now).gauges(now);
    }

    /** The answer has ended; where the provider settles, it gives back what was not used. */
    synchronized void settle(Charge charge, long usedTokens, long now) {
        if (!quotas.counting().settles()) return;
        accounts.computeIfPresent(charge.account(), (name, account) -> account.settled(charge, usedTokens, now));
    }

    /** From now on the organisation has this limit in every account, and has just used it up. */
    synchronized void cut(String organisation, Allowance left, long now) {
        cuts.put(organisation, new Cut(left, now));
        forget(organisation);
    }

    /** Gives the organisation its limits back, unused. */
    synchronized void restore(String organisation) {
        cuts.remove(organisation);
        forget(organisation);
    }

    private Account open(SimKey key, AccountName name, long now) {
        return accounts.computeIfAbsent(name, n -> opened(key, now));
    }

    private Account opened(SimKey key, long now) {
        Cut cut = cuts.get(key.organisation());
        Account fresh = quotas.termsOf(key).opened(now);
        return cut == null ? fresh : fresh.cutTo(cut.left(), cut.at());
    }

    private void forget(String organisation) {
        accounts.keySet().removeIf(name -> name.organisation().equals(organisation));
    }
}

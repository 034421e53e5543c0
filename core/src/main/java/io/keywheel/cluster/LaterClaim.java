package io.keywheel.cluster;

/** After a split a member's later claim counts. */
public final class LaterClaim implements BetterStands<Claim> {

    @Override
    public boolean isBetter(Claim coming, Claim here) {
        return coming.number() > here.number();
    }
}

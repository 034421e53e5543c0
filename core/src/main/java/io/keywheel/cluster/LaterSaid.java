package io.keywheel.cluster;

/** After a split the later words of a member about itself count, until it says them again. */
public final class LaterSaid implements BetterStands<Spent> {

    @Override
    public boolean isBetter(Spent coming, Spent here) {
        return coming.at() > here.at();
    }
}

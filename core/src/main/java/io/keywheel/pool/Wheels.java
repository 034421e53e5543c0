package io.keywheel.pool;

/** Turns the wheels of a pool's lanes: on a refusal, or when what is left at the current key cannot cover a usual request. */
final class Wheels {
    private final String pool;
    private final boolean turning;
    private final Chooser chooser;
    private final PoolShare share;
    private final PoolListener listener;

    /** @param turning whether the policy stays on a key; where it does not, there is nothing to turn */
    Wheels(String pool, boolean turning, Chooser chooser, PoolShare share, PoolListener listener) {
        this.pool = pool;
        this.turning = turning;
        this.chooser = chooser;
        this.share = share;
        this.listener = listener;
    }

    /** A request was given this place. One that is larger than usual only borrows it. */
    void follow(Lane lane, Place place, long now) {
        Lane.Wheel wheel = lane.wheel();
        if (turning && place != wheel.place() && isOut(wheel.place(), lane, now)) turn(lane, wheel, place);
    }

    private static boolean isOut(Place place, Lane lane, long now) {
        return !place.serves(Demand.of(lane.model, lane.demand.usual()), now);
    }

    /** This place was refused. */
    void leave(Lane lane, Place refused, long now) {
        Lane.Wheel wheel = lane.wheel();
        if (!turning || wheel.place() != refused) return;
        Place next = chooser.choose(lane, Demand.of(lane.model, lane.demand.usual()), now);
        if (next != null && next != refused) turn(lane, wheel, next);
    }

    /** Of several that turn at once, one succeeds. */
    private void turn(Lane lane, Lane.Wheel wheel, Place next) {
        Rotation rotation = wheel.rotation().to(next.key.id());
        if (!lane.turn(wheel, new Lane.Wheel(rotation, next))) return;
        listener.rotated(wheel.place().key, next.key, lane.model);
        share.rotated(pool, lane.model, rotation);
    }
}

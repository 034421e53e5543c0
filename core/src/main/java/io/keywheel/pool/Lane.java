package io.keywheel.pool;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * The keys of a pool as one model sees them, in start order, and the wheel that stands at one of them. Budgets, marks and running
 * requests are guarded by the lane itself; rests are not, since other lanes share them.
 */
final class Lane {

    /** One scope's state, shared by every place that it covers. */
    static final class Cell {
        private final AtomicReference<ScopeState> state = new AtomicReference<>(ScopeState.FREE);

        ScopeState get() {
            return requireNonNull(state.get());
        }

        /** Takes the next step from where the state was seen, unless somebody was faster. */
        boolean step(ScopeState from, ScopeState to) {
            return state.compareAndSet(from, to);
        }

        void change(UnaryOperator<ScopeState> step) {
            state.updateAndGet(step);
        }
    }

    /** One key in this lane, with the four scopes that can rest for it looked up beforehand. */
    static final class Place {
        final PoolKey key;
        final int index;
        final AtomicInteger inFlight;
        final Cell ofKey;
        final Cell ofGroup;
        final Cell ofGroupModel;
        final Cell ofKeyModel = new Cell();
        final Quota quota;
        boolean proven;
        int running;

        Place(
                PoolKey key,
                int index,
                AtomicInteger inFlight,
                Cell ofKey,
                Cell ofGroup,
                Cell ofGroupModel,
                Quota quota) {
            this.quota = quota;
            this.key = key;
            this.index = index;
            this.inFlight = inFlight;
            this.ofKey = ofKey;
            this.ofGroup = ofGroup;
            this.ofGroupModel = ofGroupModel;
        }

        boolean permits(long now) {
            return now >= restsUntil() && ofKeyModel.get().permits(now) && (running == 0 || !isOnTrial());
        }

        /** A rest that was guessed is over, and no answer has said yet that it is. */
        private boolean isOnTrial() {
            return ofGroupModel.get().isGuessed() || ofGroup.get().isGuessed();
        }

        boolean serves(Demand demand, long now) {
            return permits(now) && !demand.excludes(key) && quota.covers(demand.cost(), now);
        }

        boolean isUsable() {
            return key.enabled()
                    && !ofKey.get().isQuarantined()
                    && !ofGroup.get().isQuarantined();
        }

        /** When its limits let it serve again; what it is forbidden does not count. */
        long restsUntil() {
            if (!key.enabled()) return Rest.UNTIL_CLEARED;
            return Math.max(
                    Math.max(ofKey.get().until(), ofGroup.get().until()),
                    ofGroupModel.get().until());
        }

        Cell cell(Reach reach) {
            return switch (reach) {
                case KEY -> ofKey;
                case GROUP -> ofGroup;
                case GROUP_MODEL -> ofGroupModel;
                case KEY_MODEL -> ofKeyModel;
                case NOBODY, UPSTREAM -> throw new IllegalArgumentException("no cell for " + reach);
            };
        }

        void succeeded(long sentAt) {
            freed(ofKey, sentAt);
            freed(ofGroup, sentAt);
            freed(ofGroupModel, sentAt);
            freed(ofKeyModel, sentAt);
        }

        private static void freed(Cell cell, long sentAt) {
            if (cell.get() != ScopeState.FREE) cell.change(s -> s.afterSuccess(sentAt));
        }
    }

    /** Where the wheel stands: the index that the cluster shares, and the place that it means here. */
    record Wheel(Rotation rotation, Place place) {}

    final String model;
    final List<Place> places;
    final DemandMeter demand = new DemandMeter();
    private final AtomicReference<Wheel> wheel;

    Lane(String model, List<Place> places) {
        this.model = model;
        this.places = places;
        this.wheel =
                new AtomicReference<>(new Wheel(new Rotation(places.get(0).key.id(), 0), places.get(0)));
    }

    Wheel wheel() {
        return requireNonNull(wheel.get());
    }

    /** Turns the wheel from where it was seen; of several that try at once one succeeds. */
    boolean turn(Wheel from, Wheel to) {
        return wheel.compareAndSet(from, to);
    }

    /** Takes the cluster's index where it is as new as this node's. */
    void adopt(Wheel told) {
        wheel.updateAndGet(w -> w.rotation().yieldsTo(told.rotation()) ? told : w);
    }

    /** Whether nothing was learned in this lane that would be missed. */
    boolean isPlain() {
        return wheel().rotation().epoch() == 0
                && places.stream()
                        .allMatch(p -> p.ofGroupModel.get() == ScopeState.FREE
                                && p.ofKeyModel.get() == ScopeState.FREE
                                && !p.quota.hasFigures()
                                && p.running == 0);
    }
}

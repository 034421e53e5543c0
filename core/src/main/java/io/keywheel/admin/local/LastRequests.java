package io.keywheel.admin.local;

import io.keywheel.admin.port.KeyView.TokenCounts;
import io.keywheel.admin.port.Page;
import io.keywheel.admin.port.Place;
import io.keywheel.admin.port.Requests;
import io.keywheel.pool.RequestTrail;
import io.keywheel.telemetry.RequestRing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The last requests of this process. */
public final class LastRequests implements Requests {
    private final RequestRing ring;

    public LastRequests(RequestRing ring) {
        this.ring = ring;
    }

    /** A place is a request's id: what lies behind one that was forgotten since is gone too. */
    @Override
    public Page<RequestView> list(RequestFilter filter, Place place) {
        List<RequestTrail> all = ring.newest(Integer.MAX_VALUE);
        int from = place.after().map(id -> behind(all, id)).orElse(0);
        List<RequestView> found = all.subList(from, all.size()).stream()
                .filter(t -> holds(filter, t))
                .limit(place.limit() + 1L)
                .map(LastRequests::view)
                .toList();
        return place.page(found, RequestView::id);
    }

    private static int behind(List<RequestTrail> all, String id) {
        for (int i = 0; i < all.size(); i++) if (all.get(i).id().equals(id)) return i + 1;
        return all.size();
    }

    private static boolean holds(RequestFilter filter, RequestTrail trail) {
        boolean failed = trail.status() == 0 || trail.status() >= 400;
        return filter.provider().map(trail.provider()::equals).orElse(true)
                && filter.failed().map(wanted -> wanted == failed).orElse(true)
                && filter.key()
                        .map(key -> trail.steps().stream().anyMatch(s -> s.key().equals(key)))
                        .orElse(true);
    }

    @Override
    public Optional<RequestView> find(String id) {
        return ring.byId(id).map(LastRequests::view);
    }

    private static RequestView view(RequestTrail trail) {
        return new RequestView(
                trail.id(),
                Instant.ofEpochMilli(trail.at()),
                trail.provider(),
                trail.model(),
                trail.status(),
                trail.millis(),
                new TokenCounts(trail.usage().input(), trail.usage().output()),
                trail.steps().stream().map(LastRequests::attempt).toList());
    }

    private static AttemptView attempt(RequestTrail.Step step) {
        return new AttemptView(
                step.key(),
                step.outcome().name().toLowerCase(Locale.ROOT),
                step.status(),
                step.code(),
                step.waitedMillis(),
                step.millis());
    }
}

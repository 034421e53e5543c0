package io.keywheel.admin.port;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How keys are shown; where they are looked at only. */
public interface Shelf {
    Page<KeyView> list(KeyFilter filter, Place place);

    Optional<KeyView> find(String id);

    /** Those of these keys that there are, by id, at the cost of one look at all. */
    Map<String, KeyView> found(Collection<String> ids);

    List<String> ids();
}

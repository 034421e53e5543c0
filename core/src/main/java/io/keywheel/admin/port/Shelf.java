package io.keywheel.admin.port;

import java.util.List;
import java.util.Optional;

/** How keys are shown; where they are looked at only. */
public interface Shelf {
    Page<KeyView> list(KeyFilter filter, Place place);

    Optional<KeyView> find(String id);

    List<String> ids();
}

package io.keywheel.keyring;

import io.keywheel.admin.port.KeyFilter;
import io.keywheel.admin.port.KeyView;
import io.keywheel.admin.port.Page;
import io.keywheel.admin.port.Place;
import java.util.List;
import java.util.Optional;

/** How keys are shown; where they are looked at only. */
public interface Shelf {
    Page<KeyView> list(KeyFilter filter, Place place);

    Optional<KeyView> find(String id);

    List<String> ids();
}

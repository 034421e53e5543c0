package io.keywheel.admin.port;

import io.keywheel.pool.Secret;
import java.util.Optional;

/**
 * What shall change about a key; what is empty stays.
 *
 * @param ownGroup whether it shall leave its quota group and have one of its own
 */
public record KeyPatch(
        Optional<Secret> secret,
        Optional<String> label,
        Optional<String> quotaGroup,
        boolean ownGroup,
        Optional<Integer> weight,
        Optional<Boolean> enabled) {}

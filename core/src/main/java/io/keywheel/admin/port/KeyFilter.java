package io.keywheel.admin.port;

import java.util.Optional;

/** Which keys a list holds. */
public record KeyFilter(Optional<KeyState> state, Optional<String> provider) {}

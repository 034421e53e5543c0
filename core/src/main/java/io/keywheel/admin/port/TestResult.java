package io.keywheel.admin.port;

import java.util.List;
import java.util.Optional;

/**
 * What a provider says of a key.
 *
 * @param id of a stored key
 * @param accepted empty where the provider did not say
 * @param models that it may use, as far as the provider lists them
 */
public record TestResult(
        Optional<String> id,
        Optional<Boolean> accepted,
        String outcome,
        int status,
        String code,
        String message,
        List<String> models,
        long millis) {}

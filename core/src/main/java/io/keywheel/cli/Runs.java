package io.keywheel.cli;

import io.keywheel.config.ProviderCatalog;
import java.util.function.Supplier;

/**
 * What the commands set going. Main ties them to the rest.
 *
 * @param catalog asked for only when a command needs it: start-up time counts
 */
public record Runs(ServeRun serve, DemoRun demo, Supplier<ProviderCatalog> catalog) {}

package io.keywheel.cli;

import io.keywheel.config.ProviderCatalog;
import io.keywheel.sim.SidecarStart;
import java.util.function.Supplier;

/**
 * What the commands set going. Main ties them to the rest.
 *
 * @param sidecar what the demo starts
 * @param catalog asked for only when a command needs it: start-up time counts
 */
public record Runs(ServeRun serve, SidecarStart sidecar, Supplier<ProviderCatalog> catalog) {}

package io.keywheel.cli;

import picocli.CommandLine.Option;

/** {@code --help}, last of all options. */
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 105,
            description = "Show this help.")
    private boolean wanted;

    public boolean isWanted() {
        return wanted;
    }
}

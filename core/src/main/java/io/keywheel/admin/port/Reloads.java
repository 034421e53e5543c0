package io.keywheel.admin.port;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Reads all sources again, on every member. */
@FunctionalInterface
public interface Reloads {
    CompletionStage<Report> reload(boolean dryRun, By by);

    /** What came of it. */
    record Report(boolean dryRun, long generation, List<MemberReport> members) {}

    /** On one member. */
    record MemberReport(
            String member,
            List<String> added,
            List<String> removed,
            List<String> changed,
            int unchanged,
            List<String> errors) {}
}

package io.keywheel.cluster;

import io.keywheel.records.Records;
import io.keywheel.records.RecordsContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two members keep what a process alone promises. */
class ClusterRecordsContractTest implements RecordsContract {
    @TempDir
    Path folder;

    private List<RecordsMember> members = List.of();

    @BeforeEach
    void start() {
        members = RecordsMember.cluster(TestNode.freeAddresses(2), folder);
    }

    @AfterEach
    void stop() {
        members.forEach(RecordsMember::kill);
    }

    /** Two members and two disks, in one JVM that has yet to warm up. */
    @Override
    public Duration importTime() {
        return Duration.ofSeconds(8);
    }

    @Override
    public Records records() {
        return members.get(1).records;
    }
}

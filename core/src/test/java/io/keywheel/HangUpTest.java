package io.keywheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HangUpTest {
    @Test
    void aHangUpDoesTheWorkInsteadOfEndingTheProcess() throws IOException, InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        HangUp.then(done::countDown);

        String self = String.valueOf(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("kill", "-HUP", self).start().waitFor()).isZero();

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
}

package io.keywheel.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DemoCommandTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "--seconds=3, --seconds: 3 is not between 10 and 3600",
        "--nodes=9, --nodes: 9 is not between 1 and 5",
        "--port=70000, --port: 70000 is not between 0 and 65535",
        "--scenario=nope, --scenario: there is no 'nope'; known are demo"
    })
    void aWrongOptionIsNamedAndEndsWith2(String option, String says) {
        int code = execute(option);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(says.replace("''", "'"));
    }

    @Test
    void aSidecarThatDoesNotStartEndsTheDemoWith1AndSaysWhy() {
        int code = execute("--log", "--seconds=10");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("The demo could not start: port 1 is taken");
    }

    private int execute(String... arguments) {
        SidecarStart start = (settings, listener) -> Future.failedFuture("port 1 is taken");
        return new CommandLine(new DemoCommand(start, new SimpleDialect()))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}

package io.keywheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Layout;
import io.keywheel.config.Settings.LogFormat;
import io.keywheel.config.Settings.LogLevel;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("io.keywheel.Test");

    @BeforeEach
    void asUsual() {
        LogSetup.apply(context, LogFormat.TEXT, LogLevel.INFO);
    }

    @Test
    void aLineOfTextIsWhatPeopleAlreadyWatchFor() {
        String line = text(Level.WARN, "Rate limit on key #1, rotating...", null);

        assertThat(line).isEqualTo("2026-11-24 18:40:14 - WARNING - Rate limit on key #1, rotating...\n");
    }

    @Test
    void anExceptionIsOneLine() {
        String line = text(Level.ERROR, "The store is gone", new IllegalStateException("disk\nfull"));

        assertThat(line)
                .isEqualTo("2026-11-24 18:40:14 - ERROR - The store is gone (IllegalStateException: disk\\nfull)\n");
    }

    @Test
    void atDebugTheTraceFollows() {
        LogSetup.apply(context, LogFormat.TEXT, LogLevel.DEBUG);

        String line = text(Level.ERROR, "The store is gone", new IllegalStateException("disk full"));

        assertThat(line.lines()).hasSizeGreaterThan(3).anyMatch(l -> l.contains("at io.keywheel.cli.LogLinesTest"));
    }

    @Test
    void nothingFromOutsideCanForgeALine() {
        String line = text(Level.INFO, "path /a\r\n2026-11-24 00:00:00 - ERROR - forged\u001b[31m", null);

        assertThat(line.lines()).hasSize(1);
        assertThat(line).doesNotContain("\u001b").contains("\\x0d\\n2026");
    }

    @Test
    void aLineOfJsonHasTheFieldsThatCollectorsRead() {
        JsonObject line = new JsonObject(laidOut(new JsonLines(), Level.WARN, "say \"hi\"\n", null));

        assertThat(line.getMap())
                .containsEntry("time", "2026-11-24T18:40:14Z")
                .containsEntry("level", "WARNING")
                .containsEntry("message", "say \"hi\"\\n")
                .containsEntry("logger", "io.keywheel.Test")
                .containsKey("thread")
                .hasSize(5);
    }

    @Test
    void chattyLibrariesWarnOnlyWhereEverythingIsAskedFor() {
        LogSetup.apply(context, LogFormat.TEXT, LogLevel.DEBUG);

        assertThat(context.getLogger("com.hazelcast.core").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(context.getLogger("io.netty.channel").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(logger.getEffectiveLevel()).isEqualTo(Level.DEBUG);
    }

    @Test
    void logbackFindsThisSetupByItself() {
        Object configured = org.slf4j.LoggerFactory.getILoggerFactory();

        assertThat(((LoggerContext) configured).getLogger("io.netty").getLevel())
                .isEqualTo(Level.ERROR);
    }

    private String text(Level level, String message, @Nullable Throwable thrown) {
        return laidOut(new TextLines(ZoneOffset.UTC), level, message, thrown);
    }

    private String laidOut(Layout<ILoggingEvent> layout, Level level, String message, @Nullable Throwable thrown) {
        LoggingEvent event = new LoggingEvent("", logger, level, message, thrown, new Object[0]);
        event.setInstant(Instant.parse("2026-11-24T18:40:14Z"));
        layout.setContext(context);
        return layout.doLayout(event);
    }
}

package io.keywheel.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.keywheel.config.Settings.LogFormat;
import io.keywheel.config.Settings.LogLevel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Logging without a configuration file: lines on standard error, which leaves standard output to data. */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** Libraries that have more to say than anybody wants to read: what matters of it, our own lines say. */
    private static final List<String> QUIET = List.of("com.hazelcast", "io.netty");

    private static final Map<LogLevel, Level> LEVELS = Map.of(
            LogLevel.ERROR, Level.ERROR,
            LogLevel.WARNING, Level.WARN,
            LogLevel.INFO, Level.INFO,
            LogLevel.DEBUG, Level.DEBUG);

    /** Called by logback with the first logger, before any setting is read: as the environment says. */
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        boolean json = "json".equalsIgnoreCase(System.getenv("KEYWHEEL_LOG_FORMAT"));
        apply(context, json ? LogFormat.JSON : LogFormat.TEXT, early(System.getenv("KEYWHEEL_LOG_LEVEL")));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Makes libraries log through slf4j. Before the first class of Vert.x or Hazelcast is touched. */
    public static void prepare() {
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        System.setProperty("hazelcast.logging.type", "slf4j");
    }

    /** As the settings say, from now on. */
    public static void apply(LogFormat format, LogLevel level) {
        apply((LoggerContext) LoggerFactory.getILoggerFactory(), format, level);
    }

    static void apply(LoggerContext context, LogFormat format, LogLevel level) {
        Layout<ILoggingEvent> layout = format == LogFormat.JSON ? new JsonLines() : new TextLines();
        layout.setContext(context);
        layout.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(standardError(context, layout));
        root.setLevel(LEVELS.get(level));
        for (String name : QUIET) context.getLogger(name).setLevel(level == LogLevel.DEBUG ? Level.WARN : Level.ERROR);
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context, Layout<ILoggingEvent> layout) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    /** What is no level is told later, with all other mistakes. */
    private static LogLevel early(@Nullable String text) {
        for (LogLevel level : LogLevel.values())
            if (text != null && level.name().equals(text.toUpperCase(Locale.ROOT))) return level;
        return LogLevel.INFO;
    }
}

package io.keywheel.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** {@code 2026-11-24 18:40:14 - WARNING - Rate limit on key #1, rotating...}: the form that people already watch for. */
final class TextLines extends LayoutBase<ILoggingEvent> {
    private final DateTimeFormatter time;

    TextLines() {
        this(ZoneId.systemDefault());
    }

    TextLines(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(zone);
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(128);
        time.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
        line.append(" - ").append(level(event)).append(" - ");
        line.append(OneLine.of(event)).append('\n');
        if (OneLine.wantsTrace(event, getContext()))
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        return line.toString();
    }

    static String level(ILoggingEvent event) {
        return event.getLevel().equals(Level.WARN)
                ? "WARNING"
                : event.getLevel().toString();
    }
}

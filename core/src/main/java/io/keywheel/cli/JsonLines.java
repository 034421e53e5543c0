package io.keywheel.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;

/** One JSON object a line: time (RFC 3339), level, message, logger, thread. Logback's own encoder names them otherwise. */
final class JsonLines extends LayoutBase<ILoggingEvent> {
    private final JsonStringEncoder encoder = JsonStringEncoder.getInstance();

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256).append('{');
        field(line, "time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
        field(line.append(','), "level", TextLines.level(event));
        field(line.append(','), "message", OneLine.of(event));
        field(line.append(','), "logger", event.getLoggerName());
        field(line.append(','), "thread", event.getThreadName());
        if (OneLine.wantsTrace(event, getContext()))
            field(line.append(','), "trace", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        return line.append("}\n").toString();
    }

    private void field(StringBuilder line, String name, String value) {
        line.append('"').append(name).append("\":\"");
        encoder.quoteAsString(value, line);
        line.append('"');
    }
}

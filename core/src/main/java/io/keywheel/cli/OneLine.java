package io.keywheel.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Context;

/** The message of an event and its exception's, so written that nothing from outside can forge a line of its own. */
final class OneLine {
    private OneLine() {}

    static String of(ILoggingEvent event) {
        StringBuilder line = new StringBuilder();
        append(line, event.getFormattedMessage());
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.append(" (").append(simple(thrown.getClassName()));
            if (thrown.getMessage() != null) append(line.append(": "), thrown.getMessage());
            line.append(')');
        }
        return line.toString();
    }

    /** Traces are for those who asked for everything. */
    static boolean wantsTrace(ILoggingEvent event, Context context) {
        return event.getThrowableProxy() != null
                && context instanceof LoggerContext loggers
                && loggers.getLogger(Logger.ROOT_LOGGER_NAME).isEnabledFor(Level.DEBUG);
    }

    private static void append(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isISOControl(c)) line.append(c);
            else if (c == '\n') line.append("\\n");
            else if (c == '\t') line.append(' ');
            else line.append(String.format("\\x%02x", (int) c));
        }
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}

package io.keywheel.sim;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is known of the place where lines are shown.
 *
 * @param interactive whether a person looks on
 */
public record Terminal(boolean interactive, Look look) {

    public static Terminal of(Map<String, String> environment) {
        boolean interactive = isInteractive();
        boolean colour = interactive
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        return new Terminal(interactive, new Look(colour, isUtf8(environment)));
    }

    /** The first of these variables that is set decides. */
    static boolean isUtf8(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.toUpperCase(Locale.ROOT).replace("-", ""))
                .filter(value -> value.contains("UTF8"))
                .isPresent();
    }

    /** Standard output in the characters that {@link Look} chose, whatever Java thinks of the locale. */
    static PrintStream standardOutput() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    /** From Java 22 on there may be a console without a terminal; it tells by a method that 17 does not have. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isInteractive() {
        Console console = System.console();
        if (console == null) return false;
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}

package io.keywheel.cli.operate;

import io.keywheel.cli.Shell;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes secrets from a file, from standard input, or from a person who sees nothing of what is typed. Never from an argument. */
record SecretInput(Shell shell) {
    private static final int LARGEST = 8 << 20;

    /** One secret. Where a person looks on, there is a console. */
    @SuppressWarnings("SystemConsoleNull")
    String one(@Nullable Path file) {
        Console console = System.console();
        boolean asked = file == null && shell.terminal().interactive() && console != null;
        String text = asked ? typed(console) : new String(bytes(file), StandardCharsets.UTF_8);
        List<String> lines =
                text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        if (lines.isEmpty())
            throw OnServer.misuse("there is no secret.", "Pipe it in, or name its file by --key-file.");
        if (lines.size() > 1)
            throw OnServer.misuse("there are several lines.", "Give one secret, or use: keywheel keys import FILE");
        return lines.get(0);
    }

    private static String typed(@Nullable Console console) {
        char[] typed = console == null ? null : console.readPassword("Secret (not shown): ");
        return typed == null ? "" : new String(typed);
    }

    /** @param file {@code -} and null are standard input */
    byte[] bytes(@Nullable Path file) {
        boolean standard = file == null || file.toString().equals("-");
        try (InputStream in =
                standard ? shell.in() : Files.newInputStream(shell.directory().resolve(file))) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) throw OnServer.misuse("the input is larger than 8 MiB.", "Send it in parts.");
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return bytes;
        } catch (CharacterCodingException e) {
            throw OnServer.misuse("the input is no UTF-8 text.", "Save it in UTF-8.");
        } catch (IOException e) {
            throw OnServer.misuse(
                    (standard ? "standard input" : file) + " cannot be read.", "Check its name and rights.");
        }
    }
}

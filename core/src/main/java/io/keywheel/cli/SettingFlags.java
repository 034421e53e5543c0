package io.keywheel.cli;

import io.keywheel.config.Flags;
import io.keywheel.config.Flags.Flag;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that are settings: taken from their table, so that none is forgotten. */
final class SettingFlags {
    private SettingFlags() {}

    static CommandLine added(CommandLine command) {
        for (Flag flag : Flags.all())
            command.getCommandSpec()
                    .addOption(OptionSpec.builder(flag.option())
                            .paramLabel("VALUE")
                            .type(String.class)
                            // Neither a format nor a variable of picocli's.
                            .description(flag.about().replace("%", "%%").replace("$", "$$"))
                            .build());
        return command;
    }

    static Map<String, String> given(CommandSpec command) {
        Map<String, String> given = new HashMap<>();
        for (Flag flag : Flags.all()) {
            OptionSpec option = command.findOption(flag.option());
            String value = option == null ? null : option.getValue();
            if (value != null) given.put(flag.setting(), value);
        }
        return given;
    }
}

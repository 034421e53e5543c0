package io.keywheel.cli.operate;

import io.keywheel.cli.Exit;
import io.keywheel.cli.HelpOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that is only a name for others. */
@Command
final class Group implements Callable<Integer> {
    @Mixin
    private final HelpOption help = new HelpOption();

    @Spec
    private @Nullable CommandSpec spec;

    private Group() {}

    static CommandLine of(String name, String about, List<? extends Callable<Integer>> members) {
        CommandLine group = new CommandLine(new Group());
        group.getCommandSpec().name(name).usageMessage().description(about).synopsisSubcommandLabel("COMMAND");
        members.forEach(group::addSubcommand);
        return group;
    }

    @Override
    public Integer call() {
        if (spec != null && !help.isWanted())
            spec.commandLine().usage(spec.commandLine().getErr());
        return Exit.USAGE;
    }
}

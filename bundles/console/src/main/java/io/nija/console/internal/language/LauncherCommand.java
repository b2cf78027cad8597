package io.nija.console.internal.language;

import java.util.List;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;

/**
 * A command that the launcher carries out before there is a framework. It is declared here so that help and
 * documentation know it; whoever can say it here already has a running NIJA.
 */
record LauncherCommand(CommandSpec spec) implements Command {

    static final List<String> NAMES = List.of("run", "demo");

    private static final Option HEADLESS = Option.flag("--headless", "no console, even when standard input is a terminal");

    static List<Command> all() {
        return List.of(new LauncherCommand(run()), new LauncherCommand(demo()));
    }

    private static CommandSpec run() {
        return new CommandSpec("run", "starts NIJA in the foreground",
                "Starts NIJA on its configuration and data folder, with a console when standard input is a terminal. "
                        + "SIGTERM, Ctrl-D or 'exit' in the console stop it within 10 seconds with exit code 0; orders "
                        + "that rest at venues stay there. A second NIJA on the same data folder is refused with exit code 5.",
                List.of(),
                List.of(HEADLESS, Option.flag("--check", "resolve everything, say what is wrong, and exit")),
                Where.LOCAL, Effect.READS, true, List.of("run", "run --headless", "run --check"));
    }

    private static CommandSpec demo() {
        return new CommandSpec("demo", "starts NIJA with the built-in exchange and keys issued by it",
                "Ignores all other keys, keeps its configuration and data under demo in the data folder, starts the "
                        + "built-in exchange, and issues keys for the configured accounts. No request leaves this machine.",
                List.of(), List.of(HEADLESS), Where.LOCAL, Effect.READS, true, List.of("demo", "demo --headless"));
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        throw new CommandException(Exit.OCCUPIED,
                "NIJA is already running; '" + spec.name() + "' starts it from a shell when it does not.");
    }
}

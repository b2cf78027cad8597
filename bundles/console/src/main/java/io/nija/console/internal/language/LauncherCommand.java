package io.nija.console.internal.language;

import java.util.List;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
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
        return new CommandSpec("demo", "starts NIJA with the built-in exchange and keys issued by it, or kills it again and again and checks",
                "Ignores all other keys, keeps its configuration and data under demo in the data folder, starts the "
                        + "built-in exchange, and issues keys for the configured accounts. No request leaves this machine. "
                        + "With --crash, exchange and NIJA are processes of their own under demo/crash: three people trade, NIJA is "
                        + "killed (SIGKILL) at moments seen at the exchange and at moments drawn by lot, and starts again; in the end a "
                        + "program that shares no class with NIJA compares the exchange's books with what people were told. Exit code 0: "
                        + "nothing was lost, doubled or misplaced; 2: something was. It takes at most ninety seconds unless --rounds asks for more.",
                List.of(), List.of(HEADLESS, Option.flag("--crash", "show what becomes of orders when NIJA is killed"),
                        new Option("--rounds", "N", "with --crash: how often it is killed; as often as fits into ninety seconds when not given", Domain.TEXT)),
                Where.LOCAL, Effect.READS, true, List.of("demo", "demo --headless", "demo --crash", "demo --crash --rounds 20"));
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        throw new CommandException(Exit.OCCUPIED,
                "NIJA is already running; '" + spec.name() + "' starts it from a shell when it does not.");
    }
}

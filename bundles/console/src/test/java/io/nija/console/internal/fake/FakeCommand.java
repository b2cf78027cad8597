package io.nija.console.internal.fake;

import java.util.List;
import java.util.Map;

import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Invocation;

/** A command made for a test. */
public record FakeCommand(CommandSpec spec, Work work) implements Command {

    /** What it does. */
    @FunctionalInterface
    public interface Work {

        Answer run(Invocation invocation) throws CommandException, InterruptedException;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        return work.run(invocation);
    }

    public static CommandSpec spec(String name, Where where, Effect effect, boolean lanes) {
        return new CommandSpec(name, "does " + name, "Does " + name + ".",
                List.of(new Parameter("FIRST", "the first thing", false, Domain.ACCOUNT_OR_LANE),
                        new Parameter("SECOND", "the second thing", false, Domain.TEXT)),
                List.of(Option.flag("--flag", "a flag"), new Option("--value", "V", "a value", Domain.SYMBOL),
                        new Option("--out", "FILE", "a file", Domain.FILE)),
                where, effect, lanes, List.of());
    }

    /** A command that answers with its own arguments. */
    public static FakeCommand echo(String name) {
        return new FakeCommand(spec(name, Where.EITHER, Effect.READS, false), invocation -> Answer.of(0,
                Map.of("first", invocation.argument("FIRST").orElse("")),
                Lines.of(invocation.argument("FIRST") + " " + invocation.argument("SECOND") + " " + invocation.has("--flag")
                        + " " + invocation.option("--value") + " " + invocation.option("--out"))));
    }
}

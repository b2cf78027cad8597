package io.nija.console.internal.language;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.Exit;
import io.nija.command.Invocation;

/** A command whose bundle is here and that is not here itself. */
record ExpectedCommand(CommandSpec spec, String missing) implements Command {

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        throw new CommandException(Exit.NONE, missing);
    }
}

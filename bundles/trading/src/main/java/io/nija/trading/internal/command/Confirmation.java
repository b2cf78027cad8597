package io.nija.trading.internal.command;

import java.util.Optional;

import io.nija.command.CommandException;
import io.nija.command.CommandSpec.Option;
import io.nija.command.Exit;
import io.nija.command.Invocation;

/** A typed yes. */
final class Confirmation {

    private Confirmation() {}

    /**
     * Goes on when {@code yes} was given, or a person types it.
     *
     * @throws CommandException usage when there is nobody to ask, none when the answer was another
     */
    static void require(Invocation invocation, Option yes, String question) throws CommandException, InterruptedException {
        if (invocation.has(yes.name())) {
            return;
        }
        Optional<String> answer = invocation.ask(question, false);
        if (answer.isEmpty()) {
            throw new CommandException(Exit.USAGE, "There is nobody to ask; give " + yes.name() + " to go on without. Nothing was done.");
        }
        if (!answer.get().strip().equalsIgnoreCase("yes")) {
            throw new CommandException(Exit.NONE, "That was no yes; nothing was done.");
        }
    }
}

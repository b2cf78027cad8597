package io.nija.strategies.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.Exit;
import io.nija.command.Invocation;

/** What the three commands about one strategy share. */
final class StrategyWords {

    static final Parameter NAME = new Parameter("NAME", "the strategy", true, Domain.TEXT);

    private StrategyWords() {}

    /** The strategy's name. @throws CommandException when there is none */
    static String known(StrategyFloor floor, Invocation invocation) throws CommandException {
        String name = invocation.required("NAME");
        List<String> names = floor.all().stream().map(strategy -> strategy.plan().name()).toList();
        if (!names.contains(name)) {
            throw new CommandException(Exit.USAGE, "There is no strategy '" + name + "'. " + (names.isEmpty() ? "No strategy has a file."
                    : "The strategies are " + String.join(", ", names) + "."));
        }
        return name;
    }

    /** Says it, and answers so. */
    static Answer say(StrategyFloor floor, Invocation invocation, Kept.Word word, String consequence) throws CommandException {
        String name = known(floor, invocation);
        floor.say(name, new Kept.Said(word, invocation.caller()));
        return Answer.of(Exit.OK, Map.of("strategy", name, "state", word.name()), Lines.of(name + " is " + word.name().toLowerCase(Locale.ROOT) + ". " + consequence));
    }
}

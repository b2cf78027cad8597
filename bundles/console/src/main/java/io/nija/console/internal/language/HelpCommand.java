package io.nija.console.internal.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.command.Answer;
import io.nija.command.Answer.Block;
import io.nija.command.Answer.Lines;
import io.nija.command.Command;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;

/** {@code help}: the list of commands, or one command's page. */
final class HelpCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec("help", "lists the commands, or explains one",
            "Everything here is made from the commands' own declarations, so it cannot be out of date.",
            List.of(new Parameter("COMMAND", "the command to explain", false, Domain.COMMAND),
                    new Parameter("SUBCOMMAND", "its second word, if it has one", false, Domain.TEXT)),
            List.of(Option.flag("--markdown", "the table of commands for the documentation"),
                    Option.flag("--tsv", "a line for each command: name, where it runs, whether it needs lanes")),
            Where.EITHER, Effect.READS, false, List.of("help", "help why", "help config check"));

    private final CommandRegistry registry;

    HelpCommand(CommandRegistry registry) {
        this.registry = registry;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws Usage {
        List<CommandSpec> specs = chosen(invocation);
        Map<String, ?> json = Map.of("commands", specs.stream().map(HelpPages::json).toList());
        return new Answer(Exit.OK, json, text(invocation, specs), List.of());
    }

    private List<Block> text(Invocation invocation, List<CommandSpec> specs) {
        if (invocation.has("--tsv")) {
            return List.of(new Lines(HelpPages.tsv(specs)));
        }
        if (invocation.has("--markdown")) {
            return List.of(new Lines(HelpPages.markdown(specs)));
        }
        return specs.size() == 1 ? HelpPages.page(specs.get(0)) : HelpPages.list(specs);
    }

    private List<CommandSpec> chosen(Invocation invocation) throws Usage {
        Optional<String> first = invocation.argument("COMMAND");
        if (first.isEmpty()) {
            return registry.specs();
        }
        Optional<String> second = invocation.argument("SUBCOMMAND");
        String name = second.map(word -> first.get() + " " + word).orElse(first.get());
        Optional<Command> command = registry.find(name);
        if (command.isPresent()) {
            return List.of(command.get().spec());
        }
        List<CommandSpec> group = registry.group(name);
        if (group.isEmpty()) {
            throw registry.unknown(List.of(name.split(" ")));
        }
        return group;
    }

    /** A command's page as an answer, for {@code COMMAND --help}. */
    static Answer page(CommandSpec spec) {
        return new Answer(Exit.OK, HelpPages.json(spec), HelpPages.page(spec), List.of());
    }
}

package io.nija.console.internal.gogo;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Option;
import io.nija.console.internal.language.CommandRegistry;

import org.jline.builtins.Completers.CompletionData;

/**
 * A session's completions, as jline's {@code Completers} wants them: ours are made from the declarations at each
 * look, since commands come and go; all others are kept as they are set.
 */
final class CommandCompletions extends AbstractMap<String, List<CompletionData>> {

    private static final String PREFIX = GogoCommands.SCOPE + ":";

    private final CommandRegistry registry;
    private final Map<String, List<CompletionData>> others;

    CommandCompletions(CommandRegistry registry, Map<String, List<CompletionData>> others) {
        this.registry = registry;
        this.others = others;
    }

    /** What others have set. */
    Map<String, List<CompletionData>> others() {
        return others;
    }

    @Override
    public List<CompletionData> get(Object function) {
        String name = String.valueOf(function);
        List<CommandSpec> specs = name.startsWith(PREFIX) ? specs(name.substring(PREFIX.length())) : List.of();
        return specs.isEmpty() ? others.get(function) : data(specs);
    }

    private List<CommandSpec> specs(String firstWord) {
        return registry.specs().stream()
                .filter(spec -> spec.name().equals(firstWord) || spec.name().startsWith(firstWord + " "))
                .toList();
    }

    /** The description; each option; and everything that is not an option, which is found by our function. */
    private static List<CompletionData> data(List<CommandSpec> specs) {
        List<CompletionData> data = new ArrayList<>();
        String summary = specs.size() == 1 ? specs.get(0).summary() : specs.stream().map(CommandSpec::name).toList().toString();
        data.add(new CompletionData(null, summary, null, null));
        Set<Option> options = new LinkedHashSet<>();
        specs.forEach(spec -> options.addAll(spec.options()));
        options.add(Option.flag("--json", "one JSON document instead of text"));
        options.add(Option.flag("--help", "explains the command"));
        options.forEach(option -> data.add(new CompletionData(List.of(option.name()), option.description(), null, null)));
        data.add(new CompletionData(null, null, PREFIX + ConsoleSessions.COMPLETE, null));
        return data;
    }

    @Override
    public List<CompletionData> put(String function, List<CompletionData> completions) {
        return others.put(function, completions);
    }

    @Override
    public List<CompletionData> remove(Object function) {
        return others.remove(function);
    }

    @Override
    public Set<Entry<String, List<CompletionData>>> entrySet() {
        return others.entrySet();
    }
}

package io.nija.console.internal.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.nija.command.Command;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Option;

/** What may come next on a command line. Pure; says what is possible, whoever types filters by what stands there. */
public final class Completion {

    private final CommandRegistry registry;
    private final Domains domains;

    public Completion(CommandRegistry registry, Domains domains) {
        this.registry = registry;
        this.domains = domains;
    }

    /** What is known now of each domain. */
    @FunctionalInterface
    public interface Domains {

        /** The values of a domain that begin with {@code typed} or may be completed from it. */
        Collection<String> values(Domain domain, String typed);
    }

    /**
     * A possibility.
     *
     * @param value what would stand on the line
     * @param description one line, or null
     * @param complete whether a blank may follow: not after a folder
     */
    public record Candidate(String value, String description, boolean complete) {

        static Candidate of(String value) {
            return new Candidate(value, null, !value.endsWith("/"));
        }
    }

    /**
     * The possibilities for the word at {@code index} of {@code words}.
     *
     * @param typed that word as far as it is typed
     */
    public List<Candidate> candidates(List<String> words, int index, String typed) {
        if (index == 0) {
            return registry.specs().stream()
                    .filter(spec -> !spec.name().contains(" "))
                    .map(spec -> new Candidate(spec.name(), spec.summary(), true))
                    .toList();
        }
        List<Candidate> candidates = new ArrayList<>();
        if (index == 1) {
            registry.group(words.get(0)).forEach(spec ->
                    candidates.add(new Candidate(spec.name().substring(words.get(0).length() + 1), spec.summary(), true)));
        }
        spec(words, index).ifPresent(spec -> candidates.addAll(ofCommand(spec, words, index, typed)));
        return candidates;
    }

    private Optional<CommandSpec> spec(List<String> words, int index) {
        Optional<Command> twoWords = index > 1 ? registry.find(words.get(0) + " " + words.get(1)) : Optional.empty();
        return twoWords.or(() -> registry.find(words.get(0))).map(Command::spec);
    }

    private List<Candidate> ofCommand(CommandSpec spec, List<String> words, int index, String typed) {
        Optional<Option> valued = spec.options().stream()
                .filter(option -> option.value() != null && option.name().equals(words.get(index - 1)))
                .findFirst();
        if (valued.isPresent()) {
            return values(valued.get().domain(), typed);
        }
        if (typed.startsWith("-")) {
            return options(spec, words);
        }
        int position = positional(spec, words, index);
        return position < spec.parameters().size() ? values(spec.parameters().get(position).domain(), typed) : List.of();
    }

    private List<Candidate> values(Domain domain, String typed) {
        return domains.values(domain, typed).stream().map(Candidate::of).toList();
    }

    /** The options of a command that are not on the line yet. */
    private static List<Candidate> options(CommandSpec spec, List<String> words) {
        List<Candidate> options = new ArrayList<>();
        spec.options().forEach(option -> options.add(new Candidate(option.name(), option.description(), true)));
        options.add(new Candidate(Arguments.JSON, "one JSON document instead of text", true));
        options.add(new Candidate(Arguments.HELP, "explains the command", true));
        return options.stream().filter(option -> !words.contains(option.value())).toList();
    }

    private static int positional(CommandSpec spec, List<String> words, int index) {
        int position = 0;
        for (int i = spec.name().split(" ").length; i < index; i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                position++;
            } else if (spec.options().stream().anyMatch(option -> option.value() != null && option.name().equals(word))) {
                i++;
            }
        }
        return position;
    }
}

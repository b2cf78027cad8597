package io.nija.console.internal.language;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Parameter;

/**
 * A command's words, checked against its declaration. {@code --name value} and {@code --name=value} are the same;
 * {@code --} ends the options; a value that begins with two hyphens must be written with {@code =}.
 *
 * @param arguments positional arguments by the parameter's name
 * @param options given options by name; a flag has an empty value
 * @param json whether {@code --json} was given
 * @param help whether {@code --help} or {@code -h} was given; the rest is then unchecked
 */
public record Arguments(Map<String, String> arguments, Map<String, String> options, boolean json, boolean help) {

    static final String JSON = "--json";
    static final String HELP = "--help";
    static final String HELP_SHORT = "-h";

    public Arguments {
        arguments = Map.copyOf(arguments);
        options = Map.copyOf(options);
    }

    /** @throws Usage with one sentence when the words do not fit the declaration */
    public static Arguments parse(CommandSpec spec, List<String> words) throws Usage {
        return new Reading(spec, words).read();
    }

    /** Whether {@code words} ask for JSON, even if something else about them is wrong. */
    public static boolean wantsJson(List<String> words) {
        return options(words).contains(JSON);
    }

    /** Whether {@code words} ask for help, even if something else about them is wrong. */
    static boolean wantsHelp(List<String> words) {
        return options(words).contains(HELP) || options(words).contains(HELP_SHORT);
    }

    private static List<String> options(List<String> words) {
        int end = words.indexOf("--");
        return words.subList(0, end < 0 ? words.size() : end);
    }

    /** The same with every file name made absolute, as seen from {@code directory}; {@code -} stays as it is. */
    public Arguments within(Path directory, CommandSpec spec) throws Usage {
        Map<String, String> seenArguments = new HashMap<>(arguments);
        for (Parameter parameter : spec.parameters()) {
            if (parameter.domain() == Domain.FILE && arguments.containsKey(parameter.name())) {
                seenArguments.put(parameter.name(), absolute(directory, arguments.get(parameter.name())));
            }
        }
        Map<String, String> seenOptions = new HashMap<>(options);
        for (Option option : spec.options()) {
            if (option.domain() == Domain.FILE && option.value() != null && options.containsKey(option.name())) {
                seenOptions.put(option.name(), absolute(directory, options.get(option.name())));
            }
        }
        return new Arguments(seenArguments, seenOptions, json, help);
    }

    private static String absolute(Path directory, String file) throws Usage {
        if (file.equals("-")) {
            return file;
        }
        try {
            return directory.resolve(file).normalize().toString();
        } catch (InvalidPathException illegal) {
            throw new Usage(Usage.quoted(file) + " cannot be the name of a file.");
        }
    }

    /** One pass over the words. */
    private static final class Reading {

        private final CommandSpec spec;
        private final List<String> words;
        private final List<String> positional = new ArrayList<>();
        private final Map<String, String> options = new HashMap<>();
        private boolean json;
        private boolean help;
        private Usage firstError;

        Reading(CommandSpec spec, List<String> words) {
            this.spec = spec;
            this.words = words;
        }

        Arguments read() throws Usage {
            boolean optionsEnded = false;
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                if (optionsEnded || !word.startsWith("-") || word.equals("-")) {
                    positional.add(word);
                } else if (word.equals("--")) {
                    optionsEnded = true;
                } else {
                    i += option(word, i + 1 < words.size() ? words.get(i + 1) : null);
                }
            }
            if (help) {
                return new Arguments(Map.of(), Map.of(), json, true);
            }
            if (firstError != null) {
                throw firstError;
            }
            return new Arguments(named(), options, json, false);
        }

        /** Returns how many of the following words belong to this one. */
        private int option(String word, String next) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            Optional<Option> declared = spec.options().stream().filter(it -> it.name().equals(name)).findFirst();
            if (declared.isEmpty()) {
                builtIn(name, equals >= 0);
                return 0;
            }
            if (options.containsKey(name)) {
                error(name + " is given twice.");
            }
            if (declared.get().value() == null) {
                if (equals >= 0) {
                    error(name + " takes no value.");
                }
                options.put(name, "");
                return 0;
            }
            if (equals >= 0) {
                value(declared.get(), word.substring(equals + 1));
                return 0;
            }
            if (next == null || next.startsWith("--") || next.equals(HELP_SHORT)) {
                error(name + " needs a value: " + name + " " + declared.get().value() + ".");
                return 0;
            }
            value(declared.get(), next);
            return 1;
        }

        private void value(Option option, String value) {
            if (value.isBlank()) {
                error(option.name() + " needs a value: " + option.name() + " " + option.value() + ".");
            }
            options.put(option.name(), value);
        }

        private void builtIn(String name, boolean hasValue) {
            boolean isHelp = name.equals(HELP) || name.equals(HELP_SHORT);
            if (!isHelp && !name.equals(JSON)) {
                error(spec.name() + " has no option " + Usage.quoted(name) + Nearest.question(name, optionNames()));
            } else if (hasValue) {
                error(name + " takes no value.");
            } else if (isHelp) {
                help = true;
            } else {
                json = true;
            }
        }

        private List<String> optionNames() {
            List<String> names = new ArrayList<>(spec.options().stream().map(Option::name).toList());
            names.add(JSON);
            names.add(HELP);
            return names;
        }

        private Map<String, String> named() throws Usage {
            List<Parameter> parameters = spec.parameters();
            if (positional.size() > parameters.size()) {
                String extra = Usage.quoted(positional.get(parameters.size()));
                throw new Usage(parameters.isEmpty()
                        ? spec.name() + " takes no argument; " + extra + " is too much."
                        : extra + " is too much; it is nija " + HelpPages.synopsis(spec) + ".");
            }
            Map<String, String> named = new HashMap<>();
            for (int i = 0; i < parameters.size(); i++) {
                if (i < positional.size() && !positional.get(i).isBlank()) {
                    named.put(parameters.get(i).name(), positional.get(i));
                } else if (parameters.get(i).required()) {
                    throw new Usage(spec.name() + " needs " + parameters.get(i).name() + ": "
                            + parameters.get(i).description() + ".");
                } else if (i < positional.size()) {
                    throw new Usage(parameters.get(i).name() + " is empty.");
                }
            }
            return named;
        }

        private void error(String sentence) {
            if (firstError == null) {
                firstError = new Usage(sentence);
            }
        }
    }
}

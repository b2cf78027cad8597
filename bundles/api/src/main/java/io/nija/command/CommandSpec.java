package io.nija.command;

import java.util.List;

/**
 * A command's declaration.
 *
 * @param name what is typed: one word, or two for a sub-command ({@code config check})
 * @param summary one line for the list of commands
 * @param description paragraphs for its help
 * @param parameters in order
 * @param options beside {@code --json} and {@code --help}, which every command has
 * @param where where it runs
 * @param effect what it may change
 * @param lanes whether it needs the lanes connected when it runs without a running NIJA
 * @param examples complete lines, without {@code nija}
 */
public record CommandSpec(
        String name,
        String summary,
        String description,
        List<Parameter> parameters,
        List<Option> options,
        Where where,
        Effect effect,
        boolean lanes,
        List<String> examples) {

    public CommandSpec {
        parameters = List.copyOf(parameters);
        options = List.copyOf(options);
        examples = List.copyOf(examples);
    }

    /** Where a command runs. */
    public enum Where {
        /** In the running NIJA; exit code 3 when none runs on this data folder. */
        RUNNING,
        /** In the running NIJA if there is one, else in a process of its own. */
        EITHER,
        /** Always in a process of its own, beside a running one. */
        LOCAL
    }

    /** What a command may change. */
    public enum Effect {
        /** Nothing. */
        READS,
        /** Something; it is logged with who asked. */
        CHANGES,
        /** Something that may cost money; asks first unless told {@code --yes}. */
        DANGEROUS
    }

    /** What completes a parameter or an option's value. */
    public enum Domain {
        TEXT,
        ACCOUNT,
        BROKER,
        LANE,
        /** An account, or an account and a broker. */
        ACCOUNT_OR_LANE,
        SYMBOL,
        FILE,
        COMMAND
    }

    /**
     * A positional argument.
     *
     * @param name in capitals, as it stands in the help
     * @param required whether it must be given; all required ones come first
     */
    public record Parameter(String name, String description, boolean required, Domain domain) {}

    /**
     * An option.
     *
     * @param name with both hyphens, {@code --account}
     * @param value the name of its value in capitals, or null for a flag
     */
    public record Option(String name, String value, String description, Domain domain) {

        /** An option without a value. */
        public static Option flag(String name, String description) {
            return new Option(name, null, description, Domain.TEXT);
        }
    }
}

package io.nija.console.internal.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.command.Answer.Block;
import io.nija.command.Answer.Lines;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;

/** Help made from declarations: for a person, for the documentation, and for the launcher. */
final class HelpPages {

    private static final int WIDTH = 96;

    private HelpPages() {}

    /** What is typed: the name, its arguments, and its own options. */
    static String synopsis(CommandSpec spec) {
        StringBuilder line = new StringBuilder(spec.name());
        for (Parameter parameter : spec.parameters()) {
            line.append(' ').append(parameter.required() ? parameter.name() : "[" + parameter.name() + "]");
        }
        for (Option option : spec.options()) {
            line.append(" [").append(shape(option)).append(']');
        }
        return line.toString();
    }

    private static String shape(Option option) {
        return option.value() == null ? option.name() : option.name() + " " + option.value();
    }

    /** The list of commands, under headings. */
    static List<Block> list(List<CommandSpec> specs) {
        int width = specs.stream().mapToInt(spec -> spec.name().length()).max().orElse(0) + 2;
        List<String> lines = new ArrayList<>();
        for (CommandGroup group : CommandGroup.values()) {
            List<CommandSpec> members = specs.stream().filter(spec -> CommandGroup.of(spec) == group).toList();
            if (!members.isEmpty()) {
                lines.add(group.title() + ":");
                members.forEach(spec -> lines.add("  " + padded(spec.name(), width) + spec.summary()));
                lines.add("");
            }
        }
        lines.add("'help COMMAND' or 'COMMAND --help' says more; --json gives one JSON document.");
        lines.add("In the console, 'exit' or Ctrl-D stops NIJA.");
        return List.of(new Lines(lines));
    }

    /** One command's page. */
    static List<Block> page(CommandSpec spec) {
        List<String> lines = new ArrayList<>();
        lines.add("nija " + synopsis(spec));
        lines.add("");
        for (String paragraph : spec.description().split("\n")) {
            lines.addAll(wrapped(paragraph));
        }
        if (!spec.parameters().isEmpty()) {
            section(lines, "Arguments", rows(spec.parameters(), Parameter::name, Parameter::description));
        }
        List<Option> options = new ArrayList<>(spec.options());
        options.add(Option.flag("--json", "one JSON document instead of text"));
        options.add(Option.flag("--help, -h", "this page"));
        section(lines, "Options", rows(options, HelpPages::shape, Option::description));
        if (!spec.examples().isEmpty()) {
            section(lines, "Examples", spec.examples().stream().map(line -> "nija " + line).toList());
        }
        lines.add("");
        lines.add(nature(spec));
        return List.of(new Lines(lines));
    }

    private static String nature(CommandSpec spec) {
        String where = switch (spec.where()) {
            case RUNNING -> "Needs a running NIJA (exit code 3 without one).";
            case EITHER -> "Works with or without a running NIJA.";
            case LOCAL -> "Runs in a process of its own.";
        };
        return switch (spec.effect()) {
            case READS -> where;
            case CHANGES -> where + " Changes something; who asked is logged.";
            case DANGEROUS -> where + " May cost money: asks first unless told --yes; who asked is logged.";
        };
    }

    private static void section(List<String> lines, String title, List<String> body) {
        lines.add("");
        lines.add(title + ":");
        body.forEach(line -> lines.add("  " + line));
    }

    private static <T> List<String> rows(
            List<T> things, java.util.function.Function<T, String> left, java.util.function.Function<T, String> right) {
        int width = things.stream().mapToInt(thing -> left.apply(thing).length()).max().orElse(0) + 2;
        return things.stream().map(thing -> padded(left.apply(thing), width) + right.apply(thing)).toList();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private static List<String> wrapped(String paragraph) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" ")) {
            if (line.length() + word.length() + 1 > WIDTH && line.length() > 0) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The documentation's table. */
    static List<String> markdown(List<CommandSpec> specs) {
        List<String> lines = new ArrayList<>();
        lines.add("| command | does | needs a running NIJA |");
        lines.add("|---|---|---|");
        for (CommandSpec spec : specs) {
            lines.add("| `" + synopsis(spec).replace("|", "\\|") + "` | " + spec.summary().replace("|", "\\|")
                    + (spec.effect() == Effect.DANGEROUS ? " (asks first)" : "")
                    + " | " + CommandGroup.needsRunning(spec) + " |");
        }
        return lines;
    }

    /** One line a command for the launcher: name, {@link Where}, whether it needs lanes; separated by tabs. */
    static List<String> tsv(List<CommandSpec> specs) {
        return specs.stream().map(spec -> spec.name() + "\t" + spec.where() + "\t" + spec.lanes()).toList();
    }

    /** A declaration as JSON. */
    static Map<String, Object> json(CommandSpec spec) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", spec.name());
        json.put("synopsis", synopsis(spec));
        json.put("summary", spec.summary());
        json.put("description", spec.description());
        json.put("parameters", spec.parameters().stream().map(HelpPages::json).toList());
        json.put("options", spec.options().stream().map(HelpPages::json).toList());
        json.put("where", spec.where().name());
        json.put("effect", spec.effect().name());
        json.put("lanes", spec.lanes());
        json.put("examples", spec.examples());
        return json;
    }

    private static Map<String, Object> json(Parameter parameter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", parameter.name());
        json.put("description", parameter.description());
        json.put("required", parameter.required());
        return json;
    }

    private static Map<String, Object> json(Option option) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", option.name());
        json.put("value", option.value());
        json.put("description", option.description());
        return json;
    }
}

package io.nija.trading.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.Invocation;

/** One use of a command, by words: what begins with hyphens is an option, with its value after {@code =}. */
final class Asked implements Invocation {

    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    final List<String> out = new ArrayList<>();
    final List<String> err = new ArrayList<>();
    final List<String> questions = new ArrayList<>();
    private Optional<String> answer = Optional.empty();
    private boolean json = true;

    /** What came of it, as a shell would see it. */
    record Result(int exit, Map<String, Object> json, String said) {}

    private Asked(CommandSpec spec, String... words) {
        int next = 0;
        for (String word : words) {
            if (word.startsWith("--")) {
                String[] parts = word.split("=", 2);
                options.put(parts[0], parts.length == 1 ? "" : parts[1]);
            } else {
                arguments.put(spec.parameters().get(next++).name(), word);
            }
        }
    }

    /** As a script asks: nobody answers. */
    static Result run(Command command, String... words) throws InterruptedException {
        return new Asked(command.spec(), words).by(command);
    }

    /** As a person asks who wants to read it; nobody answers questions. */
    static Result shown(Command command, String... words) throws InterruptedException {
        Asked asked = new Asked(command.spec(), words);
        asked.json = false;
        return asked.by(command);
    }

    /** A person is there who types {@code answer}. */
    static Result answering(String answer, Command command, String... words) throws InterruptedException {
        Asked asked = new Asked(command.spec(), words);
        asked.answer = Optional.of(answer);
        return asked.by(command);
    }

    private Result by(Command command) throws InterruptedException {
        try {
            Answer given = command.run(this);
            List<String> said = new ArrayList<>(err);
            given.text().forEach(block -> said.add(block instanceof Answer.Lines lines ? String.join("\n", lines.lines())
                    : String.valueOf(((Answer.Table) block).rows())));
            said.addAll(given.notes());
            return new Result(given.exit(), new LinkedHashMap<>(given.json()), String.join("\n", said));
        } catch (CommandException refused) {
            return new Result(refused.exit(), Map.of(), refused.getMessage());
        }
    }

    @Override
    public Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name));
    }

    @Override
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    @Override
    public boolean has(String name) {
        return options.containsKey(name);
    }

    @Override
    public boolean json() {
        return json;
    }

    @Override
    public String caller() {
        return "alice (shell)";
    }

    @Override
    public void out(String line) {
        out.add(line);
    }

    @Override
    public void err(String line) {
        err.add(line);
    }

    @Override
    public Optional<String> ask(String prompt, boolean hidden) {
        questions.add(prompt);
        return answer;
    }

    @Override
    public void awaitStop() {
        throw new IllegalStateException("Nothing here runs until it is stopped.");
    }
}

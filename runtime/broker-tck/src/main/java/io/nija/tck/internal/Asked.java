package io.nija.tck.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.command.CommandSpec;
import io.nija.command.Invocation;

/** A command line, as a shell would hand it over. */
final class Asked implements Invocation {

    private final Map<String, String> arguments = new HashMap<>();
    private final Map<String, String> options = new HashMap<>();

    Asked(CommandSpec spec, List<String> words) {
        int position = 0;
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            Optional<CommandSpec.Option> option = spec.options().stream().filter(known -> known.name().equals(word)).findFirst();
            if (option.isPresent()) {
                options.put(word, option.get().value() == null ? "" : words.get(++at));
            } else {
                arguments.put(spec.parameters().get(position++).name(), word);
            }
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
        return true;
    }

    @Override
    public String caller() {
        return "broker-tck";
    }

    @Override
    public void out(String line) {
        // Only the answer is judged.
    }

    @Override
    public void err(String line) {
        // Only the answer is judged.
    }

    @Override
    public Optional<String> ask(String prompt, boolean hidden) {
        return Optional.empty();
    }

    @Override
    public void awaitStop() throws InterruptedException {
        throw new InterruptedException();
    }
}

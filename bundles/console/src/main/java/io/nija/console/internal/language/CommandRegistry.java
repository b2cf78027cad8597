package io.nija.console.internal.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandSpec;
import io.nija.command.ExpectedCommands;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Every command that is here now, by name. Commands come and go with their bundles; of two with one name the first
 * keeps it until it goes. Those that are only expected are known by name, and say why they are not here. Thread-safe.
 *
 * <p>{@code help}, {@code run} and {@code demo} are always here: they are about the language itself, or belong to
 * the launcher.
 */
@Component(service = CommandRegistry.class)
public final class CommandRegistry {

    private final Object lock = new Object();
    private final Map<String, List<Command>> byName = new TreeMap<>();
    private final Map<ExpectedCommands, List<Command>> expected = new LinkedHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public CommandRegistry() {
        put(new HelpCommand(this));
        LauncherCommand.all().forEach(this::put);
    }

    /** Another command is here. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, unbind = "remove")
    public void add(Command command) {
        put(command);
        listeners.forEach(Runnable::run);
    }

    /** A command is gone. */
    public void remove(Command command) {
        synchronized (lock) {
            byName.values().forEach(same -> same.remove(command));
            byName.values().removeIf(List::isEmpty);
        }
        listeners.forEach(Runnable::run);
    }

    /** More commands are known. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY, unbind = "forget")
    public void expect(ExpectedCommands commands) {
        List<Command> known = commands.specs().stream().<Command>map(spec -> new ExpectedCommand(spec, commands.missing())).toList();
        synchronized (lock) {
            expected.put(commands, known);
        }
        listeners.forEach(Runnable::run);
    }

    /** Their bundle is gone. */
    public void forget(ExpectedCommands commands) {
        synchronized (lock) {
            expected.remove(commands);
        }
        listeners.forEach(Runnable::run);
    }

    private void put(Command command) {
        synchronized (lock) {
            byName.computeIfAbsent(command.spec().name(), name -> new ArrayList<>()).add(command);
        }
    }

    /** Runs {@code change} after each change, on the thread that made it; closing the answer ends that. */
    public Subscription onChange(Runnable change) {
        listeners.add(change);
        return () -> listeners.remove(change);
    }

    /** A listener that can be taken away. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {

        @Override
        void close();
    }

    /** Every declaration, by group and name. */
    public List<CommandSpec> specs() {
        synchronized (lock) {
            Map<String, CommandSpec> specs = new TreeMap<>();
            expected.values().forEach(known -> known.forEach(command -> specs.put(command.spec().name(), command.spec())));
            byName.values().forEach(same -> specs.put(same.get(0).spec().name(), same.get(0).spec()));
            return specs.values().stream().sorted(Comparator.comparing(CommandGroup::of).thenComparing(CommandSpec::name)).toList();
        }
    }

    /** The command of exactly that name; when it is only expected, one that says why it is not here. */
    public Optional<Command> find(String name) {
        synchronized (lock) {
            return Optional.ofNullable(byName.get(name)).map(same -> same.get(0)).or(() -> expected.values().stream()
                    .flatMap(List::stream).filter(command -> command.spec().name().equals(name)).findFirst());
        }
    }

    /**
     * The command that {@code words} begin with, the longest name first. {@code --json} and {@code --help} may
     * stand before it.
     *
     * @throws Usage when there is none, naming the nearest
     */
    public Resolved resolve(List<String> words) throws Usage {
        List<String> leading = new ArrayList<>();
        List<String> line = words;
        while (!line.isEmpty() && List.of(Arguments.JSON, Arguments.HELP, Arguments.HELP_SHORT).contains(line.get(0))) {
            leading.add(line.get(0));
            line = line.subList(1, line.size());
        }
        boolean help = Arguments.wantsHelp(leading) || Arguments.wantsHelp(line);
        if (line.isEmpty()) {
            if (help) {
                return new Resolved(new HelpCommand(this), withoutHelp(leading));
            }
            throw new Usage("Which command? 'nija help' lists them.");
        }
        for (int length = Math.min(2, line.size()); length > 0; length--) {
            Optional<Command> found = find(String.join(" ", line.subList(0, length)));
            if (found.isPresent()) {
                leading.addAll(line.subList(length, line.size()));
                return new Resolved(found.get(), List.copyOf(leading));
            }
        }
        if (help && !group(line.get(0)).isEmpty()) {
            return new Resolved(new HelpCommand(this), List.of(line.get(0)));
        }
        throw unknown(line);
    }

    private static List<String> withoutHelp(List<String> leading) {
        return leading.stream().filter(Arguments.JSON::equals).toList();
    }

    /** The two-word commands that begin with {@code first}. */
    List<CommandSpec> group(String first) {
        return specs().stream().filter(spec -> spec.name().startsWith(first + " ")).toList();
    }

    /** Says that there is no such command, and which one it may have been meant to be. */
    Usage unknown(List<String> line) {
        Collection<String> names = specs().stream().map(CommandSpec::name).toList();
        List<String> subCommands = group(line.get(0)).stream().map(CommandSpec::name).toList();
        if (!subCommands.isEmpty()) {
            String given = line.size() > 1 ? line.get(0) + " " + line.get(1) : line.get(0);
            return new Usage("There is no command " + Usage.quoted(given) + ", but '"
                    + String.join("', '", subCommands) + "'.");
        }
        return new Usage("There is no command " + Usage.quoted(line.get(0))
                + nearest(line, names) + " 'nija help' lists them all.");
    }

    private static String nearest(List<String> line, Collection<String> names) {
        if (line.size() > 1) {
            Optional<String> twoWords = Nearest.to(line.get(0) + " " + line.get(1),
                    names.stream().filter(name -> name.contains(" ")).toList());
            if (twoWords.isPresent()) {
                return "; did you mean '" + twoWords.get() + "'?";
            }
        }
        return Nearest.question(line.get(0), names);
    }

    /** A command's page of help, as an answer. */
    public static Answer page(CommandSpec spec) {
        return HelpCommand.page(spec);
    }

    /**
     * A command and the words after its name.
     *
     * @param command which
     * @param rest the other words, as given
     */
    public record Resolved(Command command, List<String> rest) {}

    /** Whether a command is one that only the launcher can do, and that answers for itself. */
    public static boolean isLaunchers(Command command) {
        return command instanceof LauncherCommand;
    }
}

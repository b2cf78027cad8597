package io.nija.strategies.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.nija.broker.Observation;
import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.strategy.Facts;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code strategy stop}: ends a strategy, and sells its positions when a person wants that. */
@Component(service = Command.class)
public final class StrategyStopCommand implements Command {

    private static final Option FLATTEN = Option.flag("--flatten", "sell its positions at the market too");
    private static final Option YES = Option.flag("--yes", "do not ask");
    private static final int PATIENCE_SECONDS = 60;

    static final CommandSpec SPEC = new CommandSpec("strategy stop", "ends a strategy until you resume it",
            "It is shown nothing more and opens nothing. Its positions keep their stops and go on along their brackets; with --flatten they are sold, "
                    + "which is shown first and asked for, and confirmed. Exit code 0: done; 1: something is left; 64: there is nobody to ask.",
            List.of(StrategyWords.NAME), List.of(FLATTEN, YES), Where.RUNNING, Effect.DANGEROUS, true,
            List.of("strategy stop apex-btc", "strategy stop apex-btc --flatten --yes"));

    private final StrategyFloor floor;

    @Activate
    public StrategyStopCommand(@Reference StrategyFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        String name = StrategyWords.known(floor, invocation);
        if (!invocation.has(FLATTEN.name())) {
            return StrategyWords.say(floor, invocation, Kept.Word.STOPPED, "Its positions keep their stops; 'strategy resume' lets it go on.");
        }
        List<SeatedRun> holding = floor.runs(name).stream().filter(run -> held(run).filter(quantity -> quantity.signum() != 0).isPresent()).toList();
        holding.forEach(run -> invocation.err(run.key().lane() + ": sell " + held(run).orElseThrow().toPlainString() + " " + run.key().symbol() + " at the market"));
        ask(invocation, name);
        floor.say(name, new Kept.Said(Kept.Word.STOPPED, invocation.caller()));
        CountDownLatch flat = new CountDownLatch(holding.size());
        List<Flattened> ends = holding.stream().map(run -> new Flattened(run, flat)).toList();
        List<String> left = new ArrayList<>();
        try {
            ends.forEach(Flattened::begin);
            flat.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            ends.forEach(Flattened::close);
        }
        for (SeatedRun run : floor.runs(name)) {
            Optional<BigDecimal> now = held(run);
            if (now.isEmpty() || now.get().signum() != 0) {
                left.add(run.key().lane() + " " + run.key().symbol() + ": " + now.map(BigDecimal::toPlainString).orElse("what it holds is not known"));
            }
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("strategy", name);
        json.put("state", Kept.Word.STOPPED.name());
        json.put("left", left);
        List<String> lines = new ArrayList<>(List.of(name + " is stopped. " + (left.isEmpty() ? "It holds nothing." : "Left:")));
        left.forEach(line -> lines.add("  " + line));
        return new Answer(left.isEmpty() ? Exit.OK : Exit.SOME, json, List.of(new Lines(lines)),
                left.isEmpty() ? List.of() : List.of("What is left keeps its stop; 'flatten' sells it, 'story' and 'orders' say what became of each exit."));
    }

    private static void ask(Invocation invocation, String name) throws CommandException, InterruptedException {
        if (invocation.has(YES.name())) {
            return;
        }
        Optional<String> answer = invocation.ask("Type yes to stop " + name + " and do this: ", false);
        if (answer.isEmpty()) {
            throw new CommandException(Exit.USAGE, "There is nobody to ask; give " + YES.name() + " to go on without. Nothing was done.");
        }
        if (!answer.get().strip().equalsIgnoreCase("yes")) {
            throw new CommandException(Exit.NONE, "That was no yes; nothing was done.");
        }
    }

    private static Optional<BigDecimal> held(SeatedRun run) {
        return run.holding() instanceof Observation.Known<Facts.Holding> known ? Optional.of(known.value().quantity()) : Optional.empty();
    }

    /** One position on its way out: told by every fill, and looked at once when it begins. */
    private static final class Flattened implements AutoCloseable {

        private final SeatedRun run;
        private final CountDownLatch flat;
        private final AutoCloseable following;
        private boolean done;

        Flattened(SeatedRun run, CountDownLatch flat) {
            this.run = run;
            this.flat = flat;
            following = run.follow(this::look);
        }

        void begin() {
            run.leave("A person stopped the strategy.");
            look();
        }

        private synchronized void look() {
            if (!done && held(run).filter(quantity -> quantity.signum() == 0).isPresent()) {
                done = true;
                flat.countDown();
            }
        }

        @Override
        public void close() {
            try {
                following.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

package io.nija.trading.internal.command;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.journal.Receipt;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Kind;
import io.nija.journal.SwitchChange.Position;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.gate.Switchboard;

/** What the four switch commands share: the scope, the reason, and the answer. */
final class SwitchWords {

    private static final Option REASON = new Option("--reason", "TEXT", "why; it is kept and shown", Domain.TEXT);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST = 500;

    private SwitchWords() {}

    static CommandSpec spec(String name, String summary, String description) {
        return new CommandSpec(name, summary, description + " SCOPE is an account, a broker, ACCOUNT/BROKER or an instrument; everything "
                + "when it is left out. It stays through a restart, until 'resume' for the same scope.",
                List.of(new Parameter("SCOPE", "an account, a broker, a lane or an instrument", false, Domain.ACCOUNT_OR_LANE)),
                List.of(REASON), Where.RUNNING, Effect.CHANGES, false, List.of(name + " --reason 'holiday'", name + " master/kraken --reason 'odd fills'"));
    }

    static Answer set(TradingFloor floor, Invocation invocation, Position position) throws CommandException, InterruptedException {
        String reason = invocation.option(REASON.name()).map(String::strip).filter(text -> !text.isEmpty()).orElseThrow(() ->
                new CommandException(Exit.USAGE, "Say why with --reason TEXT; whoever finds the switch later will want to know."));
        SwitchChange.Scope scope = scope(floor, invocation.argument("SCOPE"));
        SwitchChange change = new SwitchChange(scope, position, Words.by(invocation),
                reason.length() > LONGEST ? reason.substring(0, LONGEST) : reason);
        Optional<Receipt> receipt = Words.await(floor.set(change).toCompletableFuture(), PATIENCE);
        boolean kept = receipt.filter(Receipt::forced).isPresent();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scope", scope.name().isEmpty() ? null : scope.name());
        json.put("kind", scope.kind().name());
        json.put("position", position.name());
        json.put("reason", change.reason());
        json.put("who", change.who());
        json.put("kept", kept);
        return new Answer(kept ? Exit.OK : Exit.SOME, json, List.of(Lines.of(position + " for " + Switchboard.words(scope) + "."), standing(floor)),
                kept ? List.of() : List.of("It is in force, but could not be written down: a restart would forget it. 'doctor' says what is wrong with the disk."));
    }

    private static Answer.Block standing(TradingFloor floor) {
        List<Switchboard.Set> all = floor.switches().all();
        return new Lines(all.isEmpty() ? List.of("No switch is set.") : all.stream().map(set -> set.change().position() + " for "
                + Switchboard.words(set.change().scope()) + " since " + set.since().truncatedTo(ChronoUnit.SECONDS) + " by " + set.change().who() + ": "
                + set.change().reason()).toList());
    }

    private static SwitchChange.Scope scope(TradingFloor floor, Optional<String> words) throws CommandException {
        if (words.isEmpty() || words.get().equals("global")) {
            return SwitchChange.Scope.GLOBAL;
        }
        String name = words.get();
        for (Known lane : floor.known()) {
            if (lane.id().toString().equals(name)) {
                return new SwitchChange.Scope(Kind.LANE, name);
            }
            if (lane.id().account().value().equals(name)) {
                return new SwitchChange.Scope(Kind.ACCOUNT, name);
            }
            if (lane.id().broker().value().equals(name)) {
                return new SwitchChange.Scope(Kind.BROKER, name);
            }
        }
        for (Known lane : floor.known()) {
            try {
                return new SwitchChange.Scope(Kind.SYMBOL, Words.instrument(lane, name).symbol().toString());
            } catch (CommandException unknownThere) {
                // Another broker may know it.
                continue;
            }
        }
        throw new CommandException(Exit.USAGE, "'" + name + "' is no account, broker, lane or instrument. The lanes are "
                + String.join(", ", floor.known().stream().map(lane -> lane.id().toString()).sorted().toList()) + ".");
    }
}

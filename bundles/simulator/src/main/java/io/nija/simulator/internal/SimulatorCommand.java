package io.nija.simulator.internal;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.platform.TimeSource;
import io.nija.simulator.internal.protocol.Json;
import io.nija.exchange.state.Memory;
import io.nija.exchange.state.Origin;
import io.nija.exchange.state.StateRefused;
import io.nija.exchange.venue.Tier;

/** {@code nija simulator}: the exchange alone, until it is stopped. */
@Component
public final class SimulatorCommand implements Command {

    private static final int MOST_ACCOUNTS = 1_000;

    private static final CommandSpec SPEC = new CommandSpec(
            "simulator",
            "run the built-in Kraken-protocol exchange alone",
            "Starts an exchange that speaks Kraken's REST protocol on 127.0.0.1, prints one line of JSON with its "
                    + "addresses and the keys of its funded accounts when it is ready, and runs until it is stopped. "
                    + "It runs beside a running NIJA and needs no configuration. Its control address changes accounts, "
                    + "keys, market modes, faults and the clock while it runs.",
            List.of(),
            List.of(new CommandSpec.Option("--port", "P", "port of the protocol; any free one when not given",
                            CommandSpec.Domain.TEXT),
                    new CommandSpec.Option("--seed", "N", "seed of prices, ids and keys; 1 when not given",
                            CommandSpec.Domain.TEXT),
                    new CommandSpec.Option("--accounts", "N", "how many accounts; 1 when not given",
                            CommandSpec.Domain.TEXT),
                    new CommandSpec.Option("--tier", "TIER",
                            "rate limits: starter, intermediate, pro or unlimited; starter when not given",
                            CommandSpec.Domain.TEXT),
                    new CommandSpec.Option("--faults", "SPEC",
                            "what goes wrong, for example 'AddOrder=reset,after,p=0.1;private=delay(50..200)'",
                            CommandSpec.Domain.TEXT),
                    new CommandSpec.Option("--speed", "N", "how many times as fast as the clock its time passes; 1 when "
                            + "not given", CommandSpec.Domain.TEXT),
                    new CommandSpec.Option("--state", "FILE", "remembers everything in this file and goes on from it: "
                            + "the exchange survives the end of its process", CommandSpec.Domain.TEXT)),
            CommandSpec.Where.LOCAL,
            CommandSpec.Effect.READS,
            false,
            List.of("simulator", "simulator --port 8899 --seed 7 --accounts 3 --tier unlimited",
                    "simulator --faults 'Balance=error(EService:Busy),every=3'",
                    "simulator --port 8899 --state exchange.state"));

    private final TimeSource time;

    @Activate
    public SimulatorCommand(@Reference TimeSource time) {
        this.time = time;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        ExchangeOptions options = options(invocation);
        try (Exchange exchange = Exchange.start(options, time)) {
            invocation.out(Json.MAPPER.writeValueAsString(exchange.ready()));
            invocation.awaitStop();
            return Answer.of(Exit.OK, Map.of());
        } catch (BindException occupied) {
            throw new CommandException(Exit.NONE, "The simulator was not started: port " + options.port()
                    + " is used by another program; choose another with --port, or leave it out.");
        } catch (StateRefused refused) {
            throw new CommandException(Exit.NONE, "The simulator was not started. " + refused.getMessage());
        } catch (IOException failed) {
            throw new CommandException(Exit.NONE, "The simulator was not started: " + failed.getMessage() + ".");
        } catch (IllegalArgumentException wrong) {
            throw new CommandException(Exit.USAGE, wrong.getMessage());
        }
    }

    private static ExchangeOptions options(Invocation invocation) throws CommandException {
        int port = (int) whole(invocation, "--port", 0, 65_535, 0);
        Path state = state(invocation);
        Optional<Origin> origin = state == null ? Optional.empty() : Memory.originOf(state);
        long seed = whole(invocation, "--seed", Long.MIN_VALUE, Long.MAX_VALUE, origin.map(Origin::seed).orElse(1L));
        int speed = (int) whole(invocation, "--speed", 1, ExchangeOptions.FASTEST, origin.map(Origin::speed).orElse(1));
        int accounts = (int) whole(invocation, "--accounts", 1, MOST_ACCOUNTS, 1);
        Tier tier = null;
        try {
            Optional<String> given = invocation.option("--tier");
            if (given.isPresent()) {
                tier = Tier.parse(given.get());
            }
        } catch (IllegalArgumentException unknown) {
            throw new CommandException(Exit.USAGE, unknown.getMessage());
        }
        return new ExchangeOptions(port, seed, ExchangeOptions.numbered(accounts), tier,
                invocation.option("--faults").orElse(""), speed, state);
    }

    private static Path state(Invocation invocation) throws CommandException {
        Optional<String> given = invocation.option("--state");
        try {
            if (given.isEmpty() || !given.get().isBlank()) {
                return given.map(Path::of).orElse(null);
            }
        } catch (InvalidPathException wrong) {
            throw new CommandException(Exit.USAGE, "--state needs the name of a file: " + wrong.getMessage() + ".");
        }
        throw new CommandException(Exit.USAGE, "--state needs the name of a file.");
    }

    private static long whole(Invocation invocation, String option, long least, long most, long otherwise)
            throws CommandException {
        Optional<String> given = invocation.option(option);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(given.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(option, given.get(), least, most);
        }
        throw wrong(option, given.get(), least, most);
    }

    private static CommandException wrong(String option, String given, long least, long most) {
        return new CommandException(Exit.USAGE, option + " is a whole number"
                + (least == Long.MIN_VALUE ? "" : " from " + least + " to " + most) + ", not '" + given + "'.");
    }
}

package io.nija.trading.internal.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import io.nija.command.CommandException;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Option;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;

/** What {@code --account}, {@code --broker}, {@code --symbol} and {@code --strategy} ask for. */
final class LaneFilter {

    static final Option ACCOUNT = new Option("--account", "ACCOUNT", "only this account", Domain.ACCOUNT);
    static final Option BROKER = new Option("--broker", "BROKER", "only this broker", Domain.BROKER);
    static final Option SYMBOL = new Option("--symbol", "SYMBOL", "only this instrument", Domain.SYMBOL);
    static final Option STRATEGY = new Option("--strategy", "STRATEGY", "only of this strategy", Domain.TEXT);
    static final List<Option> ALL = List.of(ACCOUNT, BROKER, SYMBOL, STRATEGY);

    private LaneFilter() {}

    /** The lanes; a name that no lane has is a usage error. */
    static List<Known> lanes(TradingFloor floor, Invocation invocation) throws CommandException {
        Optional<String> account = invocation.option(ACCOUNT.name());
        Optional<String> broker = invocation.option(BROKER.name());
        List<Known> all = floor.known().stream().sorted(java.util.Comparator.comparing(Known::id)).toList();
        name("account", account, all, lane -> lane.id().account().value().equals(account.orElse("")));
        name("broker", broker, all, lane -> lane.id().broker().value().equals(broker.orElse("")));
        symbol(invocation, all);
        return all.stream().filter(lane -> account.map(lane.id().account().value()::equals).orElse(true)
                && broker.map(lane.id().broker().value()::equals).orElse(true)).toList();
    }

    /** As {@link #lanes(TradingFloor, Invocation)}, and those that the argument of that name means. */
    static List<Known> lanes(TradingFloor floor, Invocation invocation, String argument) throws CommandException {
        Optional<String> wanted = invocation.argument(argument);
        List<Known> lanes = lanes(floor, invocation);
        if (wanted.isEmpty()) {
            return lanes;
        }
        name("account or lane", wanted, floor.known().stream().sorted(java.util.Comparator.comparing(Known::id)).toList(),
                lane -> named(lane, wanted.get()));
        return lanes.stream().filter(lane -> named(lane, wanted.get())).toList();
    }

    private static boolean named(Known lane, String name) {
        return lane.id().toString().equals(name) || lane.id().account().value().equals(name);
    }

    private static void name(String what, Optional<String> wanted, List<Known> all, Predicate<Known> has) throws CommandException {
        if (wanted.isPresent() && all.stream().noneMatch(has)) {
            throw new CommandException(Exit.USAGE, "There is no " + what + " '" + wanted.get() + "'. The lanes are "
                    + String.join(", ", all.stream().map(lane -> lane.id().toString()).toList()) + ".");
        }
    }

    /** A word that no venue calls an instrument by would find nothing and look like nothing traded; BASE/QUOTE may be of one that is gone. */
    private static void symbol(Invocation invocation, List<Known> lanes) throws CommandException {
        String wanted = invocation.option(SYMBOL.name()).orElse("/");
        CommandException unknown = null;
        for (Known lane : wanted.contains("/") ? List.<Known>of() : lanes) {
            try {
                Words.instrument(lane, wanted);
                return;
            } catch (CommandException notHere) {
                if (notHere.exit() != Exit.USAGE) {
                    // Its instruments are not known now, so it may be one of them.
                    return;
                }
                unknown = notHere;
            }
        }
        if (unknown != null) {
            throw unknown;
        }
    }

    /** Whether a symbol, by any of the venue's names, is the wanted one. */
    static boolean symbol(Invocation invocation, Known lane, String symbol) {
        Optional<String> wanted = invocation.option(SYMBOL.name());
        if (wanted.isEmpty() || wanted.get().toUpperCase(Locale.ROOT).equals(symbol)) {
            return true;
        }
        try {
            return Words.instrument(lane, wanted.get()).symbol().toString().equals(symbol);
        } catch (CommandException unknownHere) {
            return false;
        }
    }

    /** Whether a strategy is the wanted one. */
    static boolean strategy(Invocation invocation, String strategy) {
        return invocation.option(STRATEGY.name()).map(wanted -> wanted.equals(strategy)).orElse(true);
    }

}

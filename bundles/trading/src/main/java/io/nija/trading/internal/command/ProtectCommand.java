package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.market.Symbol;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.lane.Share;
import io.nija.trading.internal.lane.TradingLane;
import io.nija.trading.internal.protection.Cover;
import io.nija.trading.internal.protection.Guarded;
import io.nija.trading.internal.protection.Plan;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code protect}: says where the stop of a position is to be. */
@Component(service = Command.class)
public final class ProtectCommand implements Command {

    private static final Option STRATEGY = new Option("--strategy", "STRATEGY", "whose position, where there are several", Domain.TEXT);

    /** The journal answers sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A change at the venue, or a new stop, is usually there sooner. */
    private static final Duration SHOWN = Duration.ofSeconds(10);

    static final CommandSpec SPEC = new CommandSpec("protect", "moves the stop of a position",
            "STOP is a price, profile (where the risk profile says), or none. It holds for this position until it is sold, or a later entry "
                    + "names another; a stop at the venue is changed in place. Refused under HALT. Exit code 0: it is so; 1: it is planned, "
                    + "and not yet so at the venue; 2: refused, the stop is where it was.",
            List.of(new Parameter("ACCOUNT/BROKER", "the lane", true, Domain.LANE),
                    new Parameter("SYMBOL", "the instrument, by any of the venue's names", true, Domain.SYMBOL),
                    new Parameter("STOP", "a price, profile or none", true, Domain.TEXT)), List.of(STRATEGY), Where.RUNNING, Effect.CHANGES, true,
            List.of("protect master/kraken BTC/USD 48000", "protect master/kraken BTC/USD none"));

    private final TradingFloor floor;
    private final Duration patience;

    @Activate
    public ProtectCommand(@Reference TradingFloor floor) {
        this(floor, SHOWN);
    }

    /** @param patience how long it waits until the stop is so at the venue */
    ProtectCommand(TradingFloor floor, Duration patience) {
        this.floor = floor;
        this.patience = patience;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        TradingLane lane = Words.lane(floor, invocation.required("ACCOUNT/BROKER"));
        Known known = Words.known(floor, lane.lane());
        String stop = invocation.required("STOP").toLowerCase(Locale.ROOT);
        Plan.Kind kind = switch (stop) {
            case "none" -> Plan.Kind.NONE;
            case "profile" -> Plan.Kind.PROFILE;
            default -> Plan.Kind.NAMED;
        };
        BigDecimal price = kind == Plan.Kind.NAMED ? price(invocation.required("STOP")) : null;
        Guarded position = position(known, Words.instrument(known, invocation.required("SYMBOL")).symbol(), invocation);
        CompletableFuture<Cover> shown = new CompletableFuture<>();
        Report report = Words.await(lane.protect(position, kind, price, Words.by(invocation), shown), PATIENCE)
                .orElseGet(() -> new Report.Unknown(null, "NO_ANSWER", "NIJA did not finish it in time."));
        if (report instanceof Report.Refused refused) {
            return Words.refused(refused.code(), refused.reason());
        }
        Optional<Cover> cover = Words.await(shown, patience);
        Cover now = cover.or(() -> lane.snapshot().covers().stream().filter(other -> other.of().equals(position)).findFirst()).orElse(null);
        boolean so = cover.isPresent() && report instanceof Report.Done && cover.get().lackingSince() == null;
        String text = now == null ? "The position is gone." : (now.price() == null ? "" : "Stop at " + LaneAccounts.plain(now.price()) + ": ") + now.words();
        return new Answer(so ? Exit.OK : Exit.SOME, json(known, position, now), List.of(Lines.of(position + ": " + text)), so ? List.of()
                : List.of("It is planned so, and not yet so; 'positions' shows how it goes on."));
    }

    private static BigDecimal price(String text) throws CommandException {
        try {
            return Words.positive("STOP", text);
        } catch (CommandException noNumber) {
            throw new CommandException(Exit.USAGE, "STOP is a price, profile or none; '" + text + "' is not.");
        }
    }

    private static Guarded position(Known lane, Symbol symbol, Invocation invocation) throws CommandException {
        List<Share> held = lane.lane().shares().stream().filter(share -> share.position().symbol().equals(symbol)
                && share.position().quantity().signum() > 0 && LaneFilter.strategy(invocation, share.strategy())).toList();
        if (!lane.lane().ready()) {
            throw new CommandException(Exit.NONE, "What " + lane.id() + " holds is not known: " + lane.lane().evidence().detail()
                    + " No stop was moved.");
        }
        if (held.isEmpty()) {
            throw new CommandException(Exit.NONE, "NIJA has no such position in " + symbol + " on " + lane.id() + "; 'positions' lists them.");
        }
        if (held.size() > 1) {
            throw new CommandException(Exit.USAGE, "Several have a position in " + symbol + " on " + lane.id() + "; say which with --strategy.");
        }
        return new Guarded(symbol, held.get(0).strategy());
    }

    private static Map<String, Object> json(Known lane, Guarded position, Cover cover) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", lane.id().account().value());
        json.put("broker", lane.id().broker().value());
        json.put("symbol", position.symbol().toString());
        json.put("strategy", position.strategy());
        json.put("stop", cover == null ? null : StopText.json(cover));
        return json;
    }
}

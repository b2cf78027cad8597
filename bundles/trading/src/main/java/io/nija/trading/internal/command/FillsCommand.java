package io.nija.trading.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.command.Answer;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Invocation;
import io.nija.journal.FillApplied;
import io.nija.journal.JournalException;
import io.nija.order.Trade;
import io.nija.platform.TimeSource;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.order.OrderName;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code fills}: what was traded, as the venues booked it, each once. */
@Component(service = Command.class)
public final class FillsCommand implements Command {

    private static final Option ALL = Option.flag("--all", "older ones too, as many as there are up to 10,000");
    private static final Duration USUAL = Duration.ofDays(7);
    private static final int MOST = 10_000;

    static final CommandSpec SPEC = new CommandSpec("fills", "what was traded",
            "The fills in the journal, each venue trade id once, oldest first: those of the last seven days, with --all the older ones too. "
                    + "A fill without an order is of an order that was not NIJA's.",
            List.of(), options(), Where.RUNNING, Effect.READS, true, List.of("fills", "fills --symbol BTC/USD --json"));

    private final TradingFloor floor;
    private final TimeSource time;

    @Activate
    public FillsCommand(@Reference TradingFloor floor, @Reference TimeSource time) {
        this.floor = floor;
        this.time = time;
    }

    private static List<Option> options() {
        List<Option> options = new ArrayList<>(List.of(ALL));
        options.addAll(LaneFilter.ALL);
        return options;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        Instant to = time.instant().plus(Duration.ofDays(1));
        Instant from = invocation.has(ALL.name()) ? Instant.EPOCH : to.minus(USUAL);
        List<FillApplied> fills = new ArrayList<>();
        Unknown unknown = new Unknown();
        for (Known lane : LaneFilter.lanes(floor, invocation)) {
            unknown.lane();
            ArrayDeque<FillApplied> newest = new ArrayDeque<>();
            try {
                floor.journal().history().fills(lane.id(), from, to, fill -> {
                    if (LaneFilter.symbol(invocation, lane, fill.trade().symbol()) && LaneFilter.strategy(invocation, fill.strategy())) {
                        newest.addLast(fill);
                        if (newest.size() > MOST) {
                            newest.removeFirst();
                        }
                    }
                });
                fills.addAll(newest);
            } catch (JournalException e) {
                // Some of its fills are not all of them.
                unknown.add(lane.id(), "fills", e.code(), e.getMessage());
            }
        }
        fills.sort(java.util.Comparator.comparing(fill -> fill.trade().at()));
        return new Answer(unknown.exit(), unknown.document("fills", fills.stream().map(FillsCommand::json).toList()),
                List.of(new Table(List.of("TIME", "ACCOUNT", "BROKER", "ORDER", "SYMBOL", "SIDE", "PRICE", "QUANTITY", "FEE", "", "TRADE"),
                        fills.stream().map(FillsCommand::row).toList())), unknown.notes());
    }

    static Map<String, Object> json(FillApplied fill) {
        Trade trade = fill.trade();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("venueTradeId", trade.venueTradeId());
        json.put("orderId", fill.intent() == null ? null : OrderName.of(fill.intent()));
        json.put("account", trade.lane().account().value());
        json.put("broker", trade.lane().broker().value());
        json.put("symbol", trade.symbol());
        json.put("side", Words.word(trade.side()));
        json.put("price", Words.plain(trade.price()));
        json.put("quantity", Words.plain(trade.quantity()));
        json.put("fee", Words.plain(trade.fee()));
        json.put("feeCurrency", trade.feeCurrency());
        json.put("at", trade.at());
        return json;
    }

    private static List<String> row(FillApplied fill) {
        Trade trade = fill.trade();
        List<String> row = new ArrayList<>();
        row.add(trade.at().truncatedTo(ChronoUnit.SECONDS).toString());
        row.add(trade.lane().account().value());
        row.add(trade.lane().broker().value());
        row.add(fill.intent() == null ? null : OrderName.of(fill.intent()));
        row.add(trade.symbol());
        row.add(Words.word(trade.side()));
        row.add(Words.plain(trade.price()));
        row.add(Words.plain(trade.quantity()));
        row.add(Words.plain(trade.fee()));
        row.add(trade.fee() == null || trade.feeCurrency() != null ? trade.feeCurrency() : Words.ASSET_NOT_TOLD);
        row.add(trade.venueTradeId());
        return row;
    }
}

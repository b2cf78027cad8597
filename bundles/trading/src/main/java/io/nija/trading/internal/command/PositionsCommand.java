package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.books.Position;
import io.nija.broker.Observation;
import io.nija.command.Answer;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Invocation;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.Share;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code positions}: what NIJA manages, the sum of its fills. */
@Component(service = Command.class)
public final class PositionsCommand implements Command {

    private static final Option ALL = Option.flag("--all", "the closed ones too");

    static final CommandSpec SPEC = new CommandSpec("positions", "what NIJA holds and manages",
            "The sum of the fills of NIJA's own orders; coins that it did not buy are not here. Unrealised is gross, at the best price "
                    + "of the other side, and unknown without a fresh quote; realised is gross too, fees are in 'fills'. The stop is at the "
                    + "venue, local (NIJA watches the price and sells), in doubt, or none; 'protect' moves it.",
            List.of(), concat(), Where.RUNNING, Effect.READS, true, List.of("positions", "positions --account master --json"));

    private final TradingFloor floor;

    @Activate
    public PositionsCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    private static List<Option> concat() {
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
        List<Map<String, Object>> positions = new ArrayList<>();
        Unknown unknown = new Unknown();
        for (Known lane : LaneFilter.lanes(floor, invocation)) {
            unknown.lane();
            if (!lane.lane().ready()) {
                unknown.add(lane.id(), "positions", lane.lane().evidence().code(), lane.lane().evidence().detail());
                continue;
            }
            for (Share share : lane.lane().shares()) {
                boolean wanted = (invocation.has(ALL.name()) || share.position().quantity().signum() != 0)
                        && LaneFilter.symbol(invocation, lane, share.position().symbol().toString())
                        && LaneFilter.strategy(invocation, share.strategy());
                if (wanted) {
                    positions.add(json(lane, share));
                }
            }
        }
        return new Answer(unknown.exit(), unknown.document("positions", positions),
                List.of(new Table(List.of("ACCOUNT", "BROKER", "SYMBOL", "QUANTITY", "AVERAGE PRICE", "UNREALISED", "REALISED", "STRATEGY", "STOP", "WHERE"),
                        positions.stream().map(PositionsCommand::row).toList())), unknown.notes());
    }

    private Map<String, Object> json(Known lane, Share share) {
        Position position = share.position();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", lane.id().account().value());
        json.put("broker", lane.id().broker().value());
        json.put("symbol", position.symbol().toString());
        json.put("quantity", Words.plain(position.quantity()));
        json.put("averagePrice", position.averagePrice() == null ? null : Words.plain(position.averagePrice().stripTrailingZeros()));
        json.put("unrealised", position.unrealised(floor.market().quotes(lane.id().broker()).get(position.symbol())) instanceof Observation.Known<BigDecimal> known
                ? Words.plain(known.value()) : null);
        json.put("realised", Words.plain(position.realised()));
        json.put("strategy", share.strategy());
        json.put("stop", lane.lane().cover(share).map(StopText::json).orElse(null));
        return json;
    }

    private static List<String> row(Map<String, Object> position) {
        List<String> row = new ArrayList<>();
        position.forEach((name, value) -> {
            if (!name.equals("stop")) {
                row.add(value == null ? null : value.toString());
            } else if (value instanceof Map<?, ?> stop) {
                row.add((String) stop.get("price"));
                row.add(stop.get("state") + ": " + stop.get("detail"));
            } else {
                row.add(null);
                row.add(null);
            }
        });
        return row;
    }
}

package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.broker.Observation;
import io.nija.command.Answer;
import io.nija.command.Answer.Block;
import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.platform.TimeSource;
import io.nija.risk.Worth;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.gate.Switchboard;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code today}: the day on one screen. */
@Component(service = Command.class)
public final class TodayCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec("today", "the day on one screen",
            "Each lane's equity and profit since its account's midnight, what was traded, and what is in the way. The equity is the "
                    + "account's over its lanes of that mode.",
            List.of(), List.of(LaneFilter.ACCOUNT, LaneFilter.BROKER), Where.RUNNING, Effect.READS, true, List.of("today"));

    private final TradingFloor floor;
    private final TimeSource time;

    @Activate
    public TodayCommand(@Reference TradingFloor floor, @Reference TimeSource time) {
        this.floor = floor;
        this.time = time;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        List<Map<String, Object>> lanes = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Known lane : LaneFilter.lanes(floor, invocation)) {
            Map<String, Object> day = day(lane);
            lanes.add(day);
            rows.add(day.values().stream().map(value -> value == null ? null : value.toString()).toList());
        }
        List<Map<String, Object>> switches = floor.switches().all().stream().map(TodayCommand::json).toList();
        List<Block> text = new ArrayList<>(List.of(new Table(List.of("ACCOUNT", "BROKER", "MODE", "EQUITY", "TODAY", "CURRENCY", "FILLS", "BOUGHT",
                "SOLD", "OPEN", "DIFFERENCES"), rows)));
        text.add(new Lines(switches.isEmpty() ? List.of("", "No switch is set.") : switches.stream().map(set -> set.get("position") + " for "
                + set.get("scope") + ": " + set.get("reason")).toList()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("lanes", lanes);
        json.put("switches", switches);
        return new Answer(Exit.OK, json, text, List.of());
    }

    private static Map<String, Object> json(Switchboard.Set set) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scope", Switchboard.words(set.change().scope()));
        json.put("position", set.change().position().name());
        json.put("reason", set.change().reason());
        json.put("who", set.change().who());
        json.put("since", set.since());
        return json;
    }

    private Map<String, Object> day(Known lane) {
        ZonedDateTime now = time.instant().atZone(lane.account().zone());
        Instant midnight = now.toLocalDate().atStartOfDay(lane.account().zone()).toInstant();
        int[] fills = {0};
        BigDecimal[] sums = {BigDecimal.ZERO, BigDecimal.ZERO};
        floor.journal().history().fills(lane.id(), midnight, now.toInstant().plusSeconds(60), fill -> {
            if (fill.intent() != null) {
                fills[0]++;
                int side = fill.trade().side() == io.nija.order.Side.BUY ? 0 : 1;
                sums[side] = sums[side].add(fill.trade().cost());
            }
        });
        Observation<Worth> worth = floor.worth(lane);
        Worth known = worth instanceof Observation.Known<Worth> answer ? answer.value() : null;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", lane.id().account().value());
        json.put("broker", lane.id().broker().value());
        json.put("mode", Words.word(lane.mode()));
        json.put("equity", known == null ? null : Words.plain(known.equity().amount()));
        json.put("todayPnl", known == null ? null : Words.plain(known.today()));
        json.put("currency", lane.account().currency());
        json.put("fills", fills[0]);
        json.put("bought", Words.plain(sums[0]));
        json.put("sold", Words.plain(sums[1]));
        json.put("openOrders", lane.lane().open().size());
        json.put("differences", lane.lane().differences().stream().filter(difference -> difference.kind().blocking()).count());
        return json;
    }
}

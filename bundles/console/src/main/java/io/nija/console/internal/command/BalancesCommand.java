package io.nija.console.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.command.Answer;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Invocation;
import io.nija.console.internal.language.Usage;
import io.nija.console.internal.lanes.InstalledBrokers;
import io.nija.console.internal.lanes.LaneChoice;
import io.nija.console.internal.lanes.Sessions;
import io.nija.status.Board;
import io.nija.status.StatusModel;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code balances}: what each lane holds. */
@Component
public final class BalancesCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec("balances", "what each account holds at each broker",
            "As last read from the venue; what could not be read is told on standard error, with exit code 1 (some) or "
                    + "2 (none). 'available' is what an order could use now. With --symbol only the assets of that instrument.",
            List.of(), List.of(LaneChoice.ACCOUNT, LaneChoice.BROKER, LaneChoice.SYMBOL),
            Where.RUNNING, Effect.READS, true, List.of("balances", "balances --account master --json"));

    private final StatusModel status;
    private final Sessions sessions;
    private final InstalledBrokers brokers;

    @Activate
    public BalancesCommand(@Reference StatusModel status, @Reference Sessions sessions, @Reference InstalledBrokers brokers) {
        this.status = status;
        this.sessions = sessions;
        this.brokers = brokers;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws Usage {
        Board board = status.board();
        Predicate<LaneId> wanted = LaneChoice.filter(board, brokers, invocation);
        Predicate<String> asset = asset(invocation.option(LaneChoice.SYMBOL.name()));
        Readings<List<Balance>> readings = new Readings<>("balances", board.generatedAt());
        LaneReadings.each(board, wanted, sessions, (lane, session) -> readings.add(lane.toString(), session.balances()), readings);
        Optional<String> symbol = invocation.option(LaneChoice.SYMBOL.name());
        if (symbol.isPresent() && readings.map(reading -> reading.value()).stream()
                .noneMatch(balance -> asset.test(balance.asset()) || asset.test(balance.venueAsset()))) {
            // Only where nothing is held under that name: what is held is shown, whatever its market has become.
            Symbols.require(brokers, symbol.get(), true);
        }
        List<Map<String, Object>> json = readings.map(reading -> reading.value().stream()
                .filter(balance -> asset.test(balance.asset()) || asset.test(balance.venueAsset()))
                .map(balance -> json(LaneId.parse(reading.source()), balance, reading))
                .toList());
        List<List<String>> rows = readings.map(reading -> reading.value().stream()
                .filter(balance -> asset.test(balance.asset()) || asset.test(balance.venueAsset()))
                .map(balance -> row(LaneId.parse(reading.source()), balance, readings.age(reading)))
                .toList());
        return new Answer(readings.exit(), readings.document("balances", json),
                List.of(new Table(List.of("ACCOUNT", "BROKER", "ASSET", "TOTAL", "AVAILABLE", "KIND", "AGE"), rows)),
                readings.notes());
    }

    private static Predicate<String> asset(Optional<String> symbol) {
        if (symbol.isEmpty()) {
            return any -> true;
        }
        List<String> assets = List.of(symbol.get().split("/"));
        return asset -> assets.stream().anyMatch(asset::equalsIgnoreCase);
    }

    private static Map<String, Object> json(LaneId lane, Balance balance, Readings.Reading<List<Balance>> reading) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", lane.account().value());
        json.put("broker", lane.broker().value());
        json.put("asset", balance.asset());
        json.put("total", balance.total().toPlainString());
        json.put("available", balance.available().toPlainString());
        json.put("at", reading.at());
        return json;
    }

    private static List<String> row(LaneId lane, Balance balance, String age) {
        List<String> row = new ArrayList<>();
        row.add(lane.account().value());
        row.add(lane.broker().value());
        row.add(balance.asset());
        row.add(balance.total().toPlainString());
        row.add(balance.available().toPlainString());
        row.add(LaneJson.word(balance.kind()));
        row.add(age);
        return row;
    }
}

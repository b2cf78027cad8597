package io.nija.console.internal.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import io.nija.account.BrokerId;
import io.nija.command.Answer;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Invocation;
import io.nija.console.internal.language.Nearest;
import io.nija.console.internal.language.Usage;
import io.nija.console.internal.lanes.InstalledBrokers;
import io.nija.console.internal.lanes.InstalledBrokers.Installed;
import io.nija.console.internal.lanes.LaneChoice;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.platform.TimeSource;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code instruments}: the venues' rules. */
@Component
public final class InstrumentsCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec("instruments", "what can be traded, and the venue's rules for it",
            "Read from the venue in the background; what could not be read is told on standard error. Steps and minima "
                    + "are the venue's own; an order that breaks them is refused, never changed.",
            List.of(), List.of(LaneChoice.BROKER, LaneChoice.SYMBOL),
            Where.RUNNING, Effect.READS, true, List.of("instruments --broker kraken", "instruments --symbol XBT/USD --json"));

    private final InstalledBrokers brokers;
    private final TimeSource time;

    @Activate
    public InstrumentsCommand(@Reference InstalledBrokers brokers, @Reference TimeSource time) {
        this.brokers = brokers;
        this.time = time;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        Readings<InstrumentBook> readings = new Readings<>("instruments", time.instant());
        for (Installed installed : chosen(invocation.option(LaneChoice.BROKER.name()))) {
            readings.add(installed.broker().id().value(), installed.broker().instruments());
        }
        Optional<String> symbol = invocation.option(LaneChoice.SYMBOL.name());
        List<Map<String, Object>> json = readings.map(reading -> chosen(reading.value(), symbol).stream()
                .map(instrument -> json(new BrokerId(reading.source()), instrument, reading))
                .toList());
        if (json.isEmpty() && symbol.isPresent() && readings.notes().isEmpty()) {
            throw unknown(symbol.get(), readings);
        }
        List<List<String>> rows = readings.map(reading -> chosen(reading.value(), symbol).stream()
                .map(instrument -> row(reading.source(), instrument))
                .toList());
        return new Answer(readings.exit(), readings.document("instruments", json),
                List.of(new Table(List.of("BROKER", "SYMBOL", "PRICE STEP", "QUANTITY STEP", "MIN QUANTITY", "MIN COST", "TAKER %", "MAKER %", "MARKET"), rows)),
                readings.notes());
    }

    private List<Installed> chosen(Optional<String> broker) throws Usage {
        if (broker.isEmpty()) {
            return brokers.all();
        }
        List<String> known = brokers.all().stream().map(installed -> installed.broker().id().value()).toList();
        if (!known.contains(broker.get())) {
            throw new Usage("There is no broker " + Usage.quoted(broker.get()) + Nearest.question(broker.get(), known));
        }
        return brokers.all().stream().filter(installed -> installed.broker().id().value().equals(broker.get())).toList();
    }

    private static List<Instrument> chosen(InstrumentBook book, Optional<String> symbol) {
        return symbol.map(name -> book.find(name).stream().toList()).orElseGet(book::all);
    }

    private static Usage unknown(String symbol, Readings<InstrumentBook> readings) {
        List<String> known = readings.map(reading -> reading.value().all().stream()
                .map(instrument -> instrument.symbol().toString())
                .toList());
        return Symbols.unknown(symbol, known);
    }

    private static Map<String, Object> json(BrokerId broker, Instrument instrument, Readings.Reading<InstrumentBook> reading) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("broker", broker.value());
        json.put("symbol", instrument.symbol().toString());
        json.put("venueNames", List.copyOf(new TreeSet<>(instrument.venueNames())));
        json.put("priceTick", plain(instrument.priceTick()));
        json.put("priceDecimals", instrument.priceDecimals());
        json.put("quantityStep", plain(instrument.quantityStep()));
        json.put("minQuantity", plain(instrument.minQuantity()));
        json.put("minCost", plain(instrument.minCost()));
        json.put("takerFee", plain(instrument.takerFee()));
        json.put("makerFee", plain(instrument.makerFee()));
        json.put("market", instrument.mode().name());
        json.put("at", reading.at());
        return json;
    }

    private static List<String> row(String broker, Instrument instrument) {
        List<String> row = new ArrayList<>();
        row.add(broker);
        row.add(instrument.symbol().toString());
        row.add(plain(instrument.priceTick()));
        row.add(plain(instrument.quantityStep()));
        row.add(plain(instrument.minQuantity()));
        row.add(plain(instrument.minCost()));
        row.add(plain(instrument.takerFee()));
        row.add(plain(instrument.makerFee()));
        row.add(LaneJson.word(instrument.mode()));
        return row;
    }

    private static String plain(BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}

package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.account.BrokerId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.credentials.KeyFormat;
import io.nija.market.InstrumentBook;
import io.nija.market.Quote;
import io.nija.market.Symbol;

/** The public side of a scripted venue: only its quotes. */
record Quoting(ScriptedVenue venue) implements Broker {

    @Override
    public BrokerId id() {
        return venue.lane().broker();
    }

    @Override
    public String displayName() {
        return "Scripted";
    }

    @Override
    public KeyFormat keyFormat() {
        throw new UnsupportedOperationException("Nobody asks a scripted venue for the form of its keys.");
    }

    @Override
    public Mode forcedMode() {
        return Mode.OBSERVE;
    }

    @Override
    public Observation<InstrumentBook> instruments() {
        return new Observation.Missing<>("NONE", "It has none.");
    }

    @Override
    public CompletionStage<Observation<Quote>> quote(Symbol symbol) {
        if (!venue.quotes) {
            return new CompletableFuture<>();
        }
        return CompletableFuture.completedFuture(venue.bid == null ? new Observation.Missing<>("DOWN", "No quote.")
                : new Observation.Known<>(new Quote(symbol, List.of(new Quote.Level(venue.bid, BigDecimal.ONE)),
                        List.of(new Quote.Level(venue.bid.add(BigDecimal.ONE), BigDecimal.ONE)), venue.now()), venue.now()));
    }
}

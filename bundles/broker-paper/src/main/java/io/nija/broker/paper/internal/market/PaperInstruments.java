package io.nija.broker.paper.internal.market;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.nija.exchange.market.Asset;
import io.nija.exchange.market.FeeSchedule;
import io.nija.exchange.market.Listing;
import io.nija.exchange.market.PairRule;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketMode;
import io.nija.market.Symbol;

/** What is listed in the paper market: the exchange's listing, which never changes. Immutable. */
public final class PaperInstruments implements InstrumentBook {

    private final Listing listing = new Listing();
    private final List<Instrument> all = listing.pairs().stream().map(PaperInstruments::instrument).toList();

    private static Instrument instrument(PairRule rule) {
        FeeSchedule.Step first = rule.fees().steps().get(0);
        return new Instrument(symbol(rule), Set.copyOf(List.of(rule.id(), rule.altname(), rule.wsname(), rule.symbol())), rule.symbol(), rule.tickSize(),
                rule.pairDecimals(), BigDecimal.ONE.movePointLeft(PairRule.LOT_DECIMALS), rule.orderMin(), rule.costMin(), rule.moneyDecimals(),
                first.taker(), first.maker(), MarketMode.ONLINE);
    }

    /** As operators write it. */
    public static Symbol symbol(PairRule rule) {
        return new Symbol(rule.base().name(), rule.quote().name());
    }

    @Override
    public List<Instrument> all() {
        return all;
    }

    @Override
    public Optional<Instrument> find(String anyName) {
        return listing.pair(anyName).flatMap(rule -> all.stream().filter(one -> one.symbol().equals(symbol(rule))).findFirst());
    }

    @Override
    public String asset(String venueAsset) {
        return listing.asset(venueAsset).map(Asset::name).orElse(venueAsset);
    }

    /** The rules of an instrument at the exchange; empty when it is not listed. */
    public Optional<PairRule> rule(Symbol symbol) {
        return listing.pair(symbol.toString());
    }

    /** Whether an account may be kept in it. */
    public boolean lists(String asset) {
        return listing.asset(asset).isPresent();
    }
}

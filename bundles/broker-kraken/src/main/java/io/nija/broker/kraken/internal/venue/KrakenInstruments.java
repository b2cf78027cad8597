package io.nija.broker.kraken.internal.venue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketMode;
import io.nija.market.Symbol;

import tools.jackson.databind.JsonNode;

/**
 * Kraken's instruments under all their names: canonical ({@code XXBTZUSD}), altname ({@code XBTUSD}), wsname
 * ({@code XBT/USD}) and the newer symbol ({@code BTC/USD}). Immutable.
 *
 * <p>Left out: tokenised assets, dark pools ({@code .d}), and pairs for which Kraken names no minimum, because an
 * unknown minimum is not a minimum of zero.
 */
final class KrakenInstruments implements InstrumentBook {

    private final List<Instrument> all;
    private final Map<String, Instrument> byName = new HashMap<>();
    private final Map<String, Instrument> byUpperName = new HashMap<>();
    private final Map<Symbol, String> canonical;
    private final AssetNames assets;
    private final int leftOut;

    private KrakenInstruments(List<Instrument> all, Map<Symbol, String> canonical, AssetNames assets, int leftOut) {
        this.all = all.stream().sorted(Comparator.comparing(Instrument::symbol)).toList();
        this.canonical = Map.copyOf(canonical);
        this.assets = assets;
        this.leftOut = leftOut;
        // The name for operators comes first: no other naming system may take it away.
        for (Instrument instrument : this.all) {
            byName.put(instrument.symbol().toString(), instrument);
        }
        for (Instrument instrument : this.all) {
            instrument.venueNames().forEach(name -> byName.putIfAbsent(name, instrument));
        }
        for (Instrument instrument : this.all) {
            byUpperName.putIfAbsent(instrument.symbol().toString().toUpperCase(Locale.ROOT), instrument);
        }
        byName.forEach((name, instrument) -> byUpperName.putIfAbsent(name.toUpperCase(Locale.ROOT), instrument));
    }

    /** Reads answers of {@code Assets} and {@code AssetPairs}. One pair that cannot be read is left out, not all. */
    static KrakenInstruments of(AssetNames assets, JsonNode pairs) {
        Map<Symbol, Instrument> instruments = new HashMap<>();
        Map<Symbol, String> canonical = new HashMap<>();
        int leftOut = 0;
        for (Map.Entry<String, JsonNode> pair : pairs.properties()) {
            try {
                Optional<Instrument> instrument = instrument(assets, pair.getKey(), pair.getValue());
                if (instrument.isPresent() && instruments.putIfAbsent(instrument.get().symbol(), instrument.get()) == null) {
                    canonical.put(instrument.get().symbol(), pair.getKey());
                } else {
                    leftOut++;
                }
            } catch (UnexpectedShape | IllegalArgumentException notReadable) {
                leftOut++;
            }
        }
        return new KrakenInstruments(List.copyOf(instruments.values()), canonical, assets, leftOut);
    }

    private static Optional<Instrument> instrument(AssetNames assets, String key, JsonNode pair) {
        String altname = KrakenJson.text(pair, "altname");
        BigDecimal minQuantity = KrakenJson.decimalOrNull(pair, "ordermin");
        BigDecimal minCost = KrakenJson.decimalOrNull(pair, "costmin");
        if (key.contains(".d") || altname.endsWith(".d") || tokenised(pair) || minQuantity == null || minCost == null) {
            return Optional.empty();
        }
        int priceDecimals = KrakenJson.integer(pair, "pair_decimals", 0, 30);
        BigDecimal tick = KrakenJson.decimalOrNull(pair, "tick_size");
        String wsname = KrakenJson.textOrNull(pair, "wsname");
        Symbol symbol = symbol(assets, wsname, KrakenJson.text(pair, "base"), KrakenJson.text(pair, "quote"));
        Set<String> names = new LinkedHashSet<>(List.of(key, altname, symbol.toString()));
        if (wsname != null) {
            names.add(wsname);
        }
        BigDecimal taker = firstFee(pair, "fees");
        BigDecimal maker = firstFee(pair, "fees_maker");
        return Optional.of(new Instrument(symbol, names, altname,
                tick == null || tick.signum() <= 0 ? BigDecimal.ONE.movePointLeft(priceDecimals) : tick, priceDecimals,
                BigDecimal.ONE.movePointLeft(KrakenJson.integer(pair, "lot_decimals", 0, 30)), minQuantity, minCost,
                KrakenJson.integer(pair, "cost_decimals", 0, 30), taker, maker == null ? taker : maker, mode(pair)));
    }

    private static boolean tokenised(JsonNode pair) {
        String base = KrakenJson.textOrNull(pair, "aclass_base");
        return base != null && !base.equals("currency");
    }

    /** The word is missing on about an eighth of the pairs, which are online all the same. */
    private static MarketMode mode(JsonNode pair) {
        String status = KrakenJson.textOrNull(pair, "status");
        return status == null ? MarketMode.ONLINE : VenueStatus.mode(status);
    }

    private static Symbol symbol(AssetNames assets, String wsname, String base, String quote) {
        if (wsname != null && wsname.indexOf('/') > 0) {
            int slash = wsname.indexOf('/');
            return new Symbol(AssetNames.rename(VenueText.clean(wsname.substring(0, slash), 40)),
                    AssetNames.rename(VenueText.clean(wsname.substring(slash + 1), 40)));
        }
        return new Symbol(assets.ours(base), assets.ours(quote));
    }

    private static BigDecimal firstFee(JsonNode pair, String field) {
        JsonNode list = pair.get(field);
        if (list == null || !list.isArray() || list.isEmpty() || !list.get(0).isArray() || list.get(0).size() < 2) {
            return null;
        }
        return KrakenJson.number(list.get(0).get(1), field);
    }

    @Override
    public List<Instrument> all() {
        return all;
    }

    @Override
    public Optional<Instrument> find(String anyName) {
        String name = anyName == null ? "" : anyName.strip();
        Instrument exact = byName.get(name);
        return Optional.ofNullable(exact != null ? exact : byUpperName.get(name.toUpperCase(Locale.ROOT)));
    }

    @Override
    public String asset(String venueAsset) {
        return assets.ours(venueAsset);
    }

    /** How many pairs were left out. */
    int leftOut() {
        return leftOut;
    }

    /** Up to {@code count} altnames from {@code start} on, going round. */
    List<String> sample(int start, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < Math.min(count, all.size()); i++) {
            names.add(all.get(Math.floorMod(start + i, all.size())).orderName());
        }
        return names;
    }

    /** Whether a second reading of some pairs says the same as this book. */
    boolean agrees(JsonNode somePairs) {
        KrakenInstruments again = of(assets, somePairs);
        return !again.all.isEmpty() && again.all.stream().allMatch(read ->
                find(read.symbol().toString()).filter(read::equals).isPresent()
                        && canonical.get(read.symbol()).equals(again.canonical.get(read.symbol())));
    }
}

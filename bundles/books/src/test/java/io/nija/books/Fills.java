package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.nija.broker.Observation;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.order.Side;

/** Fills and quotes for the tests. */
final class Fills {

    static final Symbol BTC = Symbol.parse("BTC/USD");
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private Fills() {}

    static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    static Fill buy(int id, String quantity, String price) {
        return fill(id, Side.BUY, quantity, price, "0", null);
    }

    static Fill sell(int id, String quantity, String price) {
        return fill(id, Side.SELL, quantity, price, "0", null);
    }

    static Fill fill(int id, Side side, String quantity, String price, String fee, String feeAsset) {
        return new Fill("T" + id, START.plusSeconds(id), BTC, side, number(quantity), number(price),
                number(quantity).multiply(number(price)), number(fee), feeAsset, null);
    }

    static Fill reversal(int id, Fill of, String quantity, String cost, String fee, String feeAsset) {
        return new Fill("T" + id, START.plusSeconds(id), of.symbol(), of.side() == Side.BUY ? Side.SELL : Side.BUY, number(quantity),
                of.price(), number(cost), number(fee), feeAsset, of.id());
    }

    static Position after(Fill... fills) {
        return after(List.of(fills));
    }

    static Position after(List<Fill> fills) {
        Position position = Position.none(BTC);
        for (Fill fill : fills) {
            position = position.apply(fill).position();
        }
        return position;
    }

    /** A story of trades in whole thousandths, of both sides, with fees in every asset or none. */
    static List<Fill> story(long seed, int length, boolean fees) {
        Random random = new Random(seed);
        List<Fill> fills = new ArrayList<>();
        for (int id = 1; id <= length; id++) {
            String[] assets = {"USD", "BTC", "KFEE", null};
            String asset = fees ? assets[random.nextInt(assets.length)] : null;
            String fee = asset == null ? "0" : asset.equals("BTC") ? random.nextInt(-2, 5) + "e-3" : random.nextInt(-50, 300) + "e-2";
            fills.add(fill(id, random.nextInt(5) < 3 ? Side.BUY : Side.SELL, random.nextInt(1, 40) + "e-3",
                    random.nextInt(90, 111) + "." + random.nextInt(10), fee, asset));
        }
        return fills;
    }

    static Observation<Quote> quote(Symbol symbol, String bid, String ask) {
        return new Observation.Known<>(new Quote(symbol, List.of(new Quote.Level(number(bid), BigDecimal.ONE)),
                List.of(new Quote.Level(number(ask), BigDecimal.ONE)), START), START);
    }
}

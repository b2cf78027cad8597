package io.nija.strategy.apex.internal;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.broker.Fees;
import io.nija.broker.Observation;
import io.nija.market.Instrument;
import io.nija.market.MarketMode;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.strategy.Candle;
import io.nija.strategy.Facts;
import io.nija.strategy.IncompatibleState;
import io.nija.strategy.Scene;
import io.nija.strategy.Seat;
import io.nija.strategy.StrategyRun;
import io.nija.strategy.StrategyState;

/** APEX with some keys set, on BTC/USD of an account with known facts. */
final class Setting {

    static final Symbol BTC = new Symbol("BTC", "USD");
    static final Instrument INSTRUMENT = new Instrument(BTC, Set.of("XXBTZUSD"), "XBTUSD", new BigDecimal("0.1"), 1,
            new BigDecimal("0.00000001"), new BigDecimal("0.0001"), new BigDecimal("0.5"), 5, null, null, MarketMode.ONLINE);

    private final Map<String, Object> keys = new HashMap<>(Map.of("lanes", new String[] {"master/paper"}, "symbols", new String[] {"BTC/USD"}));
    String taker = "0.1";
    String spread = "0.1";
    String equity = "10000";
    Facts.Holding holding = Facts.Holding.NONE;

    Setting with(String key, Object value) {
        keys.put(key.replace('.', '_'), value);
        return this;
    }

    ApexConfig config() {
        return (ApexConfig) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ApexConfig.class}, (proxy, method, arguments) ->
                method.getName().equals("annotationType") ? ApexConfig.class : keys.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    Apex apex() {
        return new Apex(config(), Map.of("service.pid", "io.nija.strategy.apex~btc"));
    }

    StrategyRun run(StrategyState... from) {
        try {
            return apex().begin(new Seat(new LaneId(new AccountId("master"), new BrokerId("paper")), INSTRUMENT, false),
                    from.length == 0 ? Optional.empty() : Optional.of(from[0]));
        } catch (IncompatibleState e) {
            throw new AssertionError(e);
        }
    }

    BigDecimal bid(Candle candle) {
        return BigDecimal.valueOf(candle.close()).setScale(1, java.math.RoundingMode.FLOOR);
    }

    Facts facts(Candle candle) {
        Instant at = Instant.ofEpochMilli(candle.end());
        BigDecimal bid = bid(candle);
        BigDecimal ask = bid.add(new BigDecimal(spread));
        Quote quote = new Quote(BTC, List.of(new Quote.Level(bid, BigDecimal.ONE)), List.of(new Quote.Level(ask, BigDecimal.ONE)), at);
        Fees fees = new Fees(new BigDecimal(taker), new BigDecimal("0.05"));
        Facts.Budget budget = new Facts.Budget(new BigDecimal(equity), new BigDecimal("0.5"), new BigDecimal(equity));
        return new Facts(holding, new Observation.Known<>(quote, at), new Observation.Known<>(fees, at), new Observation.Known<>(budget, at));
    }

    Scene scene(Candle candle) {
        return new Scene(new Scene.Event.Closed(candle, true), facts(candle));
    }
}

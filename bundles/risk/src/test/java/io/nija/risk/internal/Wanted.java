package io.nija.risk.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Balance;
import io.nija.broker.Fees;
import io.nija.broker.Observation;
import io.nija.market.Instrument;
import io.nija.market.MarketMode;
import io.nija.market.Money;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.risk.Holding;
import io.nija.risk.LaneView;
import io.nija.risk.MarketView;
import io.nija.risk.Origin;
import io.nija.risk.RecentIntent;
import io.nija.risk.RiskLimits;
import io.nija.risk.Scope;
import io.nija.risk.Situation;
import io.nija.risk.Standing;
import io.nija.risk.SwitchInForce;
import io.nija.risk.SwitchKind;
import io.nija.risk.WorkingOrder;
import io.nija.risk.Worth;

/**
 * A situation to be changed in one point: 0.002 BTC/USD at a limit of 50,000, in a market of 49,990 to 50,000, by a
 * strategy of an account that is worth 10,000 USD, on a live and armed lane. Everything lets it pass.
 */
final class Wanted {

    static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    static final LaneId LANE = LaneId.of("master", "kraken");
    static final Symbol BTC = Symbol.parse("BTC/USD");
    static final String STRATEGY = "apex-btc";

    Symbol symbol = BTC;
    Side side = Side.BUY;
    OrderType type = OrderType.LIMIT;
    String quantity = "0.002";
    String limit = "50000";
    String stop;
    boolean postOnly;
    Purpose purpose = Purpose.ENTRY;
    Origin origin = Origin.STRATEGY;
    String strategy = STRATEGY;
    String plannedStop = "49000";
    boolean foreign;
    WorkingOrder amended;
    Mode mode = Mode.LIVE;
    boolean armed = true;
    boolean reconciled = true;
    Instant lastOutageEnd;
    Observation<List<Balance>> balances = balances("USD", "5000", "BTC", "1");
    final List<SwitchInForce> switches = new ArrayList<>();
    MarketMode marketMode = MarketMode.ONLINE;
    Observation<Instrument> instrument;
    Observation<Quote> quote;
    Observation<Fees> fees = known(new Fees(number("0.4"), number("0.25")));
    final Map<String, Observation<BigDecimal>> rates = new HashMap<>();
    final Map<String, Observation<BigDecimal>> pegs = new HashMap<>();
    Holding holding = Holding.NONE;
    final List<WorkingOrder> working = new ArrayList<>();
    final List<RecentIntent> recent = new ArrayList<>();
    final Map<Scope, Standing> standings = new EnumMap<>(Scope.class);
    RiskLimits limits = ProfileText.shipped("careful");

    Wanted() {
        standings.put(Scope.ACCOUNT, new Stand(Scope.ACCOUNT, "master").standing());
        standings.put(Scope.STRATEGY, new Stand(Scope.STRATEGY, STRATEGY).standing());
        standings.put(Scope.ASSET, new Stand(Scope.ASSET, "BTC").standing());
        standings.put(Scope.GLOBAL, new Stand(Scope.GLOBAL, "all").standing());
    }

    /** How a scope stands, to be changed in one point. */
    static final class Stand {
        private final Scope scope;
        private final String name;
        String currency = "USD";
        Observation<Worth> worth = worth("10000", "10000", "10000", "0");
        Observation<BigDecimal> inAsset = known(BigDecimal.ZERO);
        Observation<BigDecimal> gross = known(BigDecimal.ZERO);
        Observation<BigDecimal> openRisk = known(BigDecimal.ZERO);
        int openOrders;
        List<Instant> entries = List.of();
        int lossStreak;
        Instant lastLossAt;

        Stand(Scope scope, String name) {
            this.scope = scope;
            this.name = name;
        }

        Standing standing() {
            return new Standing(scope, name, currency, worth, inAsset, gross, openRisk, openOrders, entries, lossStreak, lastLossAt);
        }
    }

    Wanted with(Stand stand) {
        standings.put(stand.scope, stand.standing());
        return this;
    }

    Situation situation() {
        Observation<Instrument> rules = instrument != null ? instrument : known(rules(symbol, marketMode));
        Observation<Quote> book = quote != null ? quote : quote(symbol, NOW, "49990", "50000", "1");
        return new Situation(order(), purpose, origin, strategy, plannedStop == null ? null : number(plannedStop), foreign, amended,
                new LaneView(LANE, mode, armed, reconciled, lastOutageEnd, balances, switches),
                new MarketView(rules, book, fees, rates, pegs), holding, working, recent, standings, limits, NOW);
    }

    OrderRequest order() {
        return new OrderRequest(symbol, side, type, number(quantity), limit == null ? null : number(limit),
                stop == null ? null : number(stop), TimeInForce.GTC, null, postOnly);
    }

    /** The same order as an exit of a position of so much. */
    Wanted exit(String position) {
        purpose = Purpose.EXIT;
        side = Side.SELL;
        limit = "49990";
        plannedStop = null;
        holding = new Holding(number(position), number(position), BigDecimal.ZERO);
        return this;
    }

    Wanted switched(SwitchKind kind) {
        switches.add(new SwitchInForce(kind, "global", "a test", NOW.minusSeconds(60)));
        return this;
    }

    static Instrument rules(Symbol symbol, MarketMode mode) {
        return new Instrument(symbol, Set.of(symbol.toString()), symbol.toString(), number("0.1"), 1, number("0.00000001"),
                number("0.0001"), number("0.5"), 5, number("0.4"), number("0.25"), mode);
    }

    static Observation<Quote> quote(Symbol symbol, Instant at, String bid, String ask, String quantity) {
        return new Observation.Known<>(new Quote(symbol, List.of(new Quote.Level(number(bid), number(quantity))),
                List.of(new Quote.Level(number(ask), number(quantity))), at), at);
    }

    static WorkingOrder working(LaneId lane, String id, Side side, String quantity, String limit, Purpose purpose, boolean inDoubt) {
        return new WorkingOrder(lane, id, BTC, side, OrderType.LIMIT, number(quantity), limit == null ? null : number(limit), null,
                purpose, purpose == null ? null : STRATEGY, inDoubt);
    }

    static Observation<Worth> worth(String equity, String dayStart, String peak, String today) {
        return known(new Worth(new Money(number(equity), "USD"), number(dayStart), number(peak), number(today)));
    }

    static Observation<List<Balance>> balances(String... assetsAndAmounts) {
        List<Balance> balances = new ArrayList<>();
        for (int i = 0; i < assetsAndAmounts.length; i += 2) {
            BigDecimal amount = number(assetsAndAmounts[i + 1]);
            balances.add(new Balance(assetsAndAmounts[i], assetsAndAmounts[i], amount, amount, Balance.Kind.SPOT));
        }
        return known(balances);
    }

    static <T> Observation<T> known(T value) {
        return new Observation.Known<>(value, NOW);
    }

    static <T> Observation<T> missing() {
        return new Observation.Missing<>("VENUE_DOWN", "The venue does not answer.");
    }

    static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}

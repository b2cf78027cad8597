package io.nija.benchmarks.path;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Balance;
import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.broker.Capabilities;
import io.nija.broker.Fees;
import io.nija.broker.LedgerEntry;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.broker.Outcome;
import io.nija.broker.SessionStatus;
import io.nija.broker.Sighting;
import io.nija.broker.kraken.internal.wire.KrakenSigner;
import io.nija.broker.kraken.internal.wire.KrakenForm;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.credentials.Credentials;
import io.nija.credentials.KeyFormat;
import io.nija.credentials.internal.BenchmarkedKeys;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketMode;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.TimeInForce;
import io.nija.order.Trade;
import io.nija.order.Validation;
import io.nija.platform.TimeSource;
import io.nija.status.Evidence;
import io.nija.status.Step;

/**
 * Kraken up to its wire: each order is encoded and signed as Kraken wants it and goes nowhere; it ends at once without a fill. Public
 * side, session and desk in one, with everything known at once.
 */
final class SigningVenue implements Broker, BrokerSession, OrderDesk {

    static final Symbol BTC = new Symbol("BTC", "USD");

    private static final Instrument RULES = new Instrument(BTC, Set.of("BTC/USD", "XBTUSD"), "XBTUSD", new BigDecimal("0.1"), 1,
            new BigDecimal("0.00000001"), new BigDecimal("0.0001"), new BigDecimal("0.5"), 5, null, null, MarketMode.ONLINE);

    private final LaneId lane;
    private final TimeSource time;
    private final Consumer<Object> signed;
    private final Credentials credentials = BenchmarkedKeys.kraken();
    private final KrakenSigner signer = new KrakenSigner();
    private final KrakenForm form = new KrakenForm();
    private final Map<String, OrderView> orders = new ConcurrentHashMap<>();
    private long nonce = 1_763_823_000_000_000_000L;
    private int ids;

    /** @param signed given each request when its bytes are ready */
    SigningVenue(LaneId lane, TimeSource time, Consumer<Object> signed) {
        this.lane = lane;
        this.time = time;
        this.signed = signed;
    }

    @Override
    public CompletionStage<Outcome<OrderKey>> place(Placement placement) {
        OrderRequest order = placement.order();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("pair", "XBTUSD");
        fields.put("type", order.side().name().toLowerCase(java.util.Locale.ROOT));
        fields.put("ordertype", "limit");
        fields.put("volume", order.quantity().toPlainString());
        fields.put("price", order.limit().toPlainString());
        fields.put("timeinforce", order.timeInForce().name());
        fields.put("cl_ord_id", placement.clientOrderId());
        fields.put("deadline", placement.deadline().toString());
        long next = ++nonce;
        signed.accept(credentials.use(scope -> signer.request(scope, PrivateCall.checkOrder(fields), next, form)));
        String id = "V" + ++ids;
        orders.clear();
        orders.put(id, new OrderView(lane, id, placement.clientOrderId(), order.symbol().toString(), order.side(), order.type(), order.quantity(),
                order.limit(), null, BigDecimal.ZERO, BigDecimal.ZERO, null, OrderState.CANCELED, time.instant(), time.instant()));
        return CompletableFuture.completedFuture(new Outcome.Confirmed<>(new OrderKey(placement.clientOrderId(), id)));
    }

    private <T> Observation<T> known(T value) {
        return new Observation.Known<>(value, time.instant());
    }

    private <T> CompletionStage<Observation<T>> answer(T value) {
        return CompletableFuture.completedFuture(known(value));
    }

    @Override
    public BrokerId id() {
        return lane.broker();
    }

    @Override
    public String displayName() {
        return "Kraken";
    }

    @Override
    public KeyFormat keyFormat() {
        throw new IllegalStateException("Nobody asks for keys here.");
    }

    @Override
    public Mode forcedMode() {
        return Mode.SANDBOX;
    }

    @Override
    public Observation<InstrumentBook> instruments() {
        return known(new OnlyBook());
    }

    private record OnlyBook() implements InstrumentBook {

        @Override
        public List<Instrument> all() {
            return List.of(RULES);
        }

        @Override
        public Optional<Instrument> find(String anyName) {
            return Optional.of(RULES).filter(rules -> rules.venueNames().contains(anyName));
        }

        @Override
        public String asset(String venueAsset) {
            return venueAsset;
        }
    }

    @Override
    public CompletionStage<Observation<Quote>> quote(Symbol symbol) {
        return answer(new Quote(symbol, List.of(new Quote.Level(new BigDecimal("49990"), BigDecimal.TEN)),
                List.of(new Quote.Level(new BigDecimal("50000"), BigDecimal.TEN)), time.instant()));
    }

    @Override
    public LaneId lane() {
        return lane;
    }

    @Override
    public SessionStatus status() {
        return new SessionStatus(List.of(Evidence.ok(Step.VENUE, time.instant(), ""), Evidence.ok(Step.PERMISSIONS, time.instant(), "")), null, null);
    }

    @Override
    public CompletionStage<List<Evidence>> verify() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public void reconnect() {
        // It is always there.
    }

    @Override
    public Observation<List<Balance>> balances() {
        return known(List.of(new Balance("USD", "ZUSD", new BigDecimal("10000"), new BigDecimal("10000"), Balance.Kind.SPOT)));
    }

    @Override
    public Observation<List<OrderView>> openOrders() {
        return known(List.of());
    }

    @Override
    public CompletionStage<Observation<List<OrderView>>> closedOrders(int limit) {
        return answer(List.of());
    }

    @Override
    public Optional<OrderDesk> orderDesk() {
        return Optional.of(this);
    }

    @Override
    public CompletionStage<Outcome<Validation>> validate(OrderRequest order) {
        return CompletableFuture.completedFuture(new Outcome.Confirmed<>(new Validation("ok")));
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(Set.of(OrderType.LIMIT, OrderType.MARKET), Set.of(TimeInForce.values()), true, true, false, true);
    }

    @Override
    public CompletionStage<Outcome<OrderKey>> amend(Amendment amendment) {
        return CompletableFuture.completedFuture(new Outcome.Refused<>("ORDER_NOT_FOUND", "It has ended."));
    }

    @Override
    public CompletionStage<Outcome<OrderKey>> cancel(OrderKey order) {
        return CompletableFuture.completedFuture(new Outcome.Refused<>("ORDER_NOT_FOUND", "It has ended."));
    }

    @Override
    public CompletionStage<Observation<Sighting>> find(OrderKey order, Instant sentAt, Instant deadline) {
        Instant surely = deadline.plus(Duration.ofSeconds(2));
        return answer(time.instant().isBefore(surely) ? new Sighting.TooEarly(surely) : new Sighting.Absent());
    }

    @Override
    public CompletionStage<Observation<List<OrderView>>> restingOrders() {
        return answer(List.of());
    }

    @Override
    public CompletionStage<Observation<List<OrderView>>> orders(List<String> venueOrderIds) {
        return answer(orders.values().stream().filter(order -> venueOrderIds.contains(order.venueOrderId())).toList());
    }

    @Override
    public CompletionStage<Observation<List<Trade>>> trades(Instant from) {
        return answer(List.of());
    }

    @Override
    public CompletionStage<Observation<List<LedgerEntry>>> ledger(Instant from) {
        return answer(List.of());
    }

    @Override
    public CompletionStage<Observation<List<Balance>>> balancesNow() {
        return CompletableFuture.completedFuture(balances());
    }

    @Override
    public CompletionStage<Observation<Fees>> fees(Symbol symbol) {
        return answer(new Fees(new BigDecimal("0.4"), new BigDecimal("0.25")));
    }
}

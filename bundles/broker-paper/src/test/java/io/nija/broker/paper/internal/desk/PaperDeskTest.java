package io.nija.broker.paper.internal.desk;

import static io.nija.broker.paper.internal.desk.PaperAccount.BTC;
import static io.nija.broker.paper.internal.desk.PaperAccount.confirmed;
import static io.nija.broker.paper.internal.desk.PaperAccount.known;
import static io.nija.broker.paper.internal.desk.PaperAccount.now;
import static io.nija.broker.paper.internal.desk.PaperAccount.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.broker.Balance;
import io.nija.broker.LedgerEntry;
import io.nija.broker.Outcome;
import io.nija.broker.Sighting;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.order.Trade;
import io.nija.status.Evidence;
import io.nija.status.Step;

class PaperDeskTest {

    @TempDir
    Path folder;
    private PaperAccount paper;

    @BeforeEach
    void open() {
        paper = new PaperAccount(folder);
    }

    @AfterEach
    void close() {
        paper.close();
    }

    private BigDecimal total(String asset) {
        return known(paper.desk().balancesNow()).stream().filter(balance -> balance.asset().equals(asset)).map(Balance::total)
                .findFirst().orElse(BigDecimal.ZERO);
    }

    @Test
    void aNewAccountHasItsPlayMoneyAndEveryStepOfTheLadder() {
        assertThat(paper.session.status().evidence()).extracting(Evidence::step).containsExactly(Step.VENUE, Step.AUTHENTICATION, Step.IDENTITY,
                Step.CLOCK, Step.PERMISSIONS, Step.BALANCES, Step.INSTRUMENTS, Step.STREAM);
        assertThat(paper.session.status().evidence()).allMatch(Evidence::ok);
        assertThat(paper.session.status().evidence().get(0).detail()).contains("seed 7").contains("60 times");
        assertThat(total("USD")).isEqualByComparingTo("10000");
        assertThat(known(paper.desk().ledger(Instant.EPOCH))).singleElement().satisfies(row -> {
            assertThat(row.type()).isEqualTo(LedgerEntry.Type.DEPOSIT);
            assertThat(row.balance()).isEqualByComparingTo("10000");
        });
    }

    @Test
    void aMarketOrderIsFilledAndEveryBalanceChangeHasItsRow() {
        OrderKey key = confirmed(paper.place("one", Side.BUY, "0.01", null));
        OrderView order = known(paper.desk().orders(List.of(key.venueOrderId()))).get(0);
        assertThat(order.state()).isEqualTo(OrderState.FILLED);
        assertThat(order.clientOrderId()).isEqualTo("one");
        List<Trade> trades = known(paper.desk().trades(Instant.EPOCH));
        assertThat(trades).isNotEmpty().allSatisfy(trade -> {
            assertThat(trade.feeCurrency()).isEqualTo("USD");
            assertThat(trade.fee()).isPositive();
            assertThat(trade.clientOrderId()).isEqualTo("one");
        });
        assertThat(trades.stream().map(Trade::quantity).reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo("0.01");
        List<LedgerEntry> rows = known(paper.desk().ledger(Instant.EPOCH));
        for (String asset : List.of("USD", "BTC")) {
            assertThat(rows.stream().filter(row -> row.asset().equals(asset)).map(row -> row.amount().subtract(row.fee()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add)).as(asset).isEqualByComparingTo(total(asset));
        }
        assertThat(total("BTC")).isEqualByComparingTo("0.01");
    }

    @Test
    void ordersFillsAndRowsCarryTheMachinesTimeHoweverFastTheMarketGoes() {
        paper.time.advance(Duration.ofMinutes(2));
        Instant before = paper.time.instant();
        OrderKey key = confirmed(paper.place("one", Side.BUY, "0.01", null));
        Instant after = paper.time.instant();
        OrderView order = known(paper.desk().orders(List.of(key.venueOrderId()))).get(0);
        assertThat(order.createdAt()).isBetween(before, after);
        assertThat(order.updatedAt()).isBetween(before, after);
        assertThat(known(paper.desk().trades(before))).isNotEmpty().allSatisfy(trade -> assertThat(trade.at()).isBetween(before, after));
        assertThat(known(paper.desk().ledger(before))).isNotEmpty().allSatisfy(row -> assertThat(row.at()).isBetween(before, after));
        assertThat(known(paper.desk().trades(after.plusMillis(1)))).isEmpty();
        assertThat(paper.market.now()).as("the market's own time").isAfter(after.plus(Duration.ofHours(1)));
    }

    @Test
    void aFollowerHearsOfAFillBeforeTheOrderThatCountsIt() {
        confirmed(paper.place("one", Side.BUY, "0.01", null));
        int fill = -1;
        for (int i = 0; i < paper.told.size() && fill < 0; i++) {
            fill = paper.told.get(i) instanceof Trade ? i : -1;
        }
        assertThat(paper.told.get(0)).isEqualTo("live");
        assertThat(fill).as("heard of a fill").isPositive();
        assertThat(paper.told.subList(0, fill)).filteredOn(OrderView.class::isInstance)
                .allMatch(view -> ((OrderView) view).filled().signum() == 0);
        assertThat(paper.told.get(paper.told.size() - 1)).isInstanceOfSatisfying(OrderView.class, view ->
                assertThat(view.state()).isEqualTo(OrderState.FILLED));
    }

    @Test
    void aLimitOrderRestsIsChangedInPlaceAndCancelledOnce() {
        OrderKey key = confirmed(paper.place("rests", Side.BUY, "0.01", "20000.0"));
        assertThat(known(paper.desk().restingOrders())).extracting(OrderView::clientOrderId).containsExactly("rests");
        assertThat(paper.session.openOrders().toString()).contains("rests");
        CompletionStage<Outcome<OrderKey>> amended = paper.desk().amend(new Amendment(key, new BigDecimal("0.02"), new BigDecimal("21000.0"), null,
                paper.time.instant().plusSeconds(30)));
        paper.time.advance(Duration.ofMillis(100));
        assertThat(confirmed(now(amended)).venueOrderId()).isEqualTo(key.venueOrderId());
        OrderView view = known(paper.desk().restingOrders()).get(0);
        assertThat(view.quantity()).isEqualByComparingTo("0.02");
        assertThat(view.price()).isEqualByComparingTo("21000");
        CompletionStage<Outcome<OrderKey>> cancelled = paper.desk().cancel(key);
        paper.time.advance(Duration.ofMillis(100));
        confirmed(now(cancelled));
        CompletionStage<Outcome<OrderKey>> again = paper.desk().cancel(key);
        paper.time.advance(Duration.ofMillis(100));
        assertThat(refused(now(again))).isEqualTo("ORDER_NOT_FOUND");
        assertThat(known(paper.desk().restingOrders())).isEmpty();
    }

    @Test
    void aStopRestsWithItsTriggerAndHoldsTheCoins() {
        confirmed(paper.place("buys", Side.BUY, "0.01", null));
        OrderKey key = confirmed(paper.place("protects", new OrderRequest(BTC, Side.SELL, OrderType.STOP_LOSS, new BigDecimal("0.01"), null,
                new BigDecimal("20000.0"), TimeInForce.GTC, null, false)));
        OrderView stop = known(paper.desk().restingOrders()).get(0);
        assertThat(stop.venueOrderId()).isEqualTo(key.venueOrderId());
        assertThat(stop.stop()).isEqualByComparingTo("20000");
        assertThat(known(paper.desk().balancesNow())).filteredOn(balance -> balance.asset().equals("BTC")).singleElement()
                .satisfies(coins -> assertThat(coins.available()).isZero());
    }

    @Test
    void theVenuesRulesAreTheExchanges() {
        assertThat(refused(paper.place("tick", Side.BUY, "0.01", "20000.05"))).isEqualTo("PAPER_PRICE");
        assertThat(refused(paper.place("small", Side.BUY, "0.00001", "20000.0"))).isEqualTo("PAPER_MINIMUM");
        assertThat(refused(paper.place("dear", Side.BUY, "10", null))).isEqualTo("PAPER_INSUFFICIENT_FUNDS");
        assertThat(refused(paper.place("naked", Side.SELL, "0.01", null))).isEqualTo("PAPER_INSUFFICIENT_FUNDS");
        assertThat(refused(paper.place("fok", new OrderRequest(BTC, Side.BUY, OrderType.LIMIT, new BigDecimal("0.01"), new BigDecimal("20000.0"),
                TimeInForce.FOK, false)))).isEqualTo("ORDER_UNSUPPORTED");
        assertThat(known(paper.desk().restingOrders())).isEmpty();
    }

    @Test
    void whatPassedItsDeadlineOnTheWayNeverArrives() {
        Instant deadline = paper.time.instant().plusMillis(5);
        CompletionStage<Outcome<OrderKey>> answer = paper.desk().place(new Placement("late", new OrderRequest(BTC, Side.BUY, OrderType.MARKET,
                new BigDecimal("0.01"), null, TimeInForce.GTC, false), Purpose.ENTRY, deadline));
        paper.time.advance(Duration.ofMillis(100));
        assertThat(refused(now(answer))).isEqualTo("DEADLINE_PASSED");
        assertThat(known(paper.desk().trades(Instant.EPOCH))).isEmpty();
    }

    @Test
    void anOrderIsFoundOrItIsTooEarlyOrItIsAbsent() {
        OrderKey key = confirmed(paper.place("there", Side.BUY, "0.01", "20000.0"));
        Instant deadline = paper.time.instant().plusSeconds(10);
        assertThat(known(paper.desk().find(new OrderKey("there", null), paper.time.instant(), deadline)))
                .isInstanceOfSatisfying(Sighting.Found.class, found -> assertThat(found.order().venueOrderId()).isEqualTo(key.venueOrderId()));
        assertThat(known(paper.desk().find(new OrderKey("nowhere", null), paper.time.instant(), deadline))).isInstanceOf(Sighting.TooEarly.class);
        paper.time.advance(Duration.ofSeconds(11));
        assertThat(known(paper.desk().find(new OrderKey("nowhere", null), paper.time.instant(), deadline))).isInstanceOf(Sighting.Absent.class);
    }

    @Test
    void whatIsOnItsWayWhenTheSessionEndsNeverArrives() {
        CompletionStage<Outcome<OrderKey>> answer = paper.desk().place(new Placement("late", new OrderRequest(BTC, Side.BUY, OrderType.MARKET,
                new BigDecimal("0.01"), null, TimeInForce.GTC, false), Purpose.ENTRY, paper.time.instant().plusSeconds(30)));
        paper.session.close();
        paper.time.advance(Duration.ofMillis(100));
        assertThat(refused(now(answer))).isEqualTo("SESSION_CLOSED");
    }
}

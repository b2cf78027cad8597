package io.nija.broker.kraken.internal;

import static io.nija.broker.kraken.internal.testing.OnTheExchange.BTC;
import static io.nija.broker.kraken.internal.testing.OnTheExchange.answer;
import static io.nija.broker.kraken.internal.testing.OnTheExchange.desk;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.broker.Outcome;
import io.nija.broker.kraken.internal.testing.OnTheExchange;
import io.nija.order.OrderDetails;
import io.nija.order.OrderDetails.Fee;
import io.nija.order.OrderDetails.SelfTrade;
import io.nija.order.OrderDetails.Trail;
import io.nija.order.OrderDetails.TriggeredBy;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.exchange.venue.Ticket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind and flag of order: the exchange understands the same by the stream as by REST, and what it cannot do is never sent. */
class OrderKindsOnTheExchangeTest {

    @TempDir
    Path folder;

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static OrderRequest order(Side side, OrderType type, BigDecimal limit, BigDecimal stop, TimeInForce tif, Instant until, boolean post,
            OrderDetails details) {
        return new OrderRequest(BTC, side, type, number("0.01"), limit, stop, tif, until, post, details);
    }

    private static OrderDetails details(String shown, Trail trail, TriggeredBy by, SelfTrade self, Fee fee) {
        return new OrderDetails(shown == null ? null : number(shown), trail, by, self, fee);
    }

    /** Sales below and purchases far below the market, so that all of them rest. */
    private static List<OrderRequest> all(BigDecimal low) {
        OrderDetails usual = OrderDetails.USUAL;
        Instant until = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        List<OrderRequest> all = new ArrayList<>();
        all.add(order(Side.BUY, OrderType.LIMIT, low, null, TimeInForce.GTC, null, false, usual));
        all.add(order(Side.BUY, OrderType.LIMIT, low, null, TimeInForce.GTD, until, true,
                details(null, null, TriggeredBy.LAST, SelfTrade.CANCEL_OLDEST, Fee.BASE)));
        all.add(order(Side.BUY, OrderType.ICEBERG, low, null, TimeInForce.GTC, null, false,
                details("0.002", null, TriggeredBy.LAST, SelfTrade.CANCEL_BOTH, Fee.QUOTE)));
        all.add(order(Side.SELL, OrderType.STOP_LOSS, null, low, TimeInForce.GTC, null, false, usual));
        all.add(order(Side.SELL, OrderType.STOP_LOSS_LIMIT, low.subtract(BigDecimal.TEN), low, TimeInForce.GTD, until, false,
                details(null, null, TriggeredBy.INDEX, SelfTrade.CANCEL_NEWEST, Fee.USUAL)));
        BigDecimal high = low.multiply(BigDecimal.valueOf(2));
        all.add(order(Side.SELL, OrderType.TAKE_PROFIT, null, high, TimeInForce.GTC, null, false, usual));
        all.add(order(Side.SELL, OrderType.TAKE_PROFIT_LIMIT, high, high, TimeInForce.GTC, null, false, usual));
        for (Side side : Side.values()) {
            all.add(order(side, OrderType.TRAILING_STOP, null, null, TimeInForce.GTC, null, false,
                    details(null, new Trail(number("1.5"), true, null), TriggeredBy.LAST, SelfTrade.CANCEL_NEWEST, Fee.USUAL)));
            all.add(order(side, OrderType.TRAILING_STOP_LIMIT, null, null, TimeInForce.GTC, null, false,
                    details(null, new Trail(number("500"), false, number("30")), TriggeredBy.INDEX, SelfTrade.CANCEL_NEWEST, Fee.USUAL)));
        }
        return all;
    }

    private static Map<String, Ticket> tickets(OnTheExchange venue, String account) {
        Map<String, Ticket> tickets = new TreeMap<>();
        synchronized (venue.exchange.venue()) {
            venue.exchange.venue().account(account).openOrders().forEach(order -> tickets.put(order.ticket().clientId(),
                    order.ticket().withFlags(order.ticket().flags().stream().sorted().toList())));
        }
        return tickets;
    }

    @Test
    void theExchangeUnderstandsTheSameByTheStreamAsByRest() throws Exception {
        try (OnTheExchange venue = new OnTheExchange(folder, "auto")) {
            KrakenSession streamed = venue.session("master");
            KrakenSession posted = venue.sessionByRest("other");
            List<OrderRequest> all = all(venue.low());
            for (int i = 0; i < all.size(); i++) {
                for (KrakenSession session : List.of(streamed, posted)) {
                    Placement placement = new Placement("e1-" + i, all.get(i), Purpose.EXIT, Instant.now().plusSeconds(30));
                    assertThat(answer(desk(session).place(placement))).as(all.get(i) + " of " + session.lane()).isInstanceOf(Outcome.Confirmed.class);
                }
            }
            assertThat(venue.called("master")).doesNotContain("AddOrder");
            assertThat(venue.called("other")).doesNotContain("add_order");
            Map<String, Ticket> here = tickets(venue, "master");
            assertThat(here).hasSize(all.size()).isEqualTo(tickets(venue, "other"));
            assertThat(here.values()).extracting(Ticket::type).contains("iceberg", "stop-loss", "stop-loss-limit", "take-profit", "take-profit-limit",
                    "trailing-stop", "trailing-stop-limit");
        }
    }

    /** A fee in the coin is held beside the coins: a stop of all there is could never rest. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStopOfEveryCoinThereIsRestsBecauseItsFeeIsAskedForInQuote(boolean streamed) throws Exception {
        try (OnTheExchange venue = new OnTheExchange(folder, streamed ? "auto" : "rest")) {
            KrakenSession session = streamed ? venue.session("master") : venue.sessionByRest("master");
            BigDecimal all;
            synchronized (venue.exchange.venue()) {
                all = venue.exchange.venue().account("master").balances().entrySet().stream().filter(held -> held.getKey().id().equals("XXBT"))
                        .map(Map.Entry::getValue).findFirst().orElseThrow();
            }
            OrderRequest inTheCoin = new OrderRequest(BTC, Side.SELL, OrderType.STOP_LOSS, all, null, venue.low(), TimeInForce.GTC, null, false,
                    details(null, null, TriggeredBy.LAST, SelfTrade.CANCEL_NEWEST, Fee.BASE));
            assertThat(answer(desk(session).place(new Placement("e1-1", inTheCoin, Purpose.PROTECTIVE, Instant.now().plusSeconds(30)))))
                    .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.code()).isEqualTo("KRAKEN_INSUFFICIENT_FUNDS"));
            OrderRequest usual = new OrderRequest(BTC, Side.SELL, OrderType.STOP_LOSS, all, null, venue.low(), TimeInForce.GTC, null, false,
                    OrderDetails.USUAL);
            assertThat(answer(desk(session).place(new Placement("e1-2", usual, Purpose.PROTECTIVE, Instant.now().plusSeconds(30)))))
                    .isInstanceOf(Outcome.Confirmed.class);
            assertThat(tickets(venue, "master").get("e1-2").flags()).contains("fciq");
        }
    }

    @Test
    void whatKrakenCannotDoIsRefusedWithOneSentenceAndNeverSent() throws Exception {
        try (OnTheExchange venue = new OnTheExchange(folder, "auto")) {
            KrakenSession session = venue.session("master");
            BigDecimal low = venue.low();
            List<OrderRequest> impossible = List.of(
                    order(Side.BUY, OrderType.LIMIT, low, null, TimeInForce.FOK, null, false, OrderDetails.USUAL),
                    order(Side.SELL, OrderType.STOP_LOSS, null, low, TimeInForce.IOC, null, false, OrderDetails.USUAL),
                    order(Side.SELL, OrderType.SETTLE_POSITION, null, null, TimeInForce.GTC, null, false, OrderDetails.USUAL),
                    order(Side.SELL, OrderType.TRAILING_STOP, null, null, TimeInForce.GTC, null, false, OrderDetails.USUAL),
                    order(Side.SELL, OrderType.ICEBERG, low, null, TimeInForce.GTC, null, false, OrderDetails.USUAL),
                    order(Side.SELL, OrderType.ICEBERG, low, null, TimeInForce.GTC, null, false,
                            details("0.0006", null, TriggeredBy.LAST, SelfTrade.CANCEL_NEWEST, Fee.USUAL)),
                    order(Side.BUY, OrderType.LIMIT, low, null, TimeInForce.GTC, null, false,
                            details(null, null, TriggeredBy.INDEX, SelfTrade.CANCEL_NEWEST, Fee.USUAL)));
            for (OrderRequest order : impossible) {
                assertThat(desk(session).objection(order)).as(order.toString()).hasValueSatisfying(refused -> assertThat(refused.reason()).endsWith("."));
                Outcome<OrderKey> outcome = answer(desk(session).place(new Placement("e1-1", order, Purpose.ENTRY, Instant.now().plusSeconds(20))));
                assertThat(outcome).isInstanceOf(Outcome.Refused.class);
            }
            assertThat(venue.called("master")).doesNotContain("add_order", "AddOrder");
        }
    }
}

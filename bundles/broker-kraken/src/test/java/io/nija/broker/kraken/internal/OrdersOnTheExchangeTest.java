package io.nija.broker.kraken.internal;

import static io.nija.broker.kraken.internal.testing.OnTheExchange.answer;
import static io.nija.broker.kraken.internal.testing.OnTheExchange.desk;
import static io.nija.broker.kraken.internal.testing.OnTheExchange.limit;
import static io.nija.broker.kraken.internal.testing.OnTheExchange.said;
import static io.nija.broker.kraken.internal.testing.OnTheExchange.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.broker.Sighting;
import io.nija.broker.kraken.internal.testing.OnTheExchange;
import io.nija.market.Quote;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.OrderState;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.Side;
import io.nija.status.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The desk with the built-in exchange over real sockets: what goes over the stream is the same as what goes by REST. */
class OrdersOnTheExchangeTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private static OrderKey done(Outcome<OrderKey> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Confirmed.class);
        return ((Outcome.Confirmed<OrderKey>) outcome).value();
    }

    @ParameterizedTest
    @CsvSource({"auto, add_order amend_order cancel_order", "rest, AddOrder AmendOrder CancelOrder"})
    void anOrderIsPlacedAmendedAndCancelledByTheWantedWayAndNoOther(String path, String methods) throws Exception {
        try (OnTheExchange venue = new OnTheExchange(folder, path)) {
            KrakenSession session = venue.session("master");
            BigDecimal price = venue.low();
            OrderKey key = done(answer(desk(session).place(limit("e1-1", Side.BUY, "0.01", price, SOON))));
            assertThat(key.clientOrderId()).isEqualTo("e1-1");
            done(answer(desk(session).amend(new Amendment(key, new BigDecimal("0.02"), null, null, Instant.now().plus(SOON)))));
            OrderView seen = ((Observation.Known<List<OrderView>>) answer(desk(session).orders(List.of(key.venueOrderId())))).value().get(0);
            assertThat(seen.quantity()).isEqualByComparingTo("0.02");
            assertThat(seen.state()).isEqualTo(OrderState.OPEN);
            done(answer(desk(session).cancel(key)));
            assertThat(venue.resting("master")).isEmpty();
            assertThat(answer(desk(session).cancel(key))).isInstanceOfSatisfying(Outcome.Refused.class,
                    refused -> assertThat(refused.code()).isEqualTo("ORDER_NOT_FOUND"));
            assertThat(venue.called("master").stream().filter(method -> method.toLowerCase(java.util.Locale.ROOT).matches("(add|amend|cancel)_?order"))
                    .distinct()).containsExactly(methods.split(" "));
            assertThat(said(session, Step.PATH).detail()).contains("trading.path=" + path);
        }
    }

    @Test
    void anAmendmentDownKeepsThePlaceInTheQueue() throws Exception {
        try (OnTheExchange venue = new OnTheExchange(folder, "auto")) {
            KrakenSession first = venue.session("master");
            KrakenSession second = venue.session("other");
            KrakenSession third = venue.session("third");
            Quote.Level ask = venue.quote().asks().get(0);
            // The best sellers are bought away, so that only these two are at their price and the next sale meets them.
            done(answer(desk(third).place(limit("e3-1", Side.BUY, ask.quantity().toPlainString(), ask.price(), SOON))));
            BigDecimal price = ask.price();
            assertThat(venue.quoteAfter(ask).asks().get(0).price()).isGreaterThan(price);
            OrderKey early = done(answer(desk(first).place(limit("e1-1", Side.BUY, "0.02", price, SOON))));
            OrderKey late = done(answer(desk(second).place(limit("e2-1", Side.BUY, "0.02", price, SOON))));
            done(answer(desk(first).amend(new Amendment(early, new BigDecimal("0.01"), null, null, Instant.now().plus(SOON)))));
            done(answer(desk(third).place(limit("e3-2", Side.SELL, "0.01", price, SOON))));
            assertThat(filled(first, early)).isEqualByComparingTo("0.01");
            assertThat(filled(second, late)).isEqualByComparingTo("0");
        }
    }

    private static BigDecimal filled(KrakenSession session, OrderKey key) throws Exception {
        return ((Observation.Known<List<OrderView>>) answer(desk(session).orders(List.of(key.venueOrderId())))).value().get(0).filled();
    }

    /** Written, and nobody answers: unknown, never sent again; afterwards it is found what became of it. */
    @ParameterizedTest
    @CsvSource({"'add_order=reset,after', true", "'add_order=drop,after', true", "'add_order=reset', false",
        "'add_order=error(EService:Unavailable),after', true", "'add_order=text(CloudFlare WebSocket proxy restarting)', false"})
    void whateverHappensToTheStreamThereIsAtMostOneOrderAndItIsFoundOrProvenAbsent(String fault, boolean executed) throws Exception {
        try (OnTheExchange venue = new OnTheExchange(folder, "auto")) {
            KrakenSession session = venue.session("master");
            venue.exchange.faults(fault + ",next=1");
            Placement placement = limit("e1-1", Side.BUY, "0.01", venue.low(), Duration.ofSeconds(4));
            Instant sent = Instant.now();
            Outcome<OrderKey> outcome = answer(desk(session).place(placement));
            assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
            assertThat(venue.called("master")).doesNotContain("AddOrder");
            if (executed) {
                Observation<Sighting> sighting = answer(desk(session).find(new OrderKey("e1-1", null), sent, placement.deadline()));
                assertThat(sighting).isInstanceOfSatisfying(Observation.Known.class, known -> assertThat(known.value()).isInstanceOf(Sighting.Found.class));
                assertThat(venue.resting("master")).containsExactly("e1-1");
            } else {
                assertThat(venue.resting("master")).isEmpty();
            }
        }
    }

    @Test
    void aLaneWhoseStreamIsCutGoesOnByRestAndComesBackToTheStream() throws Exception {
        try (OnTheExchange venue = new OnTheExchange(folder, "auto")) {
            KrakenSession session = venue.session("master");
            BigDecimal price = venue.low();
            done(answer(desk(session).place(limit("e1-1", Side.BUY, "0.01", price, SOON))));
            venue.exchange.faults("connect=drop");
            venue.exchange.faults("at(0)=close(1001)");
            until(() -> said(session, Step.PATH).detail().startsWith("Orders go by REST"), () -> session.status().toString());
            done(answer(desk(session).place(limit("e1-2", Side.BUY, "0.01", price, SOON))));
            venue.exchange.noFaults();
            until(() -> said(session, Step.PATH).detail().startsWith("Orders go by the private stream"), () -> session.status().toString());
            done(answer(desk(session).place(limit("e1-3", Side.BUY, "0.01", price, SOON))));
            assertThat(venue.called("master").stream().filter(method -> method.equals("add_order") || method.equals("AddOrder")))
                    .containsExactly("add_order", "AddOrder", "add_order");
            assertThat(venue.resting("master")).containsExactly("e1-1", "e1-2", "e1-3");
        }
    }
}

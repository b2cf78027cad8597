package io.nija.broker.kraken.internal;

import static io.nija.broker.kraken.internal.testing.OnTheExchange.answer;
import static io.nija.broker.kraken.internal.testing.OnTheExchange.desk;
import static io.nija.broker.kraken.internal.testing.OnTheExchange.limit;
import static io.nija.broker.kraken.internal.testing.OnTheExchange.said;
import static io.nija.broker.kraken.internal.testing.OnTheExchange.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.broker.kraken.internal.testing.OnTheExchange;
import io.nija.broker.kraken.internal.wire.PrivateEndpoint;
import io.nija.market.Quote;
import io.nija.order.OrderView;
import io.nija.order.Side;
import io.nija.order.Trade;
import io.nija.simulator.internal.ExchangeOptions;
import io.nija.exchange.venue.Tier;
import io.nija.status.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a beginning and a reconnection cost of Starter's 15 points when orders and trades come with the stream's snapshot. */
class ReconnectPointsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private static int points(List<String> called) {
        return called.stream().mapToInt(method -> Arrays.stream(PrivateEndpoint.values())
                .filter(endpoint -> endpoint.path().endsWith("/" + method)).mapToInt(PrivateEndpoint::cost).sum()).sum();
    }

    private static List<String> after(OnTheExchange venue, int before) {
        List<String> all = venue.called("master");
        return all.subList(before, all.size()).stream().filter(method -> Character.isUpperCase(method.charAt(0))).toList();
    }

    @Test
    void aReconnectionReadsOrdersAndTradesFromTheSnapshotAndPaysForTheTokenAlone() throws Exception {
        try (OnTheExchange venue = new OnTheExchange(folder, "auto", "starter",
                ExchangeOptions.plain().withAccounts(List.of("master")).withTier(Tier.STARTER))) {
            KrakenSession session = venue.session("master");
            assertThat(points(after(venue, 0))).as("key, balances and token; the orders came with the stream").isLessThanOrEqualTo(3 + 2);
            Quote quote = venue.quote();
            BigDecimal above = quote.asks().get(0).price().multiply(new BigDecimal("1.05")).setScale(1, RoundingMode.DOWN);
            BigDecimal low = venue.low();
            for (int i = 1; i <= 2; i++) {
                // Two fills: the older one is the edge of what the snapshot surely tells.
                assertThat(answer(desk(session).place(limit("e1-" + i, Side.BUY, "0.0001", above, SOON))))
                        .isInstanceOf(Outcome.Confirmed.class);
                venue.venueTime.advance(Duration.ofSeconds(3));
            }
            assertThat(answer(desk(session).place(limit("e1-3", Side.BUY, "0.001", low, SOON)))).isInstanceOf(Outcome.Confirmed.class);
            List<Trade> all = ((Observation.Known<List<Trade>>) answer(desk(session).trades(Instant.EPOCH.plusSeconds(1)))).value();
            Instant from = all.get(all.size() - 1).at().minusMillis(500);
            // What was just changed is read once more, in case the stream tells it late.
            Instant placed = Instant.now();
            until(() -> Instant.now().isAfter(placed.plusSeconds(3)), () -> "time passes");
            venue.exchange.faults("at(0)=close(1001)");
            until(() -> !said(session, Step.STREAM).ok(), () -> "the stream ends");
            int before = venue.called("master").size();
            until(() -> said(session, Step.PATH).detail().startsWith("Orders go by the private stream"), () -> session.status().toString());
            Observation<List<OrderView>> orders = answer(desk(session).restingOrders());
            Observation<List<Trade>> trades = answer(desk(session).trades(from));
            assertThat(((Observation.Known<List<OrderView>>) orders).value()).extracting(OrderView::clientOrderId).containsExactly("e1-3");
            assertThat(((Observation.Known<List<Trade>>) trades).value()).extracting(Trade::venueTradeId).isNotEmpty()
                    .containsExactlyElementsOf(all.stream().filter(trade -> !trade.at().isBefore(from)).map(Trade::venueTradeId).toList());
            assertThat(after(venue, before)).isSubsetOf("GetWebSocketsToken", "GetApiKeyInfo", "BalanceEx");
            assertThat(points(after(venue, before))).as("it was a token, the orders and a page of trades: 1 + 2 + 4").isLessThanOrEqualTo(1 + 2);
        }
    }

    @Test
    void whatTheSnapshotDoesNotReachBackToIsReadByRest() throws Exception {
        try (OnTheExchange venue = new OnTheExchange(folder, "auto")) {
            KrakenSession session = venue.session("master");
            assertThat(answer(desk(session).trades(Instant.now().minus(Duration.ofDays(30))))).isInstanceOf(Observation.Known.class);
            assertThat(venue.called("master")).contains("TradesHistory");
        }
    }
}

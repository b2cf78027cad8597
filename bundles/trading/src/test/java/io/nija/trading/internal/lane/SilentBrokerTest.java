package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.order.OrderKey;
import io.nija.order.OrderType;
import io.nija.order.Side;
import io.nija.risk.MarketView;
import io.nija.risk.Origin;
import io.nija.trading.internal.protection.Cover;

import org.junit.jupiter.api.Test;

/** A broker that never answers a question is named, and stops neither the protection of a position nor what else is wanted. */
class SilentBrokerTest extends ProtectedLane {

    private static final String NAMED = "The broker kraken did not answer in 75 s.";

    private static MarketView nothing() {
        return new MarketView(new Observation.Missing<>("", ""), new Observation.Missing<>("", ""), new Observation.Missing<>("", ""), Map.of(),
                Map.of());
    }

    @Test
    void aStopWhoseMarketIsNeverToldIsTriedAgainAndTheBrokerIsNamed() {
        bench.buy("0.5");
        bench.pass(2);
        CompletableFuture<MarketView> never = new CompletableFuture<>();
        bench.market = never;
        bench.venue.trade("V1", "0.5", "50000");
        bench.pass(90);
        assertThat(bench.venue.received).hasSize(1);
        assertThat(cover().lack()).hasValueSatisfying(text -> assertThat(text).contains(NAMED));
        bench.market = null;
        bench.pass(75);
        rests("V2", "0.5", "48500");
        assertThat(cover().lack()).isEmpty();
        never.complete(nothing());
        bench.pass(10);
        assertThat(bench.venue.received).as("an answer that comes too late sends nothing").hasSize(2);
    }

    @Test
    void anExitIsNotHeldForEverByAnotherWhoseMarketIsNeverTold() {
        bench.venue.types = Set.of(OrderType.LIMIT, OrderType.MARKET);
        bought("0.5");
        bench.market = new CompletableFuture<>();
        CompletableFuture<Report> first = bench.lane.submit(sale(ioc("0.2"), Origin.PERSON));
        bench.pass(80);
        assertThat(first).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused
                && refused.code().equals("MARKET_UNKNOWN") && refused.reason().contains(NAMED));
        bench.market = null;
        bench.pass(2);
        assertThat(bench.lane.submit(sale(ioc("0.2"), Origin.PERSON))).isCompletedWithValueMatching(Report.Done.class::isInstance);
    }

    @Test
    void thePriceIsAskedForAgainWhenAQuoteIsNeverTold() {
        bench.venue.types = Set.of(OrderType.LIMIT, OrderType.MARKET);
        bench.venue.quotes = false;
        bought("0.5");
        bench.pass(90);
        assertThat(cover().state()).isEqualTo(Cover.State.NONE);
        assertThat(cover().words()).contains(NAMED);
        bench.venue.quotes = true;
        bench.pass(75);
        assertThat(cover().state()).isEqualTo(Cover.State.LOCAL);
        bench.venue.bid = new BigDecimal("48000");
        bench.pass(5);
        rescued("V2", "0.5");
    }

    @Test
    void aChangeWhoseMarketIsNeverToldIsRefusedAndNothingIsSent() {
        bench.buy("0.5");
        bench.pass(2);
        bench.market = new CompletableFuture<>();
        CompletableFuture<Report> change = bench.lane.amend(1, new BigDecimal("0.4"), null, null, "test");
        bench.pass(80);
        assertThat(change).isCompletedWithValueMatching(report -> report instanceof Report.Refused refused && refused.reason().contains(NAMED));
        assertThat(bench.venue.calls).doesNotContain("amend");
    }

    @Test
    void theCancelOfAnOrphanThatIsNeverAnsweredIsUnknown() {
        String id = bench.venue.put(io.nija.journal.ClientOrderIds.of(new java.util.UUID(7, 7), 1), ScriptedVenue.limit(Side.BUY, "0.5", "50000"))
                .venueOrderId();
        bench.pass(10);
        bench.venue.cancelFault = ScriptedVenue.Fault.SILENT_BEFORE;
        CompletableFuture<Outcome<OrderKey>> answer = bench.lane.cancelOrphan(id);
        bench.pass(50);
        assertThat(answer).isCompletedWithValueMatching(Outcome.Unknown.class::isInstance);
    }
}

package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.nija.journal.Adoption;
import io.nija.journal.ClientOrderIds;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.OrderStage;
import io.nija.journal.Receipt;
import io.nija.order.OrderState;
import io.nija.order.Side;

import org.junit.jupiter.api.Test;

/** An order that a NIJA sent and this journal does not know is ours, orphaned, until a person decides. */
class AdoptingTest {

    private final LaneBench bench = new LaneBench();
    private int others;

    private String orphan(Side side, String quantity) {
        return bench.venue.put(ClientOrderIds.of(new UUID(7, 7), ++others), ScriptedVenue.limit(side, quantity, "50000")).venueOrderId();
    }

    private BigDecimal held() {
        return bench.lane.snapshot().shares().stream().map(share -> share.position().quantity()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private CompletableFuture<Report> adopt(String id) {
        return bench.lane.adopt(id, false, "ann");
    }

    private void refused(CompletableFuture<Report> report, String code) {
        assertThat(report).isCompletedWithValueMatching(said -> said instanceof Report.Refused refused && refused.code().equals(code),
                code);
    }

    private void agreed() {
        bench.pass(10);
        assertThat(bench.lane.snapshot().orphaned()).isFalse();
        assertThat(bench.lane.snapshot().reconciled()).as("%s", bench.lane.snapshot().differences()).isTrue();
    }

    @Test
    void aRestingOrphanBecomesAnOrderOfOursAndTheLaneGoesOnByItself() {
        String id = orphan(Side.BUY, "0.5");
        bench.pass(10);
        assertThat(bench.lane.snapshot().orphaned()).isTrue();
        assertThat(adopt(id)).isCompletedWithValueMatching(said -> said instanceof Report.Done done && done.order().adopted()
                && done.order().stage() == OrderStage.ACCEPTED && done.order().venueOrderId().equals(id));
        agreed();
        bench.venue.trade(id, "0.5", "50000");
        bench.pass(60);
        assertThat(bench.stage(1)).isEqualTo(OrderStage.FILLED);
        assertThat(held()).isEqualByComparingTo("0.5");
        assertThat(bench.journal.all(Adoption.class)).singleElement().satisfies(adoption -> {
            assertThat(adoption.policy()).isEqualTo(Adoption.Policy.MANAGE);
            assertThat(adoption.who()).isEqualTo("ann");
        });
    }

    @Test
    void anOrphanIsAdoptedByItsClientOrderIdToo() {
        String id = orphan(Side.BUY, "0.5");
        bench.pass(10);
        assertThat(adopt(bench.venue.orders.get(id).clientOrderId())).isCompletedWithValueMatching(Report.Done.class::isInstance);
        agreed();
    }

    @Test
    void itsFillsComeWithItOnceAndStayThroughARestart() {
        String id = orphan(Side.BUY, "0.5");
        bench.venue.trade(id, "0.2", "50000");
        bench.pass(400);
        bench.venue.trade(id, "0.1", "49000");
        bench.pass(400);
        assertThat(held()).isEqualByComparingTo("0");
        adopt(id);
        agreed();
        assertThat(held()).isEqualByComparingTo("0.3");
        bench.venue.trade(id, "0.2", "49000");
        bench.pass(60);
        bench.crash();
        bench.start();
        agreed();
        assertThat(held()).isEqualByComparingTo("0.5");
        assertThat(bench.journal.all(FillApplied.class)).hasSize(3).allMatch(fill -> fill.intent() == 1);
        assertThat(bench.journaled(1)).isEqualTo(OrderStage.FILLED);
    }

    @Test
    void anOrphanThatTradedAndEndedIsSeenByALaneThatNeverSentAnOrderAndAdopted() {
        String id = orphan(Side.BUY, "0.5");
        bench.venue.trade(id, "0.5", "50000");
        bench.pass(400);
        assertThat(bench.lane.snapshot().orphaned()).isTrue();
        bench.crash();
        bench.pass(600);
        bench.start();
        bench.pass(10);
        assertThat(bench.lane.snapshot().orphaned()).as("also after a restart").isTrue();
        adopt(id);
        agreed();
        assertThat(held()).isEqualByComparingTo("0.5");
        assertThat(bench.journaled(1)).isEqualTo(OrderStage.FILLED);
    }

    @Test
    void aCancelledOrphanThatTradedInPartStillWaitsForADecision() {
        String id = orphan(Side.BUY, "0.5");
        bench.venue.trade(id, "0.2", "50000");
        bench.pass(10);
        bench.lane.cancelOrphan(id);
        bench.pass(400);
        assertThat(bench.lane.snapshot().orphaned()).isTrue();
        adopt(id);
        agreed();
        assertThat(held()).isEqualByComparingTo("0.2");
        assertThat(bench.journaled(1)).isEqualTo(OrderStage.CANCELED);
    }

    @Test
    void oneThatIsLeftToItsOwnerIsSeenLeftAloneAndInNoPositionAlsoAfterARestart() {
        String id = orphan(Side.BUY, "0.5");
        bench.venue.trade(id, "0.2", "50000");
        bench.pass(10);
        assertThat(bench.lane.adopt(id, true, "ann")).isCompletedWithValueMatching(said -> said instanceof Report.Done done && done.order() == null);
        agreed();
        bench.venue.trade(id, "0.3", "50000");
        bench.crash();
        bench.start();
        bench.pass(400);
        agreed();
        assertThat(held()).isEqualByComparingTo("0");
        assertThat(bench.journal.all(Intent.class)).isEmpty();
        assertThat(bench.journal.all(FillApplied.class)).hasSize(2).allMatch(fill -> fill.intent() == null);
        assertThat(bench.venue.calls).doesNotContain("cancel");
    }

    @Test
    void aSaleOfMoreThanNijaManagesIsNotAdoptedBeforeThePurchaseIs() {
        String bought = orphan(Side.BUY, "0.5");
        bench.venue.trade(bought, "0.5", "50000");
        String sold = orphan(Side.SELL, "0.3");
        bench.venue.trade(sold, "0.1", "50000");
        bench.pass(400);
        refused(adopt(sold), "ADOPTION_OVERSELLS");
        assertThat(bench.lane.snapshot().orphaned()).isTrue();
        adopt(bought);
        assertThat(adopt(sold)).isCompletedWithValueMatching(Report.Done.class::isInstance);
        agreed();
        assertThat(held()).isEqualByComparingTo("0.4");
    }

    @Test
    void whatTheDiskDoesNotTakeIsNotAdopted() {
        String id = orphan(Side.BUY, "0.5");
        bench.venue.trade(id, "0.2", "50000");
        bench.pass(10);
        bench.journal.refusing = Receipt.Refused.FAILED;
        refused(adopt(id), Receipt.Refused.FAILED);
        bench.journal.refusing = "";
        bench.pass(10);
        assertThat(bench.lane.snapshot().orphaned()).isTrue();
        assertThat(held()).isEqualByComparingTo("0");
        adopt(id);
        agreed();
        assertThat(held()).isEqualByComparingTo("0.2");
    }

    @Test
    void aFillThatTheVenueDoesNotShowYetKeepsItFromBeingAdopted() {
        String id = orphan(Side.BUY, "0.5");
        bench.venue.trade(id, "0.2", "50000");
        bench.venue.trades.clear();
        bench.pass(10);
        refused(adopt(id), "FILLS_MISSING");
        assertThat(bench.journal.all(Intent.class)).isEmpty();
    }

    @Test
    void nobodyElsesOrderAndNoOrderOfOursIsAdopted() {
        bench.buy("0.5");
        bench.venue.put("a-person", ScriptedVenue.limit(Side.BUY, "0.5", "50000"));
        bench.pass(10);
        refused(adopt("V1"), "ORDER_NOT_ORPHANED");
        refused(adopt("V2"), "ORDER_NOT_ORPHANED");
    }

    @Test
    void aPersonSeesWhatItIsBeforeDeciding() {
        String id = orphan(Side.BUY, "0.5");
        bench.venue.trade(id, "0.2", "50000");
        bench.venue.end(id, OrderState.CANCELED);
        bench.pass(400);
        AtomicReference<Report.Refused> failed = new AtomicReference<>();
        assertThat(bench.lane.orphan(id, failed::set)).isCompletedWithValueMatching(orphan -> orphan.order().state() == OrderState.CANCELED
                && orphan.filled().compareTo(new BigDecimal("0.2")) == 0);
        assertThat(bench.lane.orphan("V9", failed::set)).isCompletedWithValue(null);
        assertThat(failed.get().code()).isEqualTo("ORDER_NOT_ORPHANED");
    }

    private void told(io.nija.order.Trade trade, String id) {
        for (String asset : java.util.List.of("BTC", "USD")) {
            boolean coins = asset.equals("BTC");
            bench.venue.ledger.add(new io.nija.broker.LedgerEntry(LaneBench.LANE, id + asset, trade.venueTradeId(), io.nija.broker.LedgerEntry.Type.TRADE,
                    "trade", asset, coins ? trade.quantity() : trade.cost().negate(), coins ? BigDecimal.ZERO : BigDecimal.TEN, null, trade.at()));
        }
    }

    @Test
    void whatAnOrphanChangedIsAFlowUntilItIsAdoptedAndItsRowsAreNotLookedForAgain() {
        String id = orphan(Side.BUY, "0.5");
        told(bench.venue.trade(id, "0.5", "50000"), "L");
        bench.pass(600);
        Accounting before = bench.lane.snapshot().accounting();
        assertThat(before.flows()).containsOnlyKeys("BTC", "USD");
        adopt(id);
        assertThat(bench.lane.snapshot().accounting().flows()).as("at once").isEmpty();
        agreed();
        bench.pass(60);
        long asked = bench.venue.calls.stream().filter("ledger"::equals).count();
        bench.pass(3_000);
        assertThat(bench.venue.calls.stream().filter("ledger"::equals).count()).as("all is told").isLessThanOrEqualTo(asked + 1);
        assertThat(bench.lane.snapshot().accounting().explained()).isTrue();
        BigDecimal fees = bench.lane.snapshot().shares().get(0).position().fees();
        assertThat(fees).isEqualByComparingTo("10");
        bench.crash();
        bench.start();
        bench.pass(60);
        assertThat(bench.lane.snapshot().accounting().flows()).isEmpty();
        assertThat(bench.lane.snapshot().accounting().explained()).isTrue();
        assertThat(bench.lane.snapshot().shares().get(0).position().fees()).isEqualByComparingTo(fees);
    }

    @Test
    void aBalanceThatChangesAfterAnAdoptionIsAskedAboutAtOnce() {
        String id = orphan(Side.BUY, "0.5");
        told(bench.venue.trade(id, "0.5", "50000"), "L");
        bench.pass(600);
        adopt(id);
        agreed();
        bench.pass(300);
        bench.venue.ledger.add(new io.nija.broker.LedgerEntry(LaneBench.LANE, "D1", "R1", io.nija.broker.LedgerEntry.Type.DEPOSIT, "deposit", "USD",
                BigDecimal.TEN, BigDecimal.ZERO, null, bench.time.instant()));
        bench.pass(30);
        assertThat(bench.lane.snapshot().accounting().flow("USD")).isEqualByComparingTo("10");
    }
}

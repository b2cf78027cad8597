package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import io.nija.books.LedgerKind;
import io.nija.books.TradeBook;
import io.nija.broker.Balance;
import io.nija.broker.LedgerEntry;
import io.nija.broker.Observation;
import io.nija.order.Trade;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What the journal has of a lane's money adds up to what the venue has. */
class LedgerHistoryTest {

    private final LaneBench bench = new LaneBench();

    private static void entry(LaneBench bench, String id, LedgerEntry.Type type, String asset, BigDecimal amount, String reference, String fee) {
        bench.venue.ledger.add(new LedgerEntry(LaneBench.LANE, id, reference, type, type.name().toLowerCase(java.util.Locale.ROOT), asset, amount,
                new BigDecimal(fee), null, bench.time.instant()));
    }

    private static void told(LaneBench bench, Trade trade, String fee) {
        BigDecimal sign = trade.side() == io.nija.order.Side.BUY ? BigDecimal.ONE : BigDecimal.ONE.negate();
        entry(bench, "L" + trade.venueTradeId() + "b", LedgerEntry.Type.TRADE, "BTC", trade.quantity().multiply(sign), trade.venueTradeId(), "0");
        entry(bench, "L" + trade.venueTradeId() + "q", LedgerEntry.Type.TRADE, "USD", trade.cost().multiply(sign).negate(), trade.venueTradeId(), fee);
    }

    private LedgerHistory history() {
        return LedgerHistory.read(bench.journal, LaneBench.LANE);
    }

    @Test
    void aFillWhoseRowsWereNotReadIsBesideTheRows() {
        bench.buy("0.5");
        bench.venue.trade("V1", "0.5", "50000");
        bench.pass(5);
        assertThat(history().book().rows()).isEmpty();
        assertThat(history().unledgered()).containsOnlyKeys("BTC", "USD");
        assertThat(history().unledgered().get("USD")).isEqualByComparingTo("-25000");
    }

    @Test
    void rowsHaveARunningBalanceTheirOrderAndTheFeeThatOnlyTheyTell() {
        bench.buy("0.5");
        told(bench, bench.venue.trade("V1", "0.5", "50000"), "62.5");
        bench.pass(60);
        LedgerHistory history = history();
        assertThat(history.running()).hasSize(2).allSatisfy(row -> {
            assertThat(row.kind()).isEqualTo(LedgerKind.FILL);
            assertThat(history.orders().get(row.id())).isEqualTo(1L);
        });
        assertThat(history.running().get(1).balance()).isEqualByComparingTo("974937.5");
        assertThat(history.unledgered()).isEmpty();
        assertThat(TradeBook.of(history.fills(), null).fees().get("USD")).isEqualByComparingTo("62.5");
    }

    /** Own trades, somebody else's, deposits, restarts, in any order: rows and balances are equal to the last decimal. */
    @Property(tries = 30)
    void theRowsAddUpToWhatTheVenueHas(@ForAll long seed) {
        Random random = new Random(seed);
        LaneBench bench = new LaneBench();
        int orders = 0;
        for (int step = 0; step < 12; step++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    bench.buy("0.5");
                    orders++;
                    String id = bench.order(orders).venueOrderId();
                    told(bench, bench.venue.trade(id, "0.5", "50000." + random.nextInt(10)), "0." + random.nextInt(1, 9999));
                }
                case 1 -> entry(bench, "D" + step, LedgerEntry.Type.DEPOSIT, "USD", new BigDecimal(random.nextInt(-500, 900) + "e-3"), "R", "0");
                case 2 -> {
                    String id = bench.venue.put("somebody", ScriptedVenue.limit(io.nija.order.Side.BUY, "0.1", "49000")).venueOrderId();
                    told(bench, bench.venue.trade(id, "0.1", "49000"), "0");
                }
                default -> {
                    bench.crash();
                    bench.start();
                }
            }
            bench.pass(random.nextInt(1, 200));
        }
        bench.pass(1200);
        LedgerHistory history = LedgerHistory.read(bench.journal, LaneBench.LANE);
        Map<String, BigDecimal> venue = new HashMap<>();
        ((Observation.Known<java.util.List<Balance>>) bench.venue.balances()).value().forEach(balance -> venue.put(balance.asset(), balance.total()));
        assertThat(bench.lane.snapshot().accounting().explained()).isTrue();
        venue.forEach((asset, total) -> assertThat(history.book().balances().get(asset)
                .add(history.unledgered().getOrDefault(asset, BigDecimal.ZERO))).isEqualByComparingTo(total));
        assertThat(history.book().rows()).allMatch(row -> row.kind().explained());
        BigDecimal flows = history.book().flows().getOrDefault("USD", BigDecimal.ZERO);
        assertThat(bench.lane.snapshot().accounting().flow("USD")).isEqualByComparingTo(flows);
    }
}

package io.nija.journal.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import io.nija.account.LaneId;
import io.nija.broker.LedgerEntry;
import io.nija.journal.Action;
import io.nija.journal.ClientOrderIds;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.LedgerRow;
import io.nija.journal.OrderEvent;
import io.nija.journal.OrderStage;
import io.nija.journal.Sent;
import io.nija.market.Symbol;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.order.Trade;

/** Records of one small trade. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-11-22T18:00:00.123456789Z");
    public static final LaneId MASTER = LaneId.of("master", "kraken");
    public static final LaneId DAIVON = LaneId.of("daivon_frazier", "kraken");

    private Samples() {}

    public static Intent entry(UUID epoch, long number, LaneId lane) {
        return intent(epoch, number, lane, Purpose.ENTRY, null);
    }

    public static Intent intent(UUID epoch, long number, LaneId lane, Purpose purpose, String operatorId) {
        Side side = purpose == Purpose.ENTRY ? Side.BUY : Side.SELL;
        OrderRequest order = new OrderRequest(new Symbol("BTC", "USD"), side, OrderType.LIMIT, new BigDecimal("0.00100000"),
                new BigDecimal("64000.1"), TimeInForce.GTC, false);
        return new Intent(number, lane,
                new Placement(ClientOrderIds.of(epoch, number), order, purpose, NOW.plusSeconds(5)), null, "shell:test", operatorId, null,
                "a test");
    }

    public static Sent sent(Intent intent) {
        return new Sent(intent.lane(), intent.number(), Action.PLACE,
                new OrderKey(intent.placement().clientOrderId(), null), intent.placement().deadline(), NOW);
    }

    public static OrderEvent event(Intent intent, OrderStage from, OrderStage to, String filled) {
        return new OrderEvent(intent.lane(), intent.number(), "TEST", from, to, "O-" + intent.number(),
                new BigDecimal(filled), new BigDecimal(filled).multiply(new BigDecimal("64000")), "", "", false, NOW);
    }

    public static FillApplied fill(Intent intent, String tradeId, Instant at) {
        return new FillApplied(new Trade(intent.lane(), tradeId, "O-" + intent.number(), intent.placement().clientOrderId(),
                "BTC/USD", Side.BUY, new BigDecimal("64000.1"), new BigDecimal("0.0005"), new BigDecimal("32.00005"),
                new BigDecimal("0.08320"), "USD", Boolean.FALSE, at), intent.number(), null);
    }

    public static LedgerRow ledger(LaneId lane, String id, Instant at) {
        return new LedgerRow(new LedgerEntry(lane, id, "ref", LedgerEntry.Type.DEPOSIT, "deposit", "USD",
                new BigDecimal("100.0000"), BigDecimal.ZERO, null, at), null);
    }
}

package io.nija.benchmarks.journal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.nija.account.LaneId;
import io.nija.journal.Action;
import io.nija.journal.ClientOrderIds;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.Journal;
import io.nija.journal.JournalRecord;
import io.nija.journal.OrderEvent;
import io.nija.journal.OrderStage;
import io.nija.journal.Receipt;
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

/** Two years of round trips on one lane: a million records, each order with its intent, its sending, its events and its fill. */
public final class MillionEvents {

    /** When the last of it happened. */
    public static final Instant END = Instant.parse("2026-11-22T12:00:00Z");

    private static final long RECORDS = 1_000_000;
    private static final int PER_ORDER = 5;
    private static final Symbol BTC = new Symbol("BTC", "USD");
    private static final BigDecimal QUANTITY = new BigDecimal("0.00200000");

    private MillionEvents() {}

    /** Writes it; every purchase is sold again by the order after it. */
    public static void write(Journal journal, LaneId lane) {
        long orders = RECORDS / PER_ORDER;
        List<CompletableFuture<Receipt>> waiting = new ArrayList<>();
        for (long order = 0; order < orders; order++) {
            Instant at = END.minusSeconds((orders - order) * 300);
            waiting.add(journal.append(life(journal, lane, at, order % 2 == 0 ? Side.BUY : Side.SELL)).toCompletableFuture());
            if (waiting.size() == 2_000 || order == orders - 1) {
                waiting.forEach(MillionEvents::forced);
                waiting.clear();
            }
        }
        System.out.printf("%,d records were written%n", journal.health().last());
    }

    private static List<JournalRecord> life(Journal journal, LaneId lane, Instant at, Side side) {
        long number = journal.nextIntent();
        String client = ClientOrderIds.of(journal.epoch(), number);
        String venue = "O" + number;
        BigDecimal price = new BigDecimal(500_000 + number % 1_000).movePointLeft(1);
        BigDecimal cost = price.multiply(QUANTITY);
        Placement placement = new Placement(client, new OrderRequest(BTC, side, OrderType.LIMIT, QUANTITY, price, TimeInForce.GTC, false),
                side == Side.BUY ? Purpose.ENTRY : Purpose.EXIT, at.plusSeconds(10));
        Trade trade = new Trade(lane, "T" + number, venue, client, BTC.toString(), side, price, QUANTITY, cost, cost.multiply(new BigDecimal("0.004")),
                "USD", false, at.plusSeconds(2));
        return List.of(new Intent(number, lane, placement, "apex-btc", "strategy apex-btc", null, null, "pullback to EMA 21"),
                new Sent(lane, number, Action.PLACE, new OrderKey(client, null), placement.deadline(), at),
                new OrderEvent(lane, number, "STREAM", OrderStage.SUBMITTED, OrderStage.ACCEPTED, venue, BigDecimal.ZERO, BigDecimal.ZERO, "", "", false, at),
                new FillApplied(trade, number, "apex-btc"),
                new OrderEvent(lane, number, "STREAM", OrderStage.ACCEPTED, OrderStage.FILLED, venue, QUANTITY, cost, "", "", false, at.plusSeconds(2)));
    }

    private static void forced(CompletableFuture<Receipt> receipt) {
        if (receipt.join() instanceof Receipt.Refused refused) {
            throw new IllegalStateException(refused.toString());
        }
    }
}

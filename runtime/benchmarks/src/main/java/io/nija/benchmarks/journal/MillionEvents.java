package io.nija.benchmarks.journal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.nija.account.LaneId;
import io.nija.broker.LedgerEntry;
import io.nija.journal.Action;
import io.nija.journal.ClientOrderIds;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.Journal;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;
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

/**
 * A year of round trips on some lanes: a million records, each order with its intent, its sending, its events, its fill and the two rows of
 * the venue's ledger. Of every third fill only the ledger tells the fee's asset.
 */
public final class MillionEvents {

    /** When the last of it happened. */
    public static final Instant END = Instant.parse("2026-11-22T12:00:00Z");

    private static final long RECORDS = 1_000_000;
    private static final int PER_ORDER = 7;
    private static final Symbol BTC = new Symbol("BTC", "USD");
    private static final BigDecimal QUANTITY = new BigDecimal("0.00200000");

    private MillionEvents() {}

    /** Writes it; every purchase is sold again by the lane's next order. */
    public static void write(Journal journal, List<LaneId> lanes) {
        long orders = RECORDS / PER_ORDER;
        Instant begin = END.minusSeconds(orders * 300 + 60);
        for (LaneId lane : lanes) {
            forced(journal.append(new Mark(lane, "opening", begin + " BTC=1 USD=1000000")).toCompletableFuture());
        }
        write(journal, lanes, orders, END.minusSeconds(orders * 300));
        for (LaneId lane : lanes) {
            forced(journal.append(new Mark(lane, "trades", END.toString()), new Mark(lane, "ledger", END.toString())).toCompletableFuture());
        }
        System.out.printf("%,d records were written%n", journal.health().last());
    }

    /** Writes so many orders more, one each five minutes. */
    public static void write(Journal journal, List<LaneId> lanes, long orders, Instant from) {
        List<CompletableFuture<Receipt>> waiting = new ArrayList<>();
        for (long order = 0; order < orders; order++) {
            LaneId lane = lanes.get((int) (order % lanes.size()));
            waiting.add(journal.append(life(journal, lane, from.plusSeconds(order * 300), order / lanes.size() % 2 == 0 ? Side.BUY : Side.SELL))
                    .toCompletableFuture());
            if (waiting.size() == 2_000 || order == orders - 1) {
                waiting.forEach(MillionEvents::forced);
                waiting.clear();
            }
        }
    }

    private static List<JournalRecord> life(Journal journal, LaneId lane, Instant at, Side side) {
        long number = journal.nextIntent();
        String client = ClientOrderIds.of(journal.epoch(), number);
        String venue = "O" + number;
        BigDecimal price = new BigDecimal(500_000 + number % 1_000).movePointLeft(1);
        BigDecimal cost = price.multiply(QUANTITY);
        BigDecimal fee = cost.multiply(new BigDecimal("0.004"));
        boolean told = number % 3 > 0;
        Placement placement = new Placement(client, new OrderRequest(BTC, side, OrderType.LIMIT, QUANTITY, price, TimeInForce.GTC, false),
                side == Side.BUY ? Purpose.ENTRY : Purpose.EXIT, at.plusSeconds(10));
        Trade trade = new Trade(lane, "T" + number, venue, client, BTC.toString(), side, price, QUANTITY, cost, told ? fee : BigDecimal.ZERO,
                told ? "USD" : null, false, at.plusSeconds(2));
        boolean buys = side == Side.BUY;
        LedgerEntry coins = new LedgerEntry(lane, "LB" + number, "T" + number, LedgerEntry.Type.TRADE, "trade", "BTC",
                buys ? QUANTITY : QUANTITY.negate(), BigDecimal.ZERO, null, at.plusSeconds(2));
        LedgerEntry money = new LedgerEntry(lane, "LQ" + number, "T" + number, LedgerEntry.Type.TRADE, "trade", "USD",
                buys ? cost.negate() : cost, fee, null, at.plusSeconds(2));
        return List.of(new Intent(number, lane, placement, "apex-btc", "strategy apex-btc", null, null, "pullback to EMA 21"),
                new Sent(lane, number, Action.PLACE, new OrderKey(client, null), placement.deadline(), at),
                new OrderEvent(lane, number, "STREAM", OrderStage.SUBMITTED, OrderStage.ACCEPTED, venue, BigDecimal.ZERO, BigDecimal.ZERO, "", "", false, at),
                new FillApplied(trade, number, "apex-btc"),
                new OrderEvent(lane, number, "STREAM", OrderStage.ACCEPTED, OrderStage.FILLED, venue, QUANTITY, cost, "", "", false, at.plusSeconds(2)),
                new LedgerRow(coins, number), new LedgerRow(money, number));
    }

    private static void forced(CompletableFuture<Receipt> receipt) {
        if (receipt.join() instanceof Receipt.Refused refused) {
            throw new IllegalStateException(refused.toString());
        }
    }
}

package io.nija.trading.internal.lane;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.nija.broker.LedgerEntry;
import io.nija.journal.FillApplied;
import io.nija.journal.JournalRecord;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;
import io.nija.order.Side;
import io.nija.order.Trade;

/**
 * What may happen to a lane's money, in any order: fills of strategies, persons, strangers and of the owner's own coins, fees in any asset
 * told at once, late or never, rows before their fill and rows of fills that never come, deposits, corrections, gaps in the venue's
 * balances, days that pass, and late entries from before.
 */
final class RandomPast {

    private static final List<String> SYMBOLS = List.of("BTC/USD", "BTC/EUR", "ETH/USD", "ETH/BTC");
    private static final String[] STRATEGIES = {null, null, "apex", "dual\trsi", "back\\slash", Shares.FOREIGN};
    private static final List<LedgerEntry.Type> FLOWS = List.of(LedgerEntry.Type.DEPOSIT, LedgerEntry.Type.WITHDRAWAL, LedgerEntry.Type.TRANSFER,
            LedgerEntry.Type.REWARD, LedgerEntry.Type.ADJUSTMENT, LedgerEntry.Type.OTHER);

    private final Random random;
    private final List<FillApplied> untold = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-30T22:00:00Z");
    private int number;

    RandomPast(Random random) {
        this.random = random;
    }

    Instant now() {
        return now;
    }

    Mark opening() {
        return new Mark(LaneBench.LANE, LaneLedger.OPENING, now + " BTC=3.50 EUR=1000 USD=100000.000");
    }

    JournalRecord next() {
        number++;
        now = now.plus(random.nextInt(40) == 0 ? Duration.ofHours(random.nextInt(100)) : Duration.ofMillis(random.nextInt(90_000)));
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> fill();
            case 4 -> flow();
            case 5 -> row(fill());
            default -> untold.isEmpty() ? fill() : row(untold.remove(random.nextInt(untold.size())));
        };
    }

    private String decimal(int whole, int digits) {
        return new BigDecimal(random.nextInt(1, whole)).movePointLeft(random.nextInt(digits)).toString();
    }

    /** Mostly now, at times long ago. */
    private Instant at() {
        return random.nextInt(30) == 0 ? now.minus(Duration.ofHours(random.nextInt(200))) : now.minusSeconds(random.nextInt(3));
    }

    private FillApplied fill() {
        BigDecimal price = new BigDecimal(decimal(90_000, 3));
        // Mostly such that a position is flat now and then.
        BigDecimal quantity = random.nextInt(4) > 0 ? new BigDecimal(random.nextInt(1, 3)) : new BigDecimal(decimal(900, 5));
        String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
        String[] fees = {null, null, symbol.substring(0, 3), symbol.substring(4), "KFEE"};
        String feeCurrency = fees[random.nextInt(fees.length)];
        Long intent = random.nextInt(5) == 0 ? null : (long) random.nextInt(1, 400);
        FillApplied fill = new FillApplied(new Trade(LaneBench.LANE, "T" + number, "V" + number, random.nextBoolean() ? null : "c" + number,
                intent == null && random.nextInt(4) == 0 ? "XXBTZUSD" : symbol, random.nextBoolean() ? Side.BUY : Side.SELL, price, quantity,
                price.multiply(quantity), feeCurrency == null ? BigDecimal.ZERO : new BigDecimal(decimal(30, 5)), feeCurrency,
                random.nextBoolean() ? null : random.nextBoolean(), at()), intent, intent == null ? null : STRATEGIES[random.nextInt(STRATEGIES.length)]);
        for (int rows = random.nextInt(4); rows > 0; rows--) {
            untold.add(fill);
        }
        return fill;
    }

    /** One of the rows of a trade; which of its assets is left to chance, so some come twice and some never. */
    private LedgerRow row(FillApplied fill) {
        String symbol = fill.trade().symbol();
        String asset = random.nextInt(12) == 0 ? "KFEE" : random.nextBoolean() ? symbol.substring(0, 3) : symbol.substring(4);
        return new LedgerRow(new LedgerEntry(LaneBench.LANE, "L" + number, fill.trade().venueTradeId(), LedgerEntry.Type.TRADE, "trade", asset,
                new BigDecimal(decimal(500, 4)), random.nextBoolean() ? BigDecimal.ZERO : new BigDecimal(decimal(20, 5)), balance(), at()), fill.intent());
    }

    private LedgerRow flow() {
        LedgerEntry.Type type = FLOWS.get(random.nextInt(FLOWS.size()));
        return new LedgerRow(new LedgerEntry(LaneBench.LANE, "L" + number, random.nextBoolean() ? null : "R" + number, type,
                random.nextInt(3) == 0 ? null : type.name().toLowerCase() + "\n/x", random.nextBoolean() ? "USD" : "BTC",
                new BigDecimal(decimal(5_000, 3)).negate(), BigDecimal.ZERO, balance(), at()), null);
    }

    private BigDecimal balance() {
        return random.nextInt(4) == 0 ? new BigDecimal(decimal(100_000, 3)) : null;
    }
}

package io.nija.trading.internal.lane;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.nija.journal.FillApplied;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the journal tells a lane that begins: its orders, fills and ledger, and from where the venue is read on. Waits for the disk. */
final class Past {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");

    private final LaneCore core;
    private final Shares shares;
    private final TradeReader trades;
    private final LaneLedger money;
    private final LedgerReader ledger;

    Past(LaneCore core, Shares shares, TradeReader trades, LaneLedger money, LedgerReader ledger) {
        this.core = core;
        this.shares = shares;
        this.trades = trades;
        this.money = money;
        this.ledger = ledger;
    }

    /**
     * Reads it.
     *
     * @param booked given every fill, oldest first
     * @param told given every row of the ledger, oldest first
     */
    void read(Consumer<FillApplied> booked, Consumer<LedgerRow> told) {
        core.passed("restore.begun");
        core.journal().restore(core.book());
        money.begin(core.journal().mark(LaneLedger.OPENING).orElse(null), core.journal().marks(LaneLedger.EXPLAINED));
        Instant[] untold = {core.now()};
        core.journal().fills(fill -> {
            booked.accept(fill);
            if (fill.intent() != null && fill.trade().feeCurrency() == null && fill.trade().at().isBefore(untold[0])) {
                untold[0] = fill.trade().at();
            }
            core.book().remember(fill.trade().venueTradeId());
        });
        core.journal().learn(core.book().interrupted(core.now()));
        Instant mark = mark();
        core.journal().ledger(row -> {
            told.accept(row);
            ledger.remember(row);
        });
        money.read(Instant.EPOCH);
        ledger.begin(core.journal().mark(LedgerReader.MARK).map(Instant::parse).orElse(null), untold[0]);
        core.journal().mark(Orphans.MARK).ifPresent(core.orphans()::remind);
        core.journal().adoptions().forEach(core.orphans()::decided);
        trades.begin(mark, core.journal().everSent());
        int open = core.book().open().size();
        if (open > 0) {
            LOG.info("{} orders of this lane were open when NIJA last ended; they are looked for", open);
        }
    }

    /** From when on trades are read; a lane that begins for the first time begins now. */
    private Instant mark() {
        Instant known = core.journal().mark(TradeReader.MARK).map(Instant::parse).orElse(null);
        if (known != null) {
            return known;
        }
        Instant now = core.now();
        core.journal().learn(List.of(new Mark(core.lane(), TradeReader.MARK, now.toString())));
        return now;
    }
}

package io.nija.trading.internal.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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

    /** Reads it, and what was planned for the positions that are held. */
    void read(Protection protection) {
        core.passed("restore.begun");
        // First: whatever else cannot be read, what rests can be cancelled.
        core.journal().restore(core.book());
        Reckoning reckoning = new Reckoning(core.lane(), shares, money.tally(), ledger.untold(), ledger.seen());
        Instant begun = core.now();
        ReckonedPast reckoned = core.journal().reckon(reckoning);
        LOG.info("{} fills and rows of the ledger were read in {} ms, {}", reckoned.read(), Duration.between(begun, core.now()).toMillis(),
                reckoned.kept() == 0 ? "all that there are" : "what is before them is in the checkpoint of record " + reckoned.kept());
        reckoning.trades().forEach(core.book()::remember);
        core.journal().learn(core.book().interrupted(core.now()));
        Instant mark = mark();
        money.explained(core.journal().marks(LaneLedger.EXPLAINED));
        money.read(Instant.EPOCH);
        ledger.begin(core.journal().mark(LedgerReader.MARK).map(Instant::parse).orElse(null), reckoning.feeless(core.now()));
        core.journal().mark(Orphans.MARK).ifPresent(core.orphans()::remind);
        core.journal().adoptions().forEach(core.orphans()::decided);
        trades.begin(mark, core.journal().everSent());
        protection.restore(reckoning.entries());
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

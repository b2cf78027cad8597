package io.nija.broker.kraken.internal.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.nija.broker.Balance;
import io.nija.broker.kraken.internal.reading.BalanceSheet;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.status.Evidence;
import io.nija.status.Step;

/** What balances prove: whether there is enough for a smallest order. Pure. */
final class FundsFinding {

    private FundsFinding() {}

    /** @param book null while the rules were never read */
    static Evidence of(List<Balance> read, InstrumentBook book, Instant at) {
        long held = read.stream().filter(balance -> balance.total().signum() != 0).count();
        if (book == null) {
            return Evidence.failed(Step.BALANCES, at, "KRAKEN_INSTRUMENTS_PENDING",
                    "Balances were read (" + held + " assets), but not yet the smallest orders Kraken takes.", "");
        }
        Optional<Instrument> affordable = BalanceSheet.affordable(read, book);
        if (affordable.isPresent()) {
            return Evidence.ok(Step.BALANCES, at, held + " assets; enough for an order of " + affordable.get().symbol() + ".");
        }
        return Evidence.failed(Step.BALANCES, at, "KRAKEN_NO_FUNDS", held == 0 ? "The account is empty."
                : held + " assets, but none is available in the quantity of the smallest order.",
                "Deposit funds at Kraken, or free what is staked, earning or held by orders.");
    }
}

package io.nija.trading.internal.lane;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.nija.account.LaneId;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.risk.Decision;
import io.nija.risk.MarketView;
import io.nija.risk.SwitchInForce;
import io.nija.risk.Verdict;
import io.nija.trading.internal.order.TrackedOrder;

/** What stands between a wish and an intent. */
public interface Gate {

    /** Reads what the judgement needs from outside: quote, fees, rates. Returns at once; never fails. */
    CompletionStage<MarketView> look(LaneId lane, Wish wish, Venue venue);

    /**
     * Judges, with all lanes as they are now. Pure and quick; called one at a time, so that two lanes do not use the same
     * room under a limit.
     */
    Ruling judge(LaneId lane, Wish wish, MarketView market);

    /** What the protection of a position of that lane goes by now; no I/O. */
    Grounds grounds(LaneId lane, Symbol symbol);

    /**
     * As {@link #judge}, for a change of a resting order.
     *
     * @param order as it is now
     * @param after as it would be, with what would remain as its quantity
     */
    Ruling judgeChange(LaneId lane, TrackedOrder order, OrderRequest after, Wish wish, MarketView market);

    /**
     * Why an order that was judged a moment ago must not be sent any more: what can have changed while its intent went to the
     * disk are the switches, the mode and the arming. Pure and quick.
     */
    Optional<Verdict.Refused> bar(LaneId lane, Wish wish);

    /**
     * The switch in force that takes a resting entry of ours away; empty also under a HALT, which sends nothing by itself.
     *
     * @param strategy whose entry, or null for a person's
     */
    Optional<SwitchInForce> clears(LaneId lane, Symbol symbol, String strategy);

    /**
     * The judgement.
     *
     * @param order exactly what may be sent
     * @param changed what a rule changed of what was wanted, in one clause; empty when it is sent as it was wanted
     */
    record Ruling(OrderRequest order, Decision decision, String changed) {

        /** Sent as it was wanted. */
        public Ruling(OrderRequest order, Decision decision) {
            this(order, decision, "");
        }
    }
}

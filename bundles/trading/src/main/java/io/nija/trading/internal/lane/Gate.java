package io.nija.trading.internal.lane;

import java.util.concurrent.CompletionStage;

import io.nija.account.LaneId;
import io.nija.order.OrderRequest;
import io.nija.risk.Decision;
import io.nija.risk.MarketView;

/** What stands between a wish and an intent. */
public interface Gate {

    /** Reads what the judgement needs from outside: quote, fees, rates. Returns at once; never fails. */
    CompletionStage<MarketView> look(LaneId lane, Wish wish, Venue venue);

    /**
     * Judges, with all lanes as they are now. Pure and quick; called one at a time, so that two lanes do not use the same
     * room under a limit.
     */
    Ruling judge(LaneId lane, Wish wish, MarketView market);

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

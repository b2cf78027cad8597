package io.nija.trading;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Fees;
import io.nija.broker.Observation;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.Purpose;
import io.nija.strategy.Facts;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where strategies' orders come in: a service of trading. Nothing here waits; what is asked for goes through the gate and, with
 * its intent written before, to the venue. Thread-safe.
 */
@ProviderType
public interface OrderEntry {

    /**
     * Wants an order for a strategy. The answer comes when the venue has answered, or was not asked; the stage never fails.
     */
    CompletionStage<Entered> submit(StrategyOrder order);

    /** Puts the stop of a strategy's position elsewhere. */
    CompletionStage<Entered> moveStop(LaneId lane, String strategy, Symbol symbol, BigDecimal stop, String why);

    /** Cancels what the strategy has resting there and does not protect. The stage completes when the venue answered for each. */
    CompletionStage<Entered> cancelEntries(LaneId lane, String strategy, Symbol symbol, String why);

    /** The lane as a strategy needs it; empty when there is no such lane. */
    Optional<LaneNow> lane(LaneId lane);

    /** A strategy's own share of a lane's position. Missing while the lane does not know it. */
    Observation<Facts.Holding> holding(LaneId lane, String strategy, Symbol symbol);

    /** What a strategy on that lane may risk on that instrument; missing when equity or a rate is. */
    Observation<Facts.Budget> budget(LaneId lane, Symbol symbol);

    /** What the account pays there, as read within the last hour; asks for it in the background when it is older. */
    Observation<Fees> fees(LaneId lane, Symbol symbol);

    /**
     * Tells every fill and every end of an order of a strategy, as they are booked. What was missed can be read from
     * {@link #holding}. Called on the lane's thread; must return at once.
     *
     * @return ends it
     */
    AutoCloseable follow(Consumer<StrategyTrade> listener);

    /**
     * An order for a strategy.
     *
     * @param strategy its name
     * @param parametersVersion of the parameters that it decided with
     * @param order what; a market order becomes a limit at the collar on the way
     * @param purpose {@link Purpose#ENTRY} or {@link Purpose#EXIT}
     * @param stop where the stop is to be, for an entry; null else
     * @param why its reason in one line
     */
    record StrategyOrder(LaneId lane, String strategy, String parametersVersion, OrderRequest order, Purpose purpose, BigDecimal stop,
            String why) {}

    /** What became of what was wanted. */
    sealed interface Entered {

        /** The venue took it. @param order as operators call it */
        record Ordered(String order) implements Entered {}

        /** Nobody knows; it is being found out, and must not be repeated. */
        record Unknown(String order, String code, String reason) implements Entered {}

        /**
         * It was not sent, or not taken.
         *
         * @param check the check of the gate that refused first, or null when it was no check
         * @param order as operators call it, or null when there is none
         */
        record Refused(String order, String check, String code, String reason) implements Entered {}
    }

    /**
     * A lane as a strategy needs it.
     *
     * @param mode of the lane
     * @param entries whether an entry could be sent now, as far as lane and switches go
     * @param code why not, stable; empty when it could
     * @param reason one line of plain words
     * @param offset how far the venue's clock is ahead of this machine's
     */
    record LaneNow(LaneId lane, Mode mode, boolean entries, String code, String reason, Duration offset) {}

    /**
     * What happened to an order of a strategy.
     *
     * @param order as operators call it
     * @param purpose of the order; a stop's is {@link Purpose#PROTECTIVE}
     * @param filled in base by this; zero when the order ended without
     * @param price of the fill, or null
     * @param ended whether the order cannot trade any more
     * @param what one line of plain words
     */
    record StrategyTrade(LaneId lane, String strategy, Symbol symbol, String order, Purpose purpose, BigDecimal filled, BigDecimal price,
            boolean ended, String what) {}
}

package io.nija.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

import io.nija.account.LaneId;
import io.nija.market.Symbol;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Proves that a lane can trade, with the smallest order that its venue takes, through the same pipeline as every other. A
 * service of trading. Thread-safe; its methods wait for the venue.
 */
@ProviderType
public interface TradeTrial {

    /**
     * What a trial would send. Nothing is sent; the venue is asked for a quote.
     *
     * @param fill whether it is to be bought and sold, rather than placed and cancelled
     */
    Plan plan(LaneId lane, boolean fill) throws InterruptedException;

    /**
     * Sends it, waits until the venue confirms what became of it, and takes back what is left.
     *
     * @param by who asked, for the journal
     * @param say told that something is waited for
     */
    List<Step> run(Plan.Possible plan, String by, Consumer<String> say) throws InterruptedException;

    /** What a trial would send, or why there can be none. */
    sealed interface Plan {

        /**
         * It can be sent.
         *
         * @param fill whether it is bought and sold
         * @param quantity in base
         * @param limit far from the market, for an order that is to rest; null with {@code fill}
         * @param real whether it would be a real order on a lane that a person has not armed: then a person must say yes first
         * @param words all of it in one line
         */
        record Possible(LaneId lane, boolean fill, Symbol symbol, BigDecimal quantity, BigDecimal limit, boolean real, String words)
                implements Plan {}

        /**
         * It cannot.
         *
         * @param code stable, for programs
         * @param reason one sentence
         */
        record Impossible(LaneId lane, String code, String reason) implements Plan {}
    }

    /**
     * One thing that was done, or tried.
     *
     * @param what in a few words
     * @param ok whether it succeeded; null when nobody knows yet
     * @param code stable, for programs: {@code OK}, or what is wrong
     * @param detail one line of plain words
     */
    record Step(String what, Boolean ok, String code, String detail) {}
}

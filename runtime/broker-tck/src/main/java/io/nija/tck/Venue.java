package io.nija.tck;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.market.MarketMode;
import io.nija.market.Symbol;
import io.nija.order.Side;

/**
 * The protocol simulator of a broker, as an outsider sees and moves it: its own books, its owner's hands, and its faults.
 * Nothing here may go through NIJA. Accounts are counted from 0. Thread-safe: cases of different accounts run at once. A method
 * throws {@link UnsupportedOperationException} for what the simulator cannot do; then the broker must have declared the gap.
 */
public interface Venue extends AutoCloseable {

    /** How many accounts it has: at least {@link #ACCOUNTS}, all with plenty of every asset. */
    int accounts();

    /** How many the kit needs. */
    int ACCOUNTS = 17;

    /** The pair of keys that NIJA is given for an account; always the same. */
    Keys keys(int account);

    /** A further pair for the same account, with the same rights. */
    Keys moreKeys(int account) throws IOException, InterruptedException;

    /** A further pair with a given private half. */
    Keys keysOf(int account, String secret) throws IOException, InterruptedException;

    /** Every order the account ever had, resting and ended. */
    List<BookedOrder> orders(int account) throws IOException, InterruptedException;

    /** Every trade the account ever had, in parts as they were matched. */
    List<BookedTrade> trades(int account) throws IOException, InterruptedException;

    /** What an account has in total, by NIJA's names of assets; what is zero may be left out. */
    Map<String, BigDecimal> balances(int account) throws IOException, InterruptedException;

    /** The number of the newest call. */
    long newest() throws IOException, InterruptedException;

    /** The calls after a number, in the order in which the venue acted on them. */
    List<Call> calls(long after) throws IOException, InterruptedException;

    /**
     * Places an order as the account's owner does on the venue's own pages.
     *
     * @param limit null for a market order
     * @return its id
     */
    String place(int account, Side side, Symbol symbol, BigDecimal quantity, BigDecimal limit) throws IOException, InterruptedException;

    /** Cancels an order as the account's owner does. */
    void cancel(int account, String orderId) throws IOException, InterruptedException;

    /** Somebody trades with a resting order until at least {@code quantity} of it is filled; it ends not before. */
    void fill(int account, String orderId, BigDecimal quantity) throws IOException, InterruptedException;

    /** Buys at the market with the fee taken in the base asset. */
    void buyWithFeeInBase(int account, Symbol symbol, BigDecimal quantity) throws IOException, InterruptedException;

    /** Money arrives, or leaves when below zero. */
    void deposit(int account, String asset, BigDecimal amount) throws IOException, InterruptedException;

    /** An asset goes to zero and is left out of lists of balances from now on. */
    void vanish(int account, String asset) throws IOException, InterruptedException;

    /**
     * Lets an account have so much of a holding that is not for trading; zero takes it away.
     *
     * @return the venue's name of it, with its suffix
     */
    String stake(int account, BigDecimal amount) throws IOException, InterruptedException;

    /** From now on this goes wrong. */
    void inject(Fault fault) throws IOException, InterruptedException;

    /** Nothing goes wrong for this account any more, on its streams neither. */
    void heal(int account) throws IOException, InterruptedException;

    /** What one market accepts. */
    void mode(Symbol symbol, MarketMode mode) throws IOException, InterruptedException;

    /** The venue's clock is ahead of this machine's by so much. */
    void clock(Duration ahead) throws IOException, InterruptedException;

    /** How often accounts may ask: one of {@link BrokerUnderTest#limits()}, or {@code null} for none. */
    void limits(String tier) throws IOException, InterruptedException;

    /** How many connections of private streams the venue has accepted or refused so far. */
    long handshakes() throws IOException, InterruptedException;

    @Override
    void close() throws IOException, InterruptedException;

    /**
     * A pair of keys as they are written into {@code .env}.
     *
     * @param id how {@link Call#key()} names it
     */
    record Keys(String key, String secret, String id) {

        @Override
        public String toString() {
            return id;
        }
    }

    /** @param clientOrderId null when it was sent without one */
    record BookedOrder(String id, String clientOrderId, String symbol, Side side, BigDecimal quantity, BigDecimal limit, BigDecimal filled,
            boolean open) {}

    /** A trade as the venue booked it. */
    record BookedTrade(String id, String orderId, BigDecimal quantity, BigDecimal price) {}

    /**
     * A call that reached the venue.
     *
     * @param number counts up
     * @param verb what it was for
     * @param method the venue's own name of it
     * @param account whose, or -1
     * @param key which pair signed it; empty when it was not signed
     * @param nonce what the signature counts with, or empty
     * @param outcome {@code ok} or the venue's words
     * @param at by this machine's clock
     */
    record Call(long number, Fault.Verb verb, String method, int account, String key, String nonce, String outcome, Instant at) {

        /** Whether the venue did what it was asked. */
        public boolean done() {
            return outcome.startsWith("ok");
        }
    }
}

package io.nija.simulator.internal.venue;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.nija.simulator.internal.market.Asset;
import io.nija.simulator.internal.market.Listing;
import io.nija.simulator.internal.market.Markets;
import io.nija.simulator.internal.market.PairMarket;
import io.nija.simulator.internal.market.PairRule;

/**
 * The exchange. Whoever uses it holds its monitor ({@code synchronized (venue)}) and calls {@link #settle} first, so
 * that everything that should have happened by now has happened: the exchange needs no thread of its own.
 */
public final class Venue {

    private final Listing listing = new Listing();
    private final VenueClock clock;
    private final Variants variants = new Variants();
    private final Ids ids;
    private final Markets markets;
    private final Trading trading;
    private final Opening opening;
    private final Lockouts lockouts = new Lockouts(variants);
    private final Gate gate;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, ApiKey> keys = new LinkedHashMap<>();
    private final Map<String, Mode> pairModes = new LinkedHashMap<>();
    private Mode mode = Mode.ONLINE;
    private Tier tier;
    private long nextDeadline = Long.MAX_VALUE;
    private int accountsMade;
    private final Map<String, Integer> keysMade = new LinkedHashMap<>();

    /** @param seed of prices, ids and keys */
    public Venue(long seed, Tier tier, VenueClock clock) {
        this.clock = clock;
        this.tier = tier;
        ids = new Ids(seed);
        markets = new Markets(listing, seed, clock.now());
        Bookkeeping bookkeeping = new Bookkeeping(markets, ids);
        trading = new Trading(this, bookkeeping);
        opening = new Opening(this, bookkeeping);
        gate = new Gate(this, lockouts);
    }

    /** Lets happen what should have happened by now. */
    public void settle() {
        long now = clock.now();
        while (nextDeadline <= now) {
            long due = nextDeadline;
            settleMarkets(due);
            nextDeadline = Long.MAX_VALUE;
            for (Account account : accounts.values()) {
                if (account.cancelAllAt() != 0 && account.cancelAllAt() <= due) {
                    account.cancelAllAt(0);
                    trading.cancelAll(account, "Cancel all orders after");
                }
                for (Order order : account.openOrders()) {
                    if (order.ticket().expires() != 0 && order.ticket().expires() <= due) {
                        trading.expire(account, order, due);
                    }
                    noteDeadline(order.status() == Order.Status.OPEN ? order.ticket().expires() : 0);
                }
                noteDeadline(account.cancelAllAt());
            }
        }
        settleMarkets(now);
    }

    private void settleMarkets(long until) {
        for (PairMarket market : markets.all()) {
            market.settle(until, (maker, lots, print) -> trading.met((Order) maker, print));
        }
    }

    /** Remembers a moment at which something ends by itself; 0 for none. */
    void noteDeadline(long time) {
        if (time != 0) {
            nextDeadline = Math.min(nextDeadline, time);
        }
    }

    /** Arms an account's dead man's switch, or disarms it with 0. */
    public void cancelAllAt(Account account, long time) {
        account.cancelAllAt(time);
        noteDeadline(time);
    }

    /**
     * Opens an account with funds and some history.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    public Account openAccount(String id) {
        if (!id.matches("[A-Za-z0-9_.-]{1,40}")) {
            throw new IllegalArgumentException("An account's id has 1 to 40 letters, digits, dots, hyphens and "
                    + "underscores; '" + id + "' has not.");
        }
        if (accounts.containsKey(id)) {
            throw new IllegalArgumentException("There is an account '" + id + "' already.");
        }
        Account account = new Account(id, ids.iban(id), listing.assets(), ids);
        accounts.put(id, account);
        opening.fund(account, accountsMade++);
        return account;
    }

    /** Closes an account: its orders leave the book, its keys become unknown. */
    public void closeAccount(String id) {
        Account account = account(id);
        trading.cancelAll(account, "Account closed");
        accounts.remove(id);
        keys.values().removeIf(key -> key.account().equals(id));
    }

    /** Changes a balance from outside, with a ledger row. */
    public LedgerRow adjust(Account account, Asset asset, BigDecimal amount, String type) {
        return account.post(now(), type, null, asset, amount, BigDecimal.ZERO);
    }

    /** Issues a key. */
    public ApiKey issueKey(Account account, ApiKey.Settings settings) {
        int number = keysMade.merge(account.id(), 1, Integer::sum);
        String secret = ids.secret(account.id(), number);
        return addKey(account, ids.key(account.id(), number), secret, settings);
    }

    /**
     * Adds a key with given halves: for published test vectors.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    public ApiKey addKey(Account account, String key, String secret, ApiKey.Settings settings) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("A secret is base64 text.", notBase64);
        }
        if (key.isBlank() || bytes.length == 0 || keys.containsKey(key)) {
            throw new IllegalArgumentException("A key needs a text of its own and a secret.");
        }
        ApiKey added = new ApiKey(account.id(), key, secret, bytes, Math.floorDiv(clock.now(), 1_000_000_000L),
                tier.callCounter(), settings);
        keys.put(key, added);
        return added;
    }

    /** Makes a key unknown. */
    public void removeKey(ApiKey key) {
        keys.remove(key.key());
    }

    /** Changes a key's settings, and ends a lockout. */
    public void changeKey(ApiKey key, ApiKey.Settings settings) {
        key.settings(settings);
        lockouts.clear(key.key());
    }

    /** Changes everybody's tier; all counters begin anew. */
    public void tier(Tier changed) {
        tier = changed;
        accounts.values().forEach(Account::forgetCounters);
        keys.values().forEach(key -> key.calls(changed.callCounter()));
    }

    /** What a pair's market accepts now, the whole exchange's mode counted in. */
    public Mode mode(PairRule pair) {
        return mode == Mode.ONLINE ? pairModes.getOrDefault(pair.id(), Mode.ONLINE) : mode;
    }

    /** What AssetPairs says of a pair. */
    public Mode ownMode(PairRule pair) {
        return pairModes.getOrDefault(pair.id(), Mode.ONLINE);
    }

    /** Sets what a market accepts. */
    public void mode(PairRule pair, Mode changed) {
        pairModes.put(pair.id(), changed);
    }

    /** What the exchange accepts now. */
    public Mode mode() {
        return mode;
    }

    /** Sets what the exchange accepts. */
    public void mode(Mode changed) {
        mode = changed;
    }

    /** The fee of an account for a pair, in percent. */
    public BigDecimal feePercent(Account account, PairRule pair, boolean maker) {
        return pair.fees().percent(account.turnover(now()), maker);
    }

    /** @throws IllegalArgumentException with a sentence for the operator when there is none */
    public Account account(String id) {
        Account account = accounts.get(id);
        if (account == null) {
            throw new IllegalArgumentException("There is no account '" + id + "'.");
        }
        return account;
    }

    /** All accounts. */
    public Collection<Account> accounts() {
        return accounts.values();
    }

    /** The key of that text. */
    public Optional<ApiKey> key(String text) {
        return Optional.ofNullable(keys.get(text));
    }

    /** All keys. */
    public Collection<ApiKey> keys() {
        return keys.values();
    }

    /** Seconds until the end of a key's lockout. */
    public long lockedFor(ApiKey key) {
        return lockouts.secondsLeft(key.key(), clock.nanoTime());
    }

    /** A new token for the sockets. */
    public String socketToken() {
        return ids.token();
    }

    /** The exchange's time, nanoseconds since 1970. */
    public long now() {
        return clock.now();
    }

    /** The market of a pair. */
    public PairMarket market(PairRule pair) {
        return markets.of(pair);
    }

    /** All markets. */
    public Markets markets() {
        return markets;
    }

    /** What is listed. */
    public Listing listing() {
        return listing;
    }

    /** The clock. */
    public VenueClock clock() {
        return clock;
    }

    /** Chosen ways where sources disagree. */
    public Variants variants() {
        return variants;
    }

    /** Everybody's tier. */
    public Tier tier() {
        return tier;
    }

    /** Placing and cancelling. */
    public Trading trading() {
        return trading;
    }

    /** The checks every private call passes first. */
    public Gate gate() {
        return gate;
    }

    Ids ids() {
        return ids;
    }
}

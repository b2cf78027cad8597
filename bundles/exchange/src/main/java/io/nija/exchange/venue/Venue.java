package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.nija.exchange.market.Asset;
import io.nija.exchange.market.Crowd;
import io.nija.exchange.market.Listing;
import io.nija.exchange.market.PairRule;

/**
 * The exchange. Whoever uses it holds its monitor ({@code synchronized (venue)}) and calls {@link #settle} first, so
 * that everything that should have happened by now has happened: the exchange needs no thread of its own. What changes
 * it from outside is an {@link Input}.
 */
public final class Venue {

    /** When time has passed by so much at once, nobody was there to see it. */
    static final long ABSENCE = 600_000_000_000L;
    /** The same when somebody waits for every single trade. */
    private static final long LONG_ABSENCE = 86_400_000_000_000L;

    private final Listing listing = new Listing();
    private final VenueClock clock;
    private final Variants variants = new Variants();
    private final Ids ids;
    private final Map<String, Book> books = new LinkedHashMap<>();
    private final Agenda agenda = new Agenda();
    private final Valuation valuation = new Valuation(listing, books);
    private final Trading trading;
    private final Opening opening;
    private final Lockouts lockouts = new Lockouts(variants);
    private final Gate gate;
    private final Inputs inputs;
    private final Passage passage;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final KeyRing keys;
    private final Modes modes = new Modes();
    private final Tokens tokens = new Tokens(this);
    private Recorder recorder = (time, input) -> { };
    private Feed feed = Feed.NONE;
    private Tier tier;
    private long accountsMade;

    /**
     * An exchange at its first moment.
     *
     * @param seed of ids and keys
     * @param crowd the strangers in its markets
     */
    public Venue(long seed, Tier tier, VenueClock clock, Crowd.Maker crowd) {
        this.clock = clock;
        this.tier = tier;
        long start = clock.now();
        ids = new Ids(seed);
        keys = new KeyRing(ids);
        Settlement settlement = new Settlement(valuation, ids);
        trading = new Trading(this, settlement);
        opening = new Opening(this, settlement);
        gate = new Gate(this, lockouts);
        inputs = new Inputs(this);
        passage = new Passage(start, books, agenda, this::due, () -> {
            trading.closeExecuted();
            feed.moment();
        });
        Crowd strangers = crowd.make(listing, start);
        for (PairRule rule : listing.pairs()) {
            books.put(rule.id(), new Book(rule, strangers, trading));
        }
        books.values().forEach(book -> book.begin(Long.MIN_VALUE, start));
    }

    /** What happens is told to this from now on. */
    public void listen(Feed to) {
        feed = to;
    }

    Feed feed() {
        return feed;
    }

    /** Everything from outside is told to this from now on. */
    public void record(Recorder to) {
        recorder = to;
    }

    /**
     * Something happens from outside, now.
     *
     * @throws Refused when the exchange says no
     * @throws IllegalArgumentException with a sentence for the operator, when it makes no sense
     */
    public <R> R apply(Input<R> input) throws Refused {
        settle();
        return record(input);
    }

    private <R> R record(Input<R> input) throws Refused {
        recorder.input(time(), input);
        try {
            return inputs.apply(input);
        } finally {
            feed.moment();
        }
    }

    /**
     * Something happens from outside at a moment that has come, before whatever else happens by now.
     *
     * @param at nanoseconds since 1970; the exchange's time when that is later
     * @throws Refused as {@link #apply} does
     */
    public <R> R applyAt(long at, Input<R> input) throws Refused {
        settle(at);
        return record(input);
    }

    /** Lets pass time that passed before; it is not recorded. */
    public void replay(long at) {
        passage.pass(at);
    }

    /** A key is used as it was before; it is not recorded. */
    public void replayUse(long at, String key, String nonce, long cost) {
        keys.find(key).ifPresent(known -> gate.count(known, Long.parseUnsignedLong(nonce), at, cost));
    }

    /** How many ids were given: a mark by which two exchanges of one origin can be told apart. */
    public long idsGiven() {
        return ids.given();
    }

    Recorder recorder() {
        return recorder;
    }

    /**
     * Something that happened before happens again, at its time; it is not recorded.
     *
     * @throws Refused when the exchange said no then
     */
    public <R> R replay(long at, Input<R> input) throws Refused {
        passage.pass(at);
        return inputs.apply(input);
    }

    private <R> R certain(Input<R> input) {
        try {
            return apply(input);
        } catch (Refused impossible) {
            throw new IllegalStateException("The operator is never refused in the protocol's words.", impossible);
        }
    }

    /** Lets happen what should have happened by now. */
    public void settle() {
        settle(clock.now());
    }

    private void settle(long now) {
        if (now - time() > (feed.isRead() ? LONG_ABSENCE : ABSENCE)) {
            Input<Void> absence = new Input.Clock(now);
            recorder.input(time(), absence);
            carry(now);
        } else {
            passage.pass(now);
        }
    }

    /** Goes to a moment; pairs in which no account has an order begin anew there. */
    void carry(long until) {
        passage.carry(until);
        feed.jumped();
    }

    private void due(Agenda.Due due) {
        Account account = accounts.get(due.account());
        if (account == null) {
            return;
        }
        if (due.order() != null) {
            account.order(due.order()).filter(order -> order.status().live()).ifPresent(trading::due);
        } else if (account.cancelAllAt() != 0 && account.cancelAllAt() <= time()) {
            account.cancelAllAt(0);
            trading.cancelAll(account, "Cancel all orders after");
        }
    }

    /** Opens an account with funds and some history. */
    public Account openAccount(String id) {
        return certain(new Input.OpenAccount(id));
    }

    Account open(String id) {
        return opening.fund(made(id, BigDecimal.ZERO), (int) accountsMade - 1);
    }

    Account open(Input.OpenWith wanted) {
        return opening.fund(made(wanted.id(), wanted.volume()), wanted.funds());
    }

    private Account made(String id, BigDecimal volume) {
        if (!id.matches("[A-Za-z0-9_.-]{1,40}")) {
            throw new IllegalArgumentException("An account's id has 1 to 40 letters, digits, dots, hyphens and "
                    + "underscores; '" + id + "' has not.");
        }
        if (accounts.containsKey(id)) {
            throw new IllegalArgumentException("There is an account '" + id + "' already.");
        }
        return added(id, ++accountsMade, volume);
    }

    /** How many accounts were ever opened. */
    long opened() {
        return accountsMade;
    }

    void opened(long before) {
        accountsMade = before;
    }

    Account added(String id, long number, BigDecimal volume) {
        Account account = new Account(id, number, ids.iban(id), listing.assets(), ids, this::feed, volume);
        accounts.put(id, account);
        return account;
    }

    /** Closes an account: its orders leave the book, its keys become unknown. */
    public void closeAccount(String id) {
        certain(new Input.CloseAccount(id));
    }

    void close(String id) {
        Account account = account(id);
        trading.cancelAll(account, "Account closed");
        accounts.remove(id);
        keys.removeOf(id);
    }

    /** Changes a balance from outside, with a ledger row. */
    public LedgerRow adjust(Account account, Asset asset, BigDecimal amount, String type) {
        return certain(new Input.Post(account.id(), asset.id(), amount, type));
    }

    /** Issues a key. */
    public ApiKey issueKey(Account account, ApiKey.Settings settings) {
        return certain(new Input.AddKey(account.id(), null, null, settings));
    }

    /** Adds a key with given halves: for published test vectors. */
    public ApiKey addKey(Account account, String key, String secret, ApiKey.Settings settings) {
        return certain(new Input.AddKey(account.id(), key, secret, settings));
    }

    ApiKey add(Input.AddKey wanted) {
        account(wanted.account());
        return keys.add(wanted, Math.floorDiv(time(), 1_000_000_000L), tier.callCounter());
    }

    /** Makes a key unknown. */
    public void removeKey(ApiKey key) {
        certain(new Input.RemoveKey(key.key()));
    }

    /** Changes a key's settings, and ends a lockout. */
    public void changeKey(ApiKey key, ApiKey.Settings settings) {
        certain(new Input.ChangeKey(key.key(), settings));
    }

    /** Changes everybody's tier; all counters begin anew. */
    public void tier(Tier changed) {
        certain(new Input.SetTier(changed));
    }

    void limits(Tier changed) {
        tier = changed;
        accounts.values().forEach(Account::forgetCounters);
        keys.all().forEach(key -> key.calls(changed.callCounter()));
    }

    void modeOf(String pair, Mode changed) {
        modes.set(pair, changed);
        feed.modesChanged();
    }

    /** What is accepted now. */
    public Modes modes() {
        return modes;
    }

    /** Sets what a market accepts. */
    public void mode(PairRule pair, Mode changed) {
        certain(new Input.SetMode(pair.id(), changed));
    }

    /** Sets what the exchange accepts. */
    public void mode(Mode changed) {
        certain(new Input.SetMode(null, changed));
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
        return keys.find(text);
    }

    /** All keys. */
    public Collection<ApiKey> keys() {
        return keys.all();
    }

    /** Seconds until the end of a key's lockout. */
    public long lockedFor(ApiKey key) {
        return lockouts.secondsLeft(key.key(), clock.nanoTime());
    }

    /** The sockets' tokens. */
    public Tokens tokens() {
        return tokens;
    }

    /** The exchange's time, nanoseconds since 1970. */
    public long now() {
        return clock.now();
    }

    /** How far the exchange has come, nanoseconds since 1970; never goes back. */
    public long time() {
        return passage.time();
    }

    /** The market of a pair. */
    public Book book(PairRule pair) {
        return books.get(pair.id());
    }

    Book book(String pair) {
        Book book = books.get(pair);
        if (book == null) {
            throw new IllegalArgumentException("There is no pair '" + pair + "'.");
        }
        return book;
    }

    /** An asset's value in US dollars by the last trades. */
    public BigDecimal usd(Asset asset) {
        return valuation.usd(asset);
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

    void change(String key, ApiKey.Settings settings) {
        key(key).ifPresent(known -> known.settings(settings));
        lockouts.clear(key);
    }

    void remove(String key) {
        keys.remove(key);
    }

    Agenda agenda() {
        return agenda;
    }

    Ids ids() {
        return ids;
    }
}

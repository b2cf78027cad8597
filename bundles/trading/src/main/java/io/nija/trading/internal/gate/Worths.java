package io.nija.trading.internal.gate;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.nija.account.Account;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.books.Equity;
import io.nija.books.EquityTrack;
import io.nija.broker.Observation;
import io.nija.journal.Journal;
import io.nija.journal.Mark;
import io.nija.market.Money;
import io.nija.risk.Worth;
import io.nija.trading.internal.lane.Share;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What accounts are worth by the capital assigned and their own positions, and what that is measured by. An account whose
 * file assigns none is measured from the money that was there when its lane was first reconciled, and what its owner has put
 * there or taken away since: no deposit is ever a profit. Thread-safe.
 *
 * <p>What is measured by is on the disk whenever it must survive: at once when a day begins, a peak rises, money came or went,
 * or a loss was acknowledged; and at least once a minute while the equity changes, because the next day begins with it.
 */
public final class Worths {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");
    /** A scope's name in {@link EquityTrack#acknowledged()}. */
    static final String ACCOUNT = "account";
    static final String GLOBAL = "global";
    static final String STRATEGY = "strategy";

    /** Of versions that did not account for balances: the money that was there at the first reconciliation. */
    private static final String CAPITAL = "capital";
    private static final String TRACK = "equity/";
    private static final String RESULT = "result/";
    private static final Duration KEPT_EVERY = Duration.ofMinutes(1);

    private final Journal journal;
    private final Market market;
    private final Map<LaneId, BigDecimal> capital = new ConcurrentHashMap<>();
    private final Map<String, KeptTrack> tracks = new ConcurrentHashMap<>();
    /** Tracks whose last append the journal refused: the next observation writes them again. */
    private final Set<String> unwritten = ConcurrentHashMap.newKeySet();

    /** Reads what was kept; waits for the disk. */
    public Worths(Journal journal, Market market) {
        this.journal = journal;
        this.market = market;
        for (Mark mark : journal.history().standing(Mark.class,
                damaged -> LOG.error("What an account was measured by may be lost; it is measured anew. {}", damaged))) {
            if (mark.lane() != null && mark.name().equals(CAPITAL)) {
                capital.put(mark.lane(), new BigDecimal(mark.value()));
            } else if (mark.lane() == null && (mark.name().startsWith(TRACK) || mark.name().startsWith(RESULT))) {
                tracks.put(mark.name(), KeptTrack.read(mark.value()));
            }
        }
    }

    /** The equity of an account over these lanes of it, which have one mode. */
    public Observation<Money> equity(Account account, Collection<Known> lanes, Instant now) {
        for (Known lane : lanes) {
            if (!lane.lane().ready()) {
                return new Observation.Missing<>("JOURNAL_BEING_READ", "The journal of " + lane.id() + " is still being read.");
            }
            if (!lane.lane().accounting().explained()) {
                return new Observation.Missing<>("UNEXPLAINED_BALANCE", lane.lane().accounting().reason());
            }
        }
        Optional<BigDecimal> assigned = assigned(account, lanes);
        if (assigned.isEmpty()) {
            return new Observation.Missing<>("CAPITAL_UNKNOWN", "No capital is assigned to " + account.id()
                    + ", and its money at the venue was not read yet.");
        }
        return Equity.of(new Money(assigned.get(), account.currency()), venues(lanes, share -> true), now);
    }

    private List<Equity.Venue> venues(Collection<Known> lanes, Predicate<Share> wanted) {
        return lanes.stream().map(lane -> new Equity.Venue(lane.lane().shares().stream().filter(wanted).map(Share::position).toList(),
                market.quotes(lane.id().broker()), market.rates(lane.id().broker()))).toList();
    }

    private Optional<BigDecimal> assigned(Account account, Collection<Known> lanes) {
        if (account.capital() != null) {
            return Optional.of(account.capital());
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Known lane : lanes) {
            BigDecimal first = capital.get(lane.id());
            if (first == null && lane.lane().accounting().since() == null) {
                return Optional.empty();
            }
            sum = sum.add(first == null ? lane.lane().accounting().money(account.currency())
                    : first.add(lane.lane().accounting().flow(account.currency())));
        }
        return Optional.of(sum);
    }

    /** The same with the day's start and the peak as they really were; each known equity moves them, and they are kept. */
    public Observation<Worth> worth(Account account, Mode mode, Collection<Known> lanes, Instant now) {
        return worth(account, mode, lanes, now, "");
    }

    /** The same as it counts for the limits of a scope: since the last acknowledgement of a loss there. */
    Observation<Worth> worth(Account account, Mode mode, Collection<Known> lanes, Instant now, String scope) {
        Observation<Money> equity = equity(account, lanes, now);
        if (equity instanceof Observation.Known<Money> known) {
            EquityTrack track = observe(name(account, mode), account, assigned(account, lanes).orElseThrow(), lanes, known, now);
            return new Observation.Known<>(new Worth(known.value(), track.dayStart(), track.peak(scope), track.today(scope)), known.at());
        }
        if (equity instanceof Observation.Stale<Money> stale) {
            return new Observation.Missing<>(stale.code(), stale.reason());
        }
        Observation.Missing<Money> missing = (Observation.Missing<Money>) equity;
        return new Observation.Missing<>(missing.code(), missing.reason());
    }

    /** What a strategy brought on an account, measured against the account's equity. */
    Observation<Worth> strategy(Account account, Mode mode, Collection<Known> lanes, String strategy, Instant now) {
        return result(RESULT + account.id() + "/" + word(mode) + "/" + strategy, account, mode, lanes,
                share -> strategy.equals(share.strategy()), now, STRATEGY);
    }

    /** What an asset brought on an account, measured against the account's equity. */
    Observation<Worth> asset(Account account, Mode mode, Collection<Known> lanes, String asset, Instant now) {
        return result(RESULT + account.id() + "/" + word(mode) + "/asset:" + asset, account, mode, lanes,
                share -> asset.equals(share.position().symbol().base()), now, "asset");
    }

    private Observation<Worth> result(String name, Account account, Mode mode, Collection<Known> lanes, Predicate<Share> wanted, Instant now,
            String scope) {
        Observation<Worth> whole = worth(account, mode, lanes, now);
        if (!(whole instanceof Observation.Known<Worth> known)) {
            return whole;
        }
        if (!(Equity.of(new Money(BigDecimal.ZERO, account.currency()), venues(lanes, wanted), now) instanceof Observation.Known<Money> result)) {
            return new Observation.Missing<>("RESULT_UNKNOWN", "What " + name + " brought is not known now.");
        }
        EquityTrack track = observe(name, account, BigDecimal.ZERO, lanes, result, now);
        BigDecimal equity = known.value().equity().amount();
        BigDecimal below = track.peak(scope).subtract(track.last());
        return new Observation.Known<>(new Worth(known.value().equity(), known.value().dayStart(), equity.add(below), track.today(scope)),
                known.at());
    }

    private EquityTrack observe(String name, Account account, BigDecimal assigned, Collection<Known> lanes, Observation.Known<Money> equity,
            Instant now) {
        String composition = String.join(",", lanes.stream().map(lane -> lane.id().toString()).sorted().toList());
        // In one step: two that look at the same time must not undo each other's peak.
        return tracks.compute(name, (key, before) -> {
            KeptTrack after = before == null || !before.usable(account.currency(), account.zone())
                    ? KeptTrack.begin(equity.value(), account.zone(), assigned, composition, now)
                    : before.observe(equity, assigned, composition, now);
            boolean due = before == null || !after.sameMeasure(before) || unwritten.contains(name)
                    || after.track().last().compareTo(after.written()) != 0 && !after.writtenAt().plus(KEPT_EVERY).isAfter(now);
            return due ? keep(name, after, now) : after;
        }).track();
    }

    private KeptTrack keep(String name, KeptTrack track, Instant now) {
        unwritten.remove(name);
        journal.append(new Mark(null, name, track.text())).thenAccept(receipt -> {
            if (!receipt.forced()) {
                unwritten.add(name);
            }
        });
        return track.writtenAt(now);
    }

    /** A person looked at losses of accounts and resumed: kept at once. Must come before the switch's own record. */
    void acknowledge(String scope, Set<String> accounts, boolean ofDay, boolean ofPeak, Instant now) {
        change(name -> accounts.stream().anyMatch(account -> name.startsWith(TRACK + account + "/")),
                track -> track.acknowledge(scope, ofDay, ofPeak), now);
    }

    /** The same of a strategy, on every account. */
    void acknowledgeStrategy(String strategy, boolean ofDay, boolean ofPeak, Instant now) {
        change(name -> name.startsWith(RESULT) && name.endsWith("/" + strategy), track -> track.acknowledge(STRATEGY, ofDay, ofPeak), now);
    }

    /** All that counts for one lane: its account's, its strategies' and everybody's, of its mode. */
    void acknowledgeLane(Account account, Mode mode, boolean ofDay, boolean ofPeak, Instant now) {
        change(name(account, mode)::equals, track -> track.acknowledge(ACCOUNT, ofDay, ofPeak), now);
        change(name -> name.startsWith(TRACK) && name.endsWith("/" + word(mode)), track -> track.acknowledge(GLOBAL, ofDay, ofPeak), now);
        change(name -> name.startsWith(RESULT + account.id() + "/" + word(mode) + "/"), track -> track.acknowledge(STRATEGY, ofDay, ofPeak), now);
    }

    private void change(Predicate<String> which, UnaryOperator<EquityTrack> change, Instant now) {
        for (String name : new HashSet<>(tracks.keySet())) {
            if (which.test(name)) {
                tracks.computeIfPresent(name, (key, before) -> {
                    KeptTrack after = before.with(change.apply(before.track()));
                    return after.sameMeasure(before) ? before : keep(name, after, now);
                });
            }
        }
    }

    /** Keeps what was seen last; when NIJA ends. */
    public void keep(Instant now) {
        tracks.replaceAll((name, track) -> track.track().last().compareTo(track.written()) == 0 ? track : keep(name, track, now));
    }

    private static String name(Account account, Mode mode) {
        return TRACK + account.id() + "/" + word(mode);
    }

    private static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}

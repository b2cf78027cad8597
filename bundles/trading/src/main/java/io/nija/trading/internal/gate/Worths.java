package io.nija.trading.internal.gate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.books.Equity;
import io.nija.books.EquityTrack;
import io.nija.books.Position;
import io.nija.broker.Balance;
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
 * file assigns none is measured from the money that was there when its lane was first reconciled, so that no later deposit
 * is ever a profit. Thread-safe.
 */
public final class Worths {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading");
    private static final String CAPITAL = "capital";
    private static final String TRACK = "equity/";

    private final Journal journal;
    private final Market market;
    private final Map<LaneId, BigDecimal> capital = new ConcurrentHashMap<>();
    private final Map<String, EquityTrack> tracks = new ConcurrentHashMap<>();

    /** Reads what was kept; waits for the disk. */
    public Worths(Journal journal, Market market) {
        this.journal = journal;
        this.market = market;
        for (Mark mark : journal.history().standing(Mark.class,
                damaged -> LOG.error("What an account was measured by may be lost; it is measured anew. {}", damaged))) {
            if (mark.lane() != null && mark.name().equals(CAPITAL)) {
                capital.put(mark.lane(), new BigDecimal(mark.value()));
            } else if (mark.lane() == null && mark.name().startsWith(TRACK)) {
                tracks.put(mark.name(), read(mark.value()));
            }
        }
    }

    private static EquityTrack read(String value) {
        String[] parts = value.split(" ");
        return new EquityTrack(ZoneId.of(parts[0]), parts[1], LocalDate.parse(parts[2]), new BigDecimal(parts[3]),
                new BigDecimal(parts[4]), new BigDecimal(parts[5]));
    }

    private static String text(EquityTrack track) {
        return String.join(" ", track.zone().getId(), track.currency(), track.day().toString(), track.dayStart().toPlainString(),
                track.peak().toPlainString(), track.last().toPlainString());
    }

    /** The equity of an account over these lanes of it, which have one mode. */
    public Observation<Money> equity(Account account, Collection<Known> lanes, Instant now) {
        List<Position> positions = new ArrayList<>();
        lanes.forEach(lane -> lane.lane().shares().stream().map(Share::position).forEach(positions::add));
        Observation<BigDecimal> assigned = assigned(account, lanes);
        if (!(assigned instanceof Observation.Known<BigDecimal> known)) {
            return new Observation.Missing<>("CAPITAL_UNKNOWN", "No capital is assigned to " + account.id()
                    + ", and its money at the venue was not read yet.");
        }
        return Equity.of(new Money(known.value(), account.currency()), positions, market.quotes(), market.rates(), Map.of(), now);
    }

    private Observation<BigDecimal> assigned(Account account, Collection<Known> lanes) {
        if (account.capital() != null) {
            return new Observation.Known<>(account.capital(), Instant.EPOCH);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Known lane : lanes) {
            Optional<BigDecimal> first = first(account, lane);
            if (first.isEmpty()) {
                return new Observation.Missing<>("CAPITAL_UNKNOWN", "");
            }
            sum = sum.add(first.get());
        }
        return new Observation.Known<>(sum, Instant.EPOCH);
    }

    private Optional<BigDecimal> first(Account account, Known lane) {
        BigDecimal kept = capital.get(lane.id());
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<Observation<List<Balance>>> balances = lane.venue().session().map(session -> session.balances());
        if (!lane.lane().reconciled() || !(balances.orElse(null) instanceof Observation.Known<List<Balance>> known)) {
            return Optional.empty();
        }
        BigDecimal money = known.value().stream().filter(balance -> balance.asset().equals(account.currency())
                && balance.kind() == Balance.Kind.SPOT).map(Balance::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (capital.putIfAbsent(lane.id(), money) == null) {
            journal.append(new Mark(lane.id(), CAPITAL, money.toPlainString()));
        }
        return Optional.of(capital.get(lane.id()));
    }

    /** The same with the day's start and the peak; each known equity moves them, and they are kept. */
    public Observation<Worth> worth(Account account, Mode mode, Collection<Known> lanes, Instant now) {
        Observation<Money> equity = equity(account, lanes, now);
        if (equity instanceof Observation.Known<Money> known) {
            EquityTrack track = observe(account, mode, known, now);
            return new Observation.Known<>(new Worth(known.value(), track.dayStart(), track.peak(), track.today()), known.at());
        }
        if (equity instanceof Observation.Stale<Money> stale) {
            return new Observation.Missing<>(stale.code(), stale.reason());
        }
        Observation.Missing<Money> missing = (Observation.Missing<Money>) equity;
        return new Observation.Missing<>(missing.code(), missing.reason());
    }

    private EquityTrack observe(Account account, Mode mode, Observation.Known<Money> equity, Instant now) {
        String name = name(account.id(), mode);
        EquityTrack before = tracks.get(name);
        boolean usable = before != null && before.currency().equals(account.currency()) && before.zone().equals(account.zone());
        EquityTrack after = usable ? before.observe(equity, now) : EquityTrack.begin(equity.value(), account.zone(), now);
        tracks.put(name, after);
        boolean moved = !usable || !after.day().equals(before.day()) || after.peak().compareTo(before.peak()) != 0;
        if (moved) {
            journal.append(new Mark(null, name, text(after)));
        }
        return after;
    }

    private static String name(AccountId account, Mode mode) {
        return TRACK + account + "/" + mode.name().toLowerCase(java.util.Locale.ROOT);
    }
}

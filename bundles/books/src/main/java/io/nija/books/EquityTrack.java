package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import io.nija.broker.Observation;
import io.nija.market.Money;

/**
 * What an equity is measured by: the day's start and the peak. Immutable, kept in the journal. Money that comes in or goes
 * out moves both with the equity, so that it is in no difference: it is never profit or loss.
 *
 * <p>A person who resumes after a loss acknowledges it: from there on the measure that tripped counts anew, in the scope that
 * was resumed and in no other. What the day really brought ({@link #today()}, {@link #drawdown()}) stays as it is.
 *
 * @param zone the account's day begins at midnight here
 * @param currency of all amounts
 * @param day of the last known equity, in the zone
 * @param dayStart what the day began with, flows since then included
 * @param peak the highest equity, flows since then included
 * @param last the last known equity, flows since then included
 * @param acknowledged by scope, from where its losses count anew
 */
public record EquityTrack(ZoneId zone, String currency, LocalDate day, BigDecimal dayStart, BigDecimal peak, BigDecimal last,
        SortedMap<String, Base> acknowledged) {

    /**
     * From where losses count anew. Both rise with the equity, so that a loss is never counted from a point below what has
     * been won back.
     *
     * @param day never above the day's start, and gone on a new day; null when the day's loss was not acknowledged
     * @param peak never above the peak; null when the fall from the peak was not acknowledged
     */
    public record Base(BigDecimal day, BigDecimal peak) {

        private Base flow(BigDecimal amount) {
            return new Base(day == null ? null : day.add(amount), peak == null ? null : peak.add(amount));
        }
    }

    public EquityTrack {
        acknowledged = Collections.unmodifiableSortedMap(new TreeMap<>(acknowledged));
    }

    /** One with no loss acknowledged. */
    public EquityTrack(ZoneId zone, String currency, LocalDate day, BigDecimal dayStart, BigDecimal peak, BigDecimal last) {
        this(zone, currency, day, dayStart, peak, last, new TreeMap<>());
    }

    /** Begins with the first known equity. */
    public static EquityTrack begin(Money equity, ZoneId zone, Instant now) {
        return new EquityTrack(zone, equity.currency(), now.atZone(zone).toLocalDate(), equity.amount(), equity.amount(),
                equity.amount());
    }

    /**
     * Money came in (above zero) or went out: a deposit, a withdrawal, a transfer, a reward, a dividend, other capital
     * assigned, coins adopted or released at what they are worth. It is in the next equity.
     */
    public EquityTrack flow(BigDecimal amount) {
        SortedMap<String, Base> moved = new TreeMap<>();
        acknowledged.forEach((scope, base) -> moved.put(scope, base.flow(amount)));
        return new EquityTrack(zone, currency, day, dayStart.add(amount), peak.add(amount), last.add(amount), moved);
    }

    /**
     * An equity was reckoned. One that is not known changes nothing. On a new day the start is the equity that was known
     * last on the day before; when nobody looked on the day before, it is this one: what was lost in a longer absence is
     * in the fall from the peak, not in this day.
     */
    public EquityTrack observe(Observation<Money> equity, Instant now) {
        if (!(equity instanceof Observation.Known<Money> known)) {
            return this;
        }
        BigDecimal amount = inCurrency(known.value());
        LocalDate today = now.atZone(zone).toLocalDate();
        boolean newDay = today.isAfter(day);
        BigDecimal start = !newDay ? dayStart : today.equals(day.plusDays(1)) ? last : amount;
        BigDecimal top = peak.max(amount);
        SortedMap<String, Base> bases = new TreeMap<>();
        acknowledged.forEach((scope, base) -> {
            // Won back is won back: a base that has reached the day's start or the peak says nothing any more.
            BigDecimal fromDay = newDay || base.day() == null || base.day().max(amount).compareTo(start) >= 0 ? null : base.day().max(amount);
            BigDecimal fromPeak = base.peak() == null || base.peak().max(amount).compareTo(top) >= 0 ? null : base.peak().max(amount);
            if (fromDay != null || fromPeak != null) {
                bases.put(scope, new Base(fromDay, fromPeak));
            }
        });
        return new EquityTrack(zone, currency, newDay ? today : day, start, top, amount, bases);
    }

    /**
     * A person looked at the losses of a scope and resumed.
     *
     * @param ofDay whether the day's loss counts anew
     * @param ofPeak whether the fall from the peak counts anew
     */
    public EquityTrack acknowledge(String scope, boolean ofDay, boolean ofPeak) {
        Base before = acknowledged.getOrDefault(scope, new Base(null, null));
        Base after = new Base(ofDay && last.compareTo(dayStart) < 0 ? last : before.day(),
                ofPeak && last.compareTo(peak) < 0 ? last : before.peak());
        if (Objects.equals(after, before)) {
            return this;
        }
        SortedMap<String, Base> bases = new TreeMap<>(acknowledged);
        bases.put(scope, after);
        return new EquityTrack(zone, currency, day, dayStart, peak, last, bases);
    }

    /** Profit and loss of the day, open losses and fees included, whatever was acknowledged. */
    public BigDecimal today() {
        return last.subtract(dayStart);
    }

    /** What counts of the day for a scope's limit: since its last acknowledgement. */
    public BigDecimal today(String scope) {
        Base base = acknowledged.get(scope);
        return base == null || base.day() == null ? today() : last.subtract(base.day());
    }

    /** The peak that counts for a scope's limit. */
    public BigDecimal peak(String scope) {
        Base base = acknowledged.get(scope);
        return base == null || base.peak() == null ? peak : base.peak();
    }

    /** How far the equity is below its peak; zero at the peak. */
    public BigDecimal drawdown() {
        return peak.subtract(last);
    }

    private BigDecimal inCurrency(Money equity) {
        if (!equity.currency().equals(currency)) {
            throw new IllegalArgumentException("This track is in " + currency + ", the equity in " + equity.currency()
                    + "; another reporting currency begins another track.");
        }
        return equity.amount();
    }
}

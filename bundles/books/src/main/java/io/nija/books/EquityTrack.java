package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import io.nija.broker.Observation;
import io.nija.market.Money;

/**
 * What an equity is measured by: the day's start and the peak. Immutable, kept in the journal. Money that comes in or goes
 * out moves both with the equity, so that it is in no difference: it is never profit or loss.
 *
 * @param zone the account's day begins at midnight here
 * @param currency of all amounts
 * @param day of the last known equity, in the zone
 * @param dayStart what the day began with, flows since then included
 * @param peak the highest equity, flows since then included
 * @param last the last known equity, flows since then included
 */
public record EquityTrack(ZoneId zone, String currency, LocalDate day, BigDecimal dayStart, BigDecimal peak, BigDecimal last) {

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
        return new EquityTrack(zone, currency, day, dayStart.add(amount), peak.add(amount), last.add(amount));
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
        return new EquityTrack(zone, currency, newDay ? today : day, start, peak.max(amount), amount);
    }

    /** Profit and loss of the day, open losses and fees included. */
    public BigDecimal today() {
        return last.subtract(dayStart);
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

package io.nija.trading.internal.gate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import io.nija.books.EquityTrack;
import io.nija.broker.Observation;
import io.nija.market.Money;

/**
 * A track as the journal keeps it: with the capital and the lanes it was last seen with, so that whatever changed of them
 * meanwhile, before or after a crash, is a flow exactly once. Immutable.
 *
 * @param track what is measured by
 * @param capital what was assigned when {@link EquityTrack#last()} was seen; null when it is not known
 * @param lanes over which lanes; null when it is not known
 * @param written the last equity that was given to the journal
 * @param writtenAt when
 */
record KeptTrack(EquityTrack track, BigDecimal capital, String lanes, BigDecimal written, Instant writtenAt) {

    private static final String NONE = "-";

    static KeptTrack begin(Money equity, ZoneId zone, BigDecimal capital, String lanes, Instant now) {
        return new KeptTrack(EquityTrack.begin(equity, zone, now), capital, lanes, equity.amount(), now);
    }

    boolean usable(String currency, ZoneId zone) {
        return track.currency().equals(currency) && track.zone().equals(zone);
    }

    /** An equity was reckoned; capital that came or went is no profit, and neither is a lane that came or went. */
    KeptTrack observe(Observation.Known<Money> equity, BigDecimal assigned, String composition, Instant now) {
        BigDecimal flow = lanes != null && !lanes.equals(composition) ? equity.value().amount().subtract(track.last())
                : capital == null ? BigDecimal.ZERO : assigned.subtract(capital);
        EquityTrack moved = flow.signum() == 0 ? track : track.flow(flow);
        return new KeptTrack(moved.observe(equity, now), assigned, composition, written, writtenAt);
    }

    /** Whether only the last equity differs. */
    boolean sameMeasure(KeptTrack other) {
        return track.day().equals(other.track.day()) && track.dayStart().compareTo(other.track.dayStart()) == 0
                && track.peak().compareTo(other.track.peak()) == 0 && track.acknowledged().equals(other.track.acknowledged())
                && equal(capital, other.capital) && Objects.equals(lanes, other.lanes);
    }

    private static boolean equal(BigDecimal one, BigDecimal two) {
        return one == null ? two == null : two != null && one.compareTo(two) == 0;
    }

    KeptTrack with(EquityTrack changed) {
        return new KeptTrack(changed, capital, lanes, written, writtenAt);
    }

    KeptTrack writtenAt(Instant now) {
        return new KeptTrack(track, capital, lanes, track.last(), now);
    }

    String text() {
        StringBuilder text = new StringBuilder(String.join(" ", track.zone().getId(), track.currency(), track.day().toString(),
                plain(track.dayStart()), plain(track.peak()), plain(track.last()), plain(capital), lanes == null || lanes.isEmpty() ? NONE : lanes));
        track.acknowledged().forEach((scope, base) -> text.append(' ').append(scope).append(':').append(plain(base.day())).append(':')
                .append(plain(base.peak())));
        return text.toString();
    }

    private static String plain(BigDecimal number) {
        return number == null ? NONE : number.toPlainString();
    }

    /** Of this version, or of one that kept neither capital nor acknowledgements. */
    static KeptTrack read(String value) {
        String[] parts = value.split(" ");
        SortedMap<String, EquityTrack.Base> bases = new TreeMap<>();
        for (int part = 8; part < parts.length; part++) {
            String[] base = parts[part].split(":");
            bases.put(base[0], new EquityTrack.Base(number(base[1]), number(base[2])));
        }
        EquityTrack track = new EquityTrack(ZoneId.of(parts[0]), parts[1], LocalDate.parse(parts[2]), number(parts[3]), number(parts[4]),
                number(parts[5]), bases);
        return new KeptTrack(track, parts.length > 6 ? number(parts[6]) : null, parts.length > 7 && !parts[7].equals(NONE) ? parts[7] : null, track.last(), Instant.EPOCH);
    }

    private static BigDecimal number(String text) {
        return text.equals(NONE) ? null : new BigDecimal(text);
    }
}

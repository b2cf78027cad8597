package io.nija.books;

import static io.nija.books.Fills.BTC;
import static io.nija.books.Fills.START;
import static io.nija.books.Fills.after;
import static io.nija.books.Fills.buy;
import static io.nija.books.Fills.fill;
import static io.nija.books.Fills.number;
import static io.nija.books.Fills.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.nija.broker.Observation;
import io.nija.market.Money;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.order.Side;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What an account is worth, and what of that it won or lost. */
class EquityTest {

    private static final Symbol TETHER = Symbol.parse("USDT/USD");
    private static final Symbol BTC_TETHER = Symbol.parse("BTC/USDT");
    private static final Symbol DOLLAR_EURO = Symbol.parse("EUR/USD");
    private static final Instant NOW = START.plus(Duration.ofHours(12));
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static Money usd(String amount) {
        return new Money(number(amount), "USD");
    }

    private static BigDecimal known(Observation<Money> equity) {
        return ((Observation.Known<Money>) equity).value().amount();
    }

    private static Observation<Money> equity(List<Position> positions, Map<Symbol, Observation<Quote>> quotes) {
        return Equity.of(usd("1000"), positions, quotes, new Rates(quotes), Map.of(), NOW);
    }

    @Test
    void itIsTheCapitalAndWhatOwnTradingMadeOfIt() {
        Position position = after(fill(1, Side.BUY, "2", "100", "0.8", "USD"));
        Observation<Money> equity = equity(List.of(position), Map.of(BTC, quote(BTC, "99", "101")));
        assertThat(known(equity)).isEqualByComparingTo("997.2");
        assertThat(((Observation.Known<Money>) equity).at()).as("as old as its oldest quote").isEqualTo(START);
        assertThat(equity(List.of(), Map.of())).isEqualTo(new Observation.Known<>(usd("1E+3"), NOW));
    }

    @Test
    void aMissingOrStaleQuoteMakesItMissingOrStaleAndNeverZero() {
        Position position = after(buy(1, "2", "100"));
        assertThat(equity(List.of(position), Map.of())).isInstanceOf(Observation.Missing.class);
        Quote old = ((Observation.Known<Quote>) quote(BTC, "99", "101")).value();
        assertThat(equity(List.of(position), Map.of(BTC, new Observation.Stale<>(old, START, "OLD", "Old."))))
                .isEqualTo(new Observation.Stale<>(usd("998"), START, "OLD", "Old."));
    }

    @Test
    void anUnexplainedBalanceMakesItMissing() {
        Observation<Money> equity = Equity.of(usd("1000"), List.of(), Map.of(), new Rates(Map.of()), Map.of("BTC", number("0.1")), NOW);
        assertThat(equity).isEqualTo(new Observation.Missing<>("UNEXPLAINED_BALANCE",
                "The balance of BTC changed by 0.1, and nothing explains it."));
    }

    @Test
    void aStablecoinIsWorthWhatTheMarketPays() {
        Position position = Position.none(BTC_TETHER).apply(new Fill("T1", START, BTC_TETHER, Side.BUY, number("1"), number("100"),
                number("100"), BigDecimal.ZERO, null, null)).position();
        Map<Symbol, Observation<Quote>> quotes = new HashMap<>();
        quotes.put(BTC_TETHER, quote(BTC_TETHER, "100", "101"));
        assertThat(equity(List.of(position), quotes)).isInstanceOf(Observation.Missing.class);
        quotes.put(TETHER, quote(TETHER, "0.9", "0.91"));
        // the coins would be sold at the bid, what was paid is owed at the ask
        assertThat(known(equity(List.of(position), quotes))).isEqualByComparingTo("999");
    }

    @Test
    void ratesGoDirectlyTheOtherWayRoundAndOverOneAssetBetween() {
        Symbol btcEuro = Symbol.parse("BTC/EUR");
        Rates rates = new Rates(Map.of(DOLLAR_EURO, quote(DOLLAR_EURO, "1.25", "1.6"), btcEuro, quote(btcEuro, "100", "101")));
        assertThat(rates.convert(number("2"), "EUR", "USD")).isEqualTo(new Observation.Known<>(number("2.5"), START));
        assertThat(rates.convert(number("2"), "USD", "EUR")).isEqualTo(new Observation.Known<>(number("1.25"), START));
        assertThat(rates.convert(number("-2"), "USD", "EUR")).isEqualTo(new Observation.Known<>(number("-1.6"), START));
        assertThat(rates.convert(number("1"), "BTC", "USD")).isEqualTo(new Observation.Known<>(number("125"), START));
        assertThat(rates.convert(number("1"), "DOGE", "USD")).isInstanceOf(Observation.Missing.class);
        assertThat(((Observation.Known<BigDecimal>) rates.convert(number("7"), "USD", "USD")).value()).isEqualByComparingTo("7");
        Quote old = new Quote(TETHER, List.of(new Quote.Level(number("1"), number("1"))), List.of(), START);
        Rates stale = new Rates(Map.of(TETHER, new Observation.Stale<>(old, START, "OLD", "Old."), BTC_TETHER, quote(BTC_TETHER, "100", "101")));
        assertThat(stale.convert(number("1"), "BTC", "USD")).isEqualTo(new Observation.Stale<>(number("1E+2"), START, "OLD", "Old."));
    }

    /**
     * Two accounts trade the same; one of them also gets deposits, withdrawals and rewards all the time. At every step both
     * have the same result of the day and the same fall from the peak, to the last decimal, over days and zones.
     */
    @Property(tries = 200)
    void moneyThatComesOrGoesIsNeverProfitOrLoss(@ForAll long seed) {
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of(List.of("UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland").get(random.nextInt(4)));
        BigDecimal capital = number("1000");
        Position position = Position.none(BTC);
        Instant now = START;
        EquityTrack quiet = EquityTrack.begin(new Money(capital, "USD"), zone, now);
        EquityTrack busy = quiet;
        BigDecimal flows = BigDecimal.ZERO;
        for (Fill fill : Fills.story(seed, 40, true)) {
            now = now.plus(Duration.ofMinutes(random.nextInt(1, 400)));
            position = position.apply(fill).position();
            Map<Symbol, Observation<Quote>> quotes = Map.of(BTC, quote(BTC, random.nextInt(80, 120) + ".5", "120.6"), Symbol.parse("KFEE/USD"),
                    quote(Symbol.parse("KFEE/USD"), "0.01", "0.011"));
            for (int i = random.nextInt(3); i > 0; i--) {
                BigDecimal flow = number(random.nextInt(-90_000, 100_000) + "e-2");
                flows = flows.add(flow);
                busy = busy.flow(flow);
            }
            if (random.nextInt(10) == 0) {
                quotes = Map.of();
            }
            Observation<Money> own = Equity.of(new Money(capital, "USD"), List.of(position), quotes, new Rates(quotes), Map.of(), now);
            Observation<Money> other = Equity.of(new Money(capital.add(flows), "USD"), List.of(position), quotes, new Rates(quotes),
                    Map.of(), now);
            quiet = quiet.observe(own, now);
            busy = busy.observe(other, now);
            assertThat(busy.today()).isEqualByComparingTo(quiet.today());
            assertThat(busy.drawdown()).isEqualByComparingTo(quiet.drawdown());
            assertThat(busy.last().subtract(flows)).isEqualByComparingTo(quiet.last());
            assertThat(quiet.drawdown()).isNotNegative();
        }
    }

    /** The results of days that follow each other add up to the change of equity that no flow explains. */
    @Property(tries = 200)
    void theDaysAddUp(@ForAll long seed) {
        Random random = new Random(seed);
        Instant now = START;
        EquityTrack track = EquityTrack.begin(usd("1000"), UTC, now);
        BigDecimal flows = BigDecimal.ZERO;
        BigDecimal closedDays = BigDecimal.ZERO;
        BigDecimal equity = number("1000");
        for (int step = 0; step < 60; step++) {
            if (random.nextInt(4) == 0) {
                BigDecimal flow = number(Integer.toString(random.nextInt(-50, 50)));
                flows = flows.add(flow);
                equity = equity.add(flow);
                track = track.flow(flow);
            }
            now = now.plus(Duration.ofHours(random.nextInt(1, 20)));
            equity = equity.add(number(random.nextInt(-100, 100) + "e-2"));
            LocalDate before = track.day();
            BigDecimal result = track.today();
            track = track.observe(new Observation.Known<>(new Money(equity, "USD"), now), now);
            closedDays = track.day().equals(before) ? closedDays : closedDays.add(result);
            assertThat(closedDays.add(track.today())).isEqualByComparingTo(equity.subtract(flows).subtract(number("1000")));
        }
    }

    @Test
    void theDayBeginsAtMidnightInTheAccountsZone() {
        Instant evening = Instant.parse("2026-03-01T22:30:00Z");
        EquityTrack berlin = EquityTrack.begin(usd("1000"), ZoneId.of("Europe/Berlin"), evening);
        EquityTrack london = EquityTrack.begin(usd("1000"), UTC, evening);
        Instant later = Instant.parse("2026-03-01T23:10:00Z");
        Observation<Money> less = new Observation.Known<>(usd("990"), later);
        assertThat(berlin.observe(new Observation.Known<>(usd("980"), evening), evening).observe(less, later).today())
                .isEqualByComparingTo("10");
        assertThat(london.observe(new Observation.Known<>(usd("980"), evening), evening).observe(less, later).today())
                .isEqualByComparingTo("-10");
    }

    @Test
    void aDayThatNobodySawBeginWithItsFirstEquityAndThePeakStays() {
        EquityTrack track = EquityTrack.begin(usd("1000"), UTC, START);
        Instant week = START.plus(Duration.ofDays(7));
        EquityTrack back = track.observe(new Observation.Known<>(usd("900"), week), week);
        assertThat(back.today()).isEqualByComparingTo("0");
        assertThat(back.drawdown()).isEqualByComparingTo("100");
    }

    @Test
    void whatIsNotKnownChangesNothingAndAnotherCurrencyIsRefused() {
        EquityTrack track = EquityTrack.begin(usd("1000"), UTC, START);
        Instant tomorrow = START.plus(Duration.ofDays(1));
        assertThat(track.observe(new Observation.Missing<>("DOWN", "No."), tomorrow)).isEqualTo(track);
        assertThat(track.observe(new Observation.Stale<>(usd("1"), START, "OLD", "Old."), tomorrow)).isEqualTo(track);
        assertThatThrownBy(() -> track.observe(new Observation.Known<>(new Money(number("1"), "EUR"), START), START))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

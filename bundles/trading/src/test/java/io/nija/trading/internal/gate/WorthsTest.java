package io.nija.trading.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.nija.account.Account;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.books.RoundTrip;
import io.nija.broker.Observation;
import io.nija.journal.Mark;
import io.nija.journal.Receipt;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Kind;
import io.nija.risk.Scope;
import io.nija.risk.Standing;
import io.nija.risk.SwitchKind;
import io.nija.risk.Verdict;
import io.nija.risk.Worth;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What an account is worth, what its limits count, and what a person's resume makes of it. */
class WorthsTest {

    private static final LaneId LANE = LaneId.of("master", "kraken");
    private static final LaneId SECOND = LaneId.of("master", "coinbase");
    private static final SwitchChange.Scope MASTER = new SwitchChange.Scope(Kind.ACCOUNT, "master");

    private final GateBench bench = new GateBench();
    private final Account assigned = GateBench.account("master", "1000", "kraken");
    private Worths worths = new Worths(bench.journal, bench.market);
    private Acknowledgements acknowledged = new Acknowledgements(bench.journal, worths);

    private List<Known> lanes(Account account) {
        return account.lanes().stream().map(lane -> bench.known(account, lane)).toList();
    }

    private Observation<Worth> observed(Account account) {
        return worths.worth(account, Mode.SANDBOX, lanes(account), bench.time.instant());
    }

    private Worth worth(Account account) {
        return ((Observation.Known<Worth>) observed(account)).value();
    }

    private Worth counted() {
        return ((Observation.Known<Worth>) worths.worth(assigned, Mode.SANDBOX, lanes(assigned), bench.time.instant(), Worths.ACCOUNT)).value();
    }

    private Standing standing(Scope scope, String strategy) {
        List<Known> all = lanes(assigned);
        return new Standings(worths, acknowledged, bench.market).of(all.get(0), all, strategy, "BTC", null, bench.time.instant()).get(scope);
    }

    private void price(String bid) {
        bench.quote("kraken", GateBench.BTC, bid, "101");
    }

    private void restart() {
        worths = new Worths(bench.journal, bench.market);
        acknowledged = new Acknowledgements(bench.journal, worths);
    }

    private static Verdict.Refused loss(String code) {
        return new Verdict.Refused(code, "Lost.", new TreeMap<>(), java.util.Optional.of(new Verdict.Trip(SwitchKind.REDUCE_ONLY, Scope.ACCOUNT, "master")));
    }

    private void resume(Collection<Verdict.Refused> reached) {
        acknowledged.resume(MASTER, reached, lanes(assigned), bench.time.instant());
    }

    @Test
    void moneyThatComesOrGoesMovesTheDaysStartAndThePeakAndIsNoProfit() {
        Account account = GateBench.account("master", null, "kraken");
        bench.money(LANE, "1000", "0", null);
        bench.buy(LANE, "1", "100");
        price("90");
        worth(account);
        bench.money(LANE, "1000", "500", null);
        assertThat(worth(account)).satisfies(worth -> {
            assertThat(worth.equity().amount()).isEqualByComparingTo("1490");
            assertThat(worth.dayStart()).isEqualByComparingTo("1490");
            assertThat(worth.peak()).isEqualByComparingTo("1490");
            assertThat(worth.today()).isEqualByComparingTo("0");
        });
        bench.money(LANE, "1000", "-200", null);
        price("80");
        assertThat(worth(account).today()).isEqualByComparingTo("-10");
    }

    @Test
    void moneyThatCameWhileNijaWasAwayIsNoProfitEither() {
        Account account = GateBench.account("master", null, "kraken");
        bench.money(LANE, "1000", "0", null);
        worth(account);
        restart();
        bench.money(LANE, "1000", "250", null);
        assertThat(worth(account).today()).isEqualByComparingTo("0");
        restart();
        assertThat(worth(account).today()).isEqualByComparingTo("0");
        assertThat(worth(account).peak()).isEqualByComparingTo("1250");
    }

    @Test
    void otherCapitalInTheFileIsNoProfit() {
        worth(assigned);
        assertThat(worth(GateBench.account("master", "5000", "kraken"))).satisfies(worth -> {
            assertThat(worth.today()).isEqualByComparingTo("0");
            assertThat(worth.dayStart()).isEqualByComparingTo("5000");
        });
    }

    @Test
    void aBalanceThatNobodyExplainsMakesTheEquityMissingWithItsReason() {
        bench.money(LANE, "1000", "0", "-3");
        assertThat(observed(assigned)).isEqualTo(new Observation.Missing<>("UNEXPLAINED_BALANCE", "Nobody explains -3 USD."));
        assertThat(standing(Scope.ACCOUNT, null).worth()).isInstanceOf(Observation.Missing.class);
    }

    @Test
    void aQuoteThatIsTooOldMakesTheEquityMissingAndTheLastOneStays() {
        bench.buy(LANE, "1", "100");
        price("90");
        assertThat(worth(assigned).equity().amount()).isEqualByComparingTo("990");
        bench.pass(Market.FRESH.plusSeconds(1));
        assertThat(observed(assigned)).isInstanceOf(Observation.Missing.class);
    }

    @Test
    void whileTheJournalIsReadNothingIsKnown() {
        bench.ready = false;
        assertThat(observed(assigned)).isInstanceOf(Observation.Missing.class);
    }

    @Test
    void theSameNameAtTwoVenuesIsTwoMarkets() {
        Account both = GateBench.account("master", "1000", "kraken", "coinbase");
        bench.buy(LANE, "1", "100");
        bench.buy(SECOND, "1", "100");
        bench.quote("kraken", GateBench.BTC, "90", "91");
        bench.quote("coinbase", GateBench.BTC, "70", "71");
        assertThat(worth(both).equity().amount()).isEqualByComparingTo("960");
    }

    @Test
    void aResumeLetsALossCountAnewAndTheDayStillTellsAllOfIt() {
        bench.buy(LANE, "1", "100");
        price("100");
        worth(assigned);
        price("70");
        assertThat(counted().today()).isEqualByComparingTo("-30");
        acknowledged.tripped(MASTER, loss("DAILY_LOSS"));
        resume(List.of());
        assertThat(counted().today()).isEqualByComparingTo("0");
        assertThat(counted().peak()).as("the fall from the peak did not trip").isEqualByComparingTo("1000");
        assertThat(worth(assigned).today()).isEqualByComparingTo("-30");
        price("65");
        assertThat(counted().today()).isEqualByComparingTo("-5");
        restart();
        assertThat(counted().today()).isEqualByComparingTo("-5");
        assertThat(worth(assigned).today()).isEqualByComparingTo("-35");
    }

    @Test
    void whatWasWonBackAfterAResumeCanBeLostAgainOnlyOnce() {
        bench.buy(LANE, "1", "100");
        price("100");
        worth(assigned);
        price("70");
        worth(assigned);
        resume(List.of(loss("DAILY_LOSS"), loss("DRAWDOWN")));
        price("95");
        assertThat(counted().today()).isEqualByComparingTo("0");
        price("70");
        assertThat(counted().today()).isEqualByComparingTo("-25");
        assertThat(counted().peak()).isEqualByComparingTo("995");
    }

    @Test
    void anAcknowledgedDayEndsWithTheDayAndAnAcknowledgedFallDoesNot() {
        bench.buy(LANE, "1", "100");
        price("100");
        worth(assigned);
        price("70");
        worth(assigned);
        resume(List.of(loss("DAILY_LOSS"), loss("DRAWDOWN")));
        bench.pass(Duration.ofDays(1));
        price("60");
        assertThat(counted().today()).isEqualByComparingTo("-10");
        assertThat(counted().dayStart()).isEqualByComparingTo("970");
        assertThat(counted().peak()).isEqualByComparingTo("970");
    }

    @Test
    void aResumeOfAnotherScopeAcknowledgesNothing() {
        bench.buy(LANE, "1", "100");
        price("100");
        worth(assigned);
        price("70");
        acknowledged.tripped(MASTER, loss("DAILY_LOSS"));
        acknowledged.resume(SwitchChange.Scope.GLOBAL, List.of(), lanes(assigned), bench.time.instant());
        assertThat(counted().today()).isEqualByComparingTo("-30");
    }

    @Test
    void aResumeEndsALossStreakForGood() {
        bench.trips.put(LANE, List.of(new RoundTrip(null, GateBench.BTC, bench.time.instant(), BigDecimal.ONE.negate()),
                new RoundTrip("apex", GateBench.BTC, bench.time.instant().plusSeconds(1), BigDecimal.ONE.negate())));
        assertThat(standing(Scope.ACCOUNT, null).lossStreak()).isEqualTo(2);
        assertThat(standing(Scope.STRATEGY, "apex").lossStreak()).isEqualTo(1);
        acknowledged.tripped(MASTER, loss("LOSS_STREAK"));
        resume(List.of());
        assertThat(standing(Scope.ACCOUNT, null).lossStreak()).isZero();
        assertThat(standing(Scope.ACCOUNT, null).lastLossAt()).isNotNull();
        assertThat(standing(Scope.STRATEGY, "apex").lossStreak()).as("another scope").isEqualTo(1);
        restart();
        assertThat(standing(Scope.ACCOUNT, null).lossStreak()).isZero();
        bench.trips.put(LANE, List.of(new RoundTrip(null, GateBench.BTC, bench.time.instant().plusSeconds(9), BigDecimal.ONE.negate())));
        assertThat(standing(Scope.ACCOUNT, null).lossStreak()).isEqualTo(1);
    }

    @Test
    void lossesOfLanesInTheOrderOfTheirTimeMakeOneStreakOfTheAccount() {
        Account both = GateBench.account("master", "1000", "kraken", "coinbase");
        bench.trips.put(LANE, List.of(new RoundTrip(null, GateBench.BTC, bench.time.instant(), BigDecimal.ONE.negate())));
        bench.trips.put(SECOND, List.of(new RoundTrip(null, GateBench.BTC, bench.time.instant().plusSeconds(1), BigDecimal.ONE.negate())));
        List<Known> all = lanes(both);
        assertThat(new Standings(worths, acknowledged, bench.market).of(all.get(0), all, null, "BTC", null, bench.time.instant())
                .get(Scope.ACCOUNT).lossStreak()).isEqualTo(2);
    }

    @Test
    void aStrategysResultIsItsOwn() {
        bench.strategy(LANE, "apex");
        bench.buy(LANE, "1", "100");
        price("100");
        standing(Scope.STRATEGY, "apex");
        standing(Scope.STRATEGY, "other");
        price("80");
        Worth apex = ((Observation.Known<Worth>) standing(Scope.STRATEGY, "apex").worth()).value();
        assertThat(apex.today()).isEqualByComparingTo("-20");
        assertThat(apex.peak().subtract(apex.equity().amount())).isEqualByComparingTo("20");
        Worth other = ((Observation.Known<Worth>) standing(Scope.STRATEGY, "other").worth()).value();
        assertThat(other.today()).isEqualByComparingTo("0");
        assertThat(other.peak()).isEqualByComparingTo(other.equity().amount());
    }

    @Test
    void theLastEquityIsOnTheDiskAMinuteLaterSoThatTheNextDayBeginsWithItAfterACrash() {
        bench.buy(LANE, "1", "100");
        price("100");
        worth(assigned);
        price("90");
        worth(assigned);
        bench.pass(Duration.ofSeconds(61));
        price("88");
        worth(assigned);
        restart();
        bench.pass(Duration.ofHours(12));
        price("80");
        assertThat(worth(assigned).dayStart()).isEqualByComparingTo("988");
        assertThat(worth(assigned).today()).isEqualByComparingTo("-8");
    }

    @Test
    void aPeakThatAFullDiskDidNotTakeIsWrittenByTheNextLook() {
        bench.buy(LANE, "1", "100");
        price("100");
        worth(assigned);
        bench.journal.refusing = Receipt.Refused.FAILED;
        price("150");
        worth(assigned);
        bench.journal.refusing = "";
        price("120");
        worth(assigned);
        restart();
        assertThat(worth(assigned).peak()).isEqualByComparingTo("1050");
    }

    @Test
    void twoThatLookAtTheSameTimeLoseNoPeak() throws InterruptedException {
        bench.buy(LANE, "1", "100");
        CountDownLatch done = new CountDownLatch(2);
        List<Known> lanes = lanes(assigned);
        price("100");
        for (int looker = 0; looker < 2; looker++) {
            new Thread(() -> {
                for (int look = 0; look < 500; look++) {
                    worths.worth(assigned, Mode.SANDBOX, lanes, bench.time.instant());
                }
                done.countDown();
            }).start();
        }
        int best = 0;
        for (int bid = 100; bid <= 200; bid++) {
            price(Integer.toString(bid));
            worths.worth(assigned, Mode.SANDBOX, lanes, bench.time.instant());
            best = bid;
        }
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(worth(assigned).peak()).isEqualByComparingTo(Integer.toString(900 + best));
    }

    @Test
    void whatAnEarlierVersionKeptIsRead() {
        bench.journal.append(new Mark(null, "equity/master/sandbox", "UTC USD 2026-11-22 990 1200 980"));
        restart();
        assertThat(worth(assigned)).satisfies(worth -> {
            assertThat(worth.dayStart()).isEqualByComparingTo("990");
            assertThat(worth.peak()).isEqualByComparingTo("1200");
            assertThat(worth.today()).isEqualByComparingTo("10");
        });
    }

    /** Flows between any looks, restarts at any moment: profit and loss are those of an account that has no flows. */
    @Property(tries = 100)
    void profitAndLossDoNotKnowOfFlows(@ForAll long seed) {
        Random random = new Random(seed);
        GateBench quiet = new GateBench();
        GateBench busy = new GateBench();
        Account account = GateBench.account("master", null, "kraken");
        Worths[] of = {new Worths(quiet.journal, quiet.market), new Worths(busy.journal, busy.market)};
        long flows = 0;
        quiet.money(LANE, "1000", "0", null);
        for (int step = 0; step < 60; step++) {
            String bid = Integer.toString(random.nextInt(50, 150));
            if (random.nextInt(3) == 0) {
                flows += random.nextInt(-300, 400);
            }
            String price = Integer.toString(random.nextInt(50, 150));
            boolean trades = random.nextInt(4) == 0;
            boolean crashes = random.nextInt(8) == 0;
            Duration passed = Duration.ofMinutes(random.nextInt(1, 300));
            busy.money(LANE, "1000", Long.toString(flows), null);
            for (GateBench one : List.of(quiet, busy)) {
                if (trades) {
                    one.buy(LANE, "0.5", price);
                }
                one.pass(passed);
                one.quote("kraken", GateBench.BTC, bid, "151");
            }
            List<Worth> now = Stream.of(0, 1).map(side -> {
                GateBench one = side == 0 ? quiet : busy;
                return ((Observation.Known<Worth>) of[side].worth(account, Mode.SANDBOX, List.of(one.known(account, LANE)), one.time.instant())).value();
            }).toList();
            assertThat(now.get(1).today()).isEqualByComparingTo(now.get(0).today());
            assertThat(now.get(1).peak().subtract(now.get(1).equity().amount()))
                    .isEqualByComparingTo(now.get(0).peak().subtract(now.get(0).equity().amount()));
            if (crashes) {
                of[0] = new Worths(quiet.journal, quiet.market);
                of[1] = new Worths(busy.journal, busy.market);
            }
        }
    }
}

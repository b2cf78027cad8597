package io.nija.risk.internal;

import static io.nija.risk.internal.Wanted.LANE;
import static io.nija.risk.internal.Wanted.missing;
import static io.nija.risk.internal.Wanted.number;
import static io.nija.risk.internal.Wanted.working;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import io.nija.account.LaneId;
import io.nija.market.MarketMode;
import io.nija.market.Symbol;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.Decision.Objection;
import io.nija.risk.Holding;
import io.nija.risk.Origin;
import io.nija.risk.RiskGate;
import io.nija.risk.SwitchKind;
import io.nija.risk.WorkingOrder;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Exits pass whatever speaks against entries, and never sell what is not there. */
class ExitTest {

    /** A gate in which every check that is there refuses, one throws, and some are not there. */
    private static RiskGate hostile() {
        MandatoryGate gate = new MandatoryGate();
        Shipped.checks().stream().limit(10).forEach(gate::bindCheck);
        return gate;
    }

    /** Everything that can speak against an entry at once. */
    private static Wanted everythingFails(String position) {
        Wanted wanted = new Wanted().exit(position).switched(SwitchKind.REDUCE_ONLY).switched(SwitchKind.ENTRIES_OFF);
        wanted.armed = false;
        wanted.reconciled = false;
        wanted.lastOutageEnd = Wanted.NOW;
        wanted.balances = missing();
        wanted.instrument = missing();
        wanted.quote = missing();
        wanted.fees = missing();
        wanted.marketMode = MarketMode.MAINTENANCE;
        wanted.standings.clear();
        wanted.limits = null;
        return wanted;
    }

    @Test
    void anExitPassesWithAllEntryChecksFailing() {
        Wanted wanted = everythingFails("1");
        assertThat(hostile().judge(wanted.situation()).objections()).isEmpty();
        wanted.purpose = Purpose.PROTECTIVE;
        assertThat(hostile().judge(wanted.situation()).objections()).isEmpty();
        wanted.purpose = Purpose.ENTRY;
        assertThat(hostile().judge(wanted.situation()).allowed()).isFalse();
    }

    @Test
    void theSameFailuresAreSeenByAnEntry() {
        Wanted wanted = everythingFails("1");
        wanted.limits = ProfileText.shipped("careful");
        wanted.side = Side.BUY;
        wanted.purpose = Purpose.ENTRY;
        assertThat(Shipped.gate().judge(wanted.situation()).objections()).extracting(Objection::check)
                .contains("armed", "switches", "reconciled", "quiet-period", "fresh-data");
    }

    /** Exactly what fits passes: everything else about the situation is as bad as can be. */
    @Property(tries = 1000)
    void anExitPassesExactlyWhenItFits(@ForAll @IntRange(max = 1000) int position, @ForAll @IntRange(max = 1000) int resting,
            @ForAll @IntRange(max = 1000) int doubtful, @ForAll @IntRange(min = 1, max = 1000) int quantity,
            @ForAll boolean protective) {
        Wanted wanted = everythingFails(position + "e-3");
        wanted.quantity = quantity + "e-3";
        wanted.purpose = protective ? Purpose.PROTECTIVE : Purpose.EXIT;
        wanted.working.add(working(LANE, "rests", Side.SELL, resting + "e-3", "60000", Purpose.EXIT, false));
        wanted.working.add(working(LANE, "doubt", Side.SELL, doubtful + "e-3", "60000", Purpose.PROTECTIVE, true));
        // none of these draws on the position
        wanted.working.add(working(LANE, "foreign", Side.SELL, "5", "60000", null, false));
        wanted.working.add(working(LANE, "buy", Side.BUY, "5", "40000", Purpose.ENTRY, false));
        wanted.working.add(working(LaneId.of("tania_gilbert", "kraken"), "hers", Side.SELL, "5", "60000", Purpose.EXIT, false));
        assertThat(hostile().judge(wanted.situation()).allowed()).isEqualTo(resting + doubtful + quantity <= position);
    }

    /**
     * A long story of one lane with two strategies and a person: exits are wanted, sent, filled in parts, cancelled, lost in doubt and
     * found again, in BTC/USD and BTC/EUR. Whatever the gate lets through, if all of it fills there is never less than
     * nothing left, of no strategy.
     */
    @Property(tries = 200)
    void whateverFillsThePositionIsNeverOversold(@ForAll long seed) {
        Random random = new Random(seed);
        RiskGate gate = Shipped.gate();
        String[] strategies = {"apex", "dual", null};
        BigDecimal[] shares = {number("1"), number("0.5"), number("0.7")};
        List<WorkingOrder> open = new ArrayList<>();
        int sent = 0;
        for (int step = 0; step < 60; step++) {
            int who = random.nextInt(3);
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    Wanted wanted = new Wanted().exit("0");
                    wanted.symbol = Symbol.parse(random.nextBoolean() ? "BTC/USD" : "BTC/EUR");
                    wanted.quantity = random.nextInt(1, 900) + "e-3";
                    wanted.purpose = random.nextBoolean() ? Purpose.EXIT : Purpose.PROTECTIVE;
                    boolean flatten = random.nextInt(6) == 0;
                    wanted.origin = flatten ? Origin.FLATTEN : strategies[who] == null ? Origin.PERSON : Origin.STRATEGY;
                    wanted.strategy = strategies[who];
                    wanted.holding = new Holding(shares[who], shares[0].add(shares[1]).add(shares[2]), BigDecimal.ZERO);
                    wanted.balances = Wanted.balances("BTC", "100");
                    wanted.working.addAll(open);
                    if (gate.judge(wanted.situation()).allowed()) {
                        open.add(new WorkingOrder(LANE, "o" + step, wanted.symbol, Side.SELL, OrderType.LIMIT, number(wanted.quantity),
                                number("50000"), null, wanted.purpose, strategies[who], random.nextBoolean()));
                        sent++;
                    }
                }
                case 2 -> {
                    if (!open.isEmpty()) {
                        int index = random.nextInt(open.size());
                        WorkingOrder order = open.get(index);
                        BigDecimal filled = random.nextBoolean() ? order.remaining()
                                : order.remaining().multiply(number("0.37"));
                        int of = Arrays.asList(strategies).indexOf(order.strategy());
                        shares[of] = shares[of].subtract(filled);
                        BigDecimal rest = order.remaining().subtract(filled);
                        open.remove(index);
                        if (rest.signum() > 0) {
                            open.add(new WorkingOrder(order.lane(), order.id(), order.symbol(), order.side(), order.type(), rest,
                                    order.limit(), null, order.purpose(), order.strategy(), false));
                        }
                    }
                }
                case 3 -> {
                    if (!open.isEmpty()) {
                        open.remove(random.nextInt(open.size()));
                    }
                }
                default -> shares[who] = shares[who].add(number(random.nextInt(1, 200) + "e-3"));
            }
            for (int of = 0; of < 3; of++) {
                String strategy = strategies[of];
                BigDecimal pending = open.stream().filter(order -> Objects.equals(order.strategy(), strategy)).map(WorkingOrder::remaining)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(shares[of]).isGreaterThanOrEqualTo(pending);
            }
        }
        assertThat(sent).isPositive();
    }
}

package io.nija.trading.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.nija.account.Account;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Position;
import io.nija.market.Symbol;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.Origin;
import io.nija.risk.SwitchInForce;
import io.nija.risk.SwitchKind;
import io.nija.risk.Verdict;
import io.nija.trading.internal.lane.LaneBench;
import io.nija.trading.internal.lane.ScriptedVenue;
import io.nija.trading.internal.lane.Wish;

import org.junit.jupiter.api.Test;

/** What switches and arming say of an order between its intent and its sending, and of entries that rest. */
class SwitchedOffTest {

    private static final SwitchChange.Scope BTC = new SwitchChange.Scope(SwitchChange.Kind.SYMBOL, "BTC/USD");

    private final LaneBench bench = new LaneBench();
    private final Switchboard switches = new Switchboard(bench.journal, bench.time);
    private Mode mode = Mode.LIVE;
    private boolean armed = true;
    private final Situations gate = new Situations(() -> List.of(new Known(new Account(LaneBench.LANE.account(), "Master", Role.MASTER, true,
            List.of(LaneBench.LANE.broker()), Map.of(LaneBench.LANE.broker(), mode), Map.of(), "USD", ZoneOffset.UTC), bench.lane.snapshot(),
            bench.venue.venue(), armed)), null, null, switches, null, null, null, bench.time);

    private String bar(Purpose purpose, Origin origin) {
        return gate.bar(LaneBench.LANE, new Wish(ScriptedVenue.limit(purpose == Purpose.ENTRY ? Side.BUY : Side.SELL, "0.5", "50000"), purpose, origin,
                "test", null, false, null, null, null, "")).map(Verdict.Refused::code).orElse("");
    }

    private void set(SwitchChange.Scope scope, Position position) {
        switches.set(new SwitchChange(scope, position, "ann", "lunch"));
    }

    @Test
    void withoutASwitchNothingIsBarred() {
        assertThat(bar(Purpose.ENTRY, Origin.PERSON)).isEmpty();
        assertThat(gate.clears(LaneBench.LANE, Symbol.parse("BTC/USD"), null)).isEmpty();
    }

    @Test
    void aSwitchBarsEntriesAndNoExit() {
        set(BTC, Position.ENTRIES_OFF);
        assertThat(bar(Purpose.ENTRY, Origin.PERSON)).isEqualTo("ENTRIES_OFF");
        assertThat(bar(Purpose.EXIT, Origin.STRATEGY)).isEmpty();
        assertThat(bar(Purpose.PROTECTIVE, Origin.PROTECTION)).isEmpty();
    }

    @Test
    void haltBarsEverythingButFlatten() {
        set(SwitchChange.Scope.GLOBAL, Position.HALT);
        for (Purpose purpose : Purpose.values()) {
            assertThat(bar(purpose, Origin.PERSON)).isEqualTo("HALTED");
        }
        assertThat(bar(Purpose.EXIT, Origin.FLATTEN)).isEmpty();
        assertThat(bar(Purpose.ENTRY, Origin.FLATTEN)).isEqualTo("HALTED");
    }

    @Test
    void aLaneThatWasDisarmedSendsNoEntryButAnExit() {
        armed = false;
        assertThat(bar(Purpose.ENTRY, Origin.PERSON)).isEqualTo("NOT_ARMED");
        assertThat(bar(Purpose.ENTRY, Origin.VERIFICATION)).isEmpty();
        assertThat(bar(Purpose.EXIT, Origin.PERSON)).isEmpty();
        mode = Mode.OBSERVE;
        assertThat(bar(Purpose.EXIT, Origin.PERSON)).isEqualTo("OBSERVE_MODE");
    }

    @Test
    void entriesThatRestAreTakenAwayByTheStrictestSwitchAndNotUnderHalt() {
        set(BTC, Position.ENTRIES_OFF);
        assertThat(gate.clears(LaneBench.LANE, Symbol.parse("BTC/USD"), null)).map(SwitchInForce::kind).contains(SwitchKind.ENTRIES_OFF);
        assertThat(gate.clears(LaneBench.LANE, Symbol.parse("ETH/USD"), null)).isEmpty();
        set(SwitchChange.Scope.GLOBAL, Position.REDUCE_ONLY);
        assertThat(gate.clears(LaneBench.LANE, Symbol.parse("BTC/USD"), null)).map(SwitchInForce::kind).contains(SwitchKind.REDUCE_ONLY);
        set(new SwitchChange.Scope(SwitchChange.Kind.LANE, "master/kraken"), Position.HALT);
        assertThat(gate.clears(LaneBench.LANE, Symbol.parse("BTC/USD"), null)).as("HALT sends nothing by itself").isEmpty();
    }

    @Test
    void anOrphanTakesEntriesAwayThatRestAsReduceOnlyDoesAndNotUnderHalt() {
        bench.venue.put(io.nija.journal.ClientOrderIds.of(new java.util.UUID(7, 7), 1), ScriptedVenue.limit(Side.BUY, "0.5", "50000"));
        bench.pass(10);
        assertThat(bench.lane.snapshot().orphaned()).isTrue();
        assertThat(gate.clears(LaneBench.LANE, Symbol.parse("BTC/USD"), null)).map(SwitchInForce::kind).contains(SwitchKind.REDUCE_ONLY);
        assertThat(bar(Purpose.ENTRY, Origin.PERSON)).isEqualTo("REDUCE_ONLY");
        set(SwitchChange.Scope.GLOBAL, Position.HALT);
        assertThat(gate.clears(LaneBench.LANE, Symbol.parse("BTC/USD"), null)).isEmpty();
    }

    @Test
    void whatAPersonAcknowledgedAndCannotBeReadKeepsNothingFromStarting() {
        Acknowledgements read = new Acknowledgements(new io.nija.trading.internal.lane.DamagedHistory(bench.journal, java.util.Set.of("standing")), null);
        assertThat(read.streak(io.nija.risk.Scope.ACCOUNT, "master")).as("losses are measured without it").isNull();
    }
}

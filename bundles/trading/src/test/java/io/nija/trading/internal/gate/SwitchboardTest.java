package io.nija.trading.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nija.account.LaneId;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Kind;
import io.nija.journal.SwitchChange.Position;
import io.nija.market.Symbol;

import org.junit.jupiter.api.Test;

class SwitchboardTest {

    private static final LaneId MASTER = LaneId.of("master", "kraken");
    private static final LaneId OTHER = LaneId.of("tania_gilbert", "kraken");
    private static final Symbol BTC = new Symbol("BTC", "USD");

    @Test
    void aScopeCoversWhatItNamesAndNothingElse() {
        assertThat(Switchboard.covers(SwitchChange.Scope.GLOBAL, OTHER, BTC)).isTrue();
        assertThat(Switchboard.covers(scope(Kind.ACCOUNT, "master"), MASTER, BTC)).isTrue();
        assertThat(Switchboard.covers(scope(Kind.ACCOUNT, "master"), OTHER, BTC)).isFalse();
        assertThat(Switchboard.covers(scope(Kind.BROKER, "kraken"), OTHER, BTC)).isTrue();
        assertThat(Switchboard.covers(scope(Kind.BROKER, "coinbase"), OTHER, BTC)).isFalse();
        assertThat(Switchboard.covers(scope(Kind.LANE, "master/kraken"), MASTER, BTC)).isTrue();
        assertThat(Switchboard.covers(scope(Kind.LANE, "master/kraken"), OTHER, BTC)).isFalse();
        assertThat(Switchboard.covers(scope(Kind.SYMBOL, "BTC/USD"), OTHER, BTC)).isTrue();
        assertThat(Switchboard.covers(scope(Kind.SYMBOL, "ETH/USD"), OTHER, BTC)).isFalse();
    }

    @Test
    void everyPositionButOpenHasAWordForTheGate() {
        for (Position position : Position.values()) {
            if (position != Position.OPEN) {
                assertThat(io.nija.risk.SwitchKind.valueOf(position.name())).isNotNull();
            }
        }
    }

    private static SwitchChange.Scope scope(Kind kind, String name) {
        return new SwitchChange.Scope(kind, name);
    }
}

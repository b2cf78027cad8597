package io.nija.console.internal.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.console.internal.fake.Lanes;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

import org.junit.jupiter.api.Test;

class FarewellTest {

    private static LaneStatus lane(String lane, Integer orders, Evidence... evidence) {
        return new LaneStatus(LaneId.parse(lane), Mode.OBSERVE, LadderState.FUNDED, null, Lanes.NOW, List.of(evidence), List.of(),
                "", null, null, orders, null, null, null);
    }

    @Test
    void itSaysHowManyOrdersRestAndWhere() {
        assertThat(Farewell.sentence(List.of(lane("master/kraken", 2), lane("tania_gilbert/kraken", 0), lane("joe/kraken", 1))))
                .isEqualTo("NIJA stops. 3 orders rest at the venues and stay there (master/kraken 2, joe/kraken 1).");
    }

    @Test
    void whatIsNotKnownIsNotNothing() {
        Evidence failed = Evidence.failed(Step.AUTHENTICATION, Lanes.NOW, "KRAKEN_UNREACHABLE", "gone", "");
        assertThat(Farewell.sentence(List.of(lane("master/kraken", null, failed), lane("joe/kraken", null))))
                .isEqualTo("NIJA stops. No order is known to rest at a venue; not known for master/kraken.");
    }
}

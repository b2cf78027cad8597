package io.nija.trading.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.nija.account.Account;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.journal.ClientOrderIds;
import io.nija.order.Side;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.LaneBench;
import io.nija.trading.internal.lane.ScriptedVenue;
import io.nija.trading.internal.lane.Venue;

import org.junit.jupiter.api.Test;

/** A person can read what is whose, and where journal and venue differ. */
class AgreementTest {

    private final LaneBench bench = new LaneBench();

    private List<String> lines() {
        return lines(bench.venue.venue());
    }

    private List<String> lines(Venue venue) {
        return Agreement.lines(new Known(new Account(LaneBench.LANE.account(), "Master", Role.MASTER, true, List.of(LaneBench.LANE.broker()),
                Map.of(LaneBench.LANE.broker(), Mode.LIVE), Map.of(), "USD", ZoneOffset.UTC), bench.lane.snapshot(), venue, true));
    }

    @Test
    void ownAdoptedOrphanedAndOthersOrdersAndHoldingsAreToldApart() {
        bench.buy("0.5");
        bench.venue.trade("V1", "0.2", "50000");
        bench.venue.put(ClientOrderIds.of(new UUID(7, 7), 1), ScriptedVenue.limit(Side.BUY, "0.1", "50000"));
        bench.venue.put("a-person", ScriptedVenue.limit(Side.BUY, "0.3", "40000"));
        bench.pass(60);
        assertThat(lines()).containsSubsequence(
                "Orders: 1 of NIJA's are open; 1 orphaned; 1 of others, left alone.",
                "BTC: the venue holds 10.2; NIJA manages 0.2; 10 is the owner's own.",
                "Orphaned: The order V2 (buy 0.1 BTC/USD) was sent by a NIJA, this journal does not know it, and it rests there. Only orders that "
                        + "reduce are sent until 'adopt V2' takes it in, or 'cancel V2' ends it.",
                "Of others: The order V3 (buy 0.3 BTC/USD) is not NIJA's; it is left alone.");
        bench.lane.adopt("V2", false, "ann");
        bench.pass(10);
        assertThat(lines()).contains("Orders: 2 of NIJA's are open, adopted among them: o2; 0 orphaned; 1 of others, left alone.");
        assertThat(bench.lane.snapshot().evidence().detail()).contains("2 open orders of ours (1 adopted), 1 of others");
    }

    @Test
    void whatCannotBeReadIsSaidAndNotCalledZero() {
        bench.buy("0.5");
        bench.venue.trade("V1", "0.5", "50000");
        bench.pass(60);
        bench.lane.venue(Venue.NONE);
        assertThat(lines(Venue.NONE)).contains("BTC: NIJA manages 0.5; what the venue holds is not known now.")
                .anySatisfy(line -> assertThat(line).contains("there is no session"));
    }

    @Test
    void coinsThatAreMissingAreNamed() {
        bench.buy("0.5");
        bench.venue.trade("V1", "0.5", "50000");
        bench.pass(30);
        bench.venue.holdsBtc("0.1");
        bench.pass(60);
        assertThat(lines()).contains("BTC: the venue holds 0.1; NIJA manages 0.5; 0.4 is missing.")
                .anySatisfy(line -> assertThat(line).startsWith("Holding short: "));
    }
}

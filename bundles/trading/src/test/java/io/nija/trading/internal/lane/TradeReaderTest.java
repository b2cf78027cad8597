package io.nija.trading.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.nija.order.Side;
import io.nija.platform.Boundary;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.Test;

class TradeReaderTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void aFillThatCannotBeBookedHidesNoOtherAndIsToldForAsLongAsTheLaneLives() {
        VirtualTime time = new VirtualTime(START);
        ScriptedVenue venue = new ScriptedVenue(LaneBench.LANE, time);
        var queue = new DirectWorkers().serial(LaneBench.LANE, "trading");
        LaneCore core = new LaneCore(LaneBench.LANE, queue, time, time, new LaneJournal(LaneBench.LANE, new MemoryJournal(time), queue),
                Boundary.NONE);
        List<String> booked = new ArrayList<>();
        TradeReader reader = new TradeReader(core, fill -> {
            if (fill.trade().venueTradeId().equals("T1")) {
                throw new IllegalStateException("broken part");
            }
            booked.add(fill.trade().venueTradeId());
        });
        reader.begin(START, false);
        String id = venue.put("somebody", ScriptedVenue.limit(Side.BUY, "1", "50000")).venueOrderId();
        List.of("0.1", "0.2", "0.3").forEach(part -> venue.trade(id, part, "50000"));
        List<String> ended = new ArrayList<>();
        reader.read(venue, () -> ended.add("read"), ended::add);
        time.advance(Duration.ofSeconds(1));
        assertThat(ended).containsExactly("read");
        assertThat(booked).containsExactly("T2", "T3");
        assertThat(core.failures()).singleElement().asString().contains("booking a fill failed").contains("broken part");
    }
}

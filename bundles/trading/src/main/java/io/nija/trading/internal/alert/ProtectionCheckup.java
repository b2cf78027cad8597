package io.nija.trading.internal.alert;

import java.util.ArrayList;
import java.util.List;

import io.nija.status.Checkup;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.Share;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code doctor} on stops: names each position that is not protected as planned, and each that has no stop. */
@Component(service = Checkup.class)
public final class ProtectionCheckup implements Checkup {

    private final TradingFloor floor;

    @Activate
    public ProtectionCheckup(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        int positions = 0;
        for (Known lane : floor.known()) {
            for (Share share : lane.lane().shares()) {
                if (share.position().quantity().signum() > 0) {
                    positions++;
                    lane.lane().cover(share).flatMap(cover -> cover.lack().map(text -> lane.id() + " " + text)
                            .map(words -> new Finding("stops", cover.lackingSince() != null ? Level.FAIL : Level.WARN, words))).ifPresent(findings::add);
                }
            }
        }
        if (findings.isEmpty()) {
            findings.add(new Finding("stops", Level.OK, positions == 0 ? "NIJA holds no position." : "Every position is protected as planned ("
                    + positions + ")."));
        }
        return List.copyOf(findings);
    }
}

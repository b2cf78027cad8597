package io.nija.console.internal.lanes;

import java.util.List;
import java.util.stream.Collectors;

import io.nija.platform.Installation;
import io.nija.status.LaneStatus;
import io.nija.status.StatusModel;
import io.nija.status.Step;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what stays behind when NIJA stops, in whatever way it was told to: the orders that rest at the venues, which
 * nobody cancels. Told before the first bundle is stopped, while the lanes still know.
 */
@Component(service = {}, immediate = true)
public final class Farewell implements SynchronousBundleListener {

    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    private final BundleContext context;
    private final StatusModel status;

    @Activate
    public Farewell(BundleContext context, @Reference Installation installation, @Reference StatusModel status) {
        this.context = context;
        this.status = status;
        if (installation.start() != Installation.Start.COMMAND) {
            context.addBundleListener(this);
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            List<LaneStatus> lanes = status.board().lanes().toList();
            boolean ordersRest = lanes.stream().anyMatch(lane -> lane.openOrders() != null && lane.openOrders() > 0);
            if (ordersRest) {
                LOG.warn(sentence(lanes));
            } else {
                LOG.info(sentence(lanes));
            }
        }
    }

    /** What stays at the venues, lane by lane where it is not nothing. */
    static String sentence(List<LaneStatus> lanes) {
        int resting = lanes.stream().map(LaneStatus::openOrders).filter(orders -> orders != null).mapToInt(Integer::intValue).sum();
        String where = lanes.stream().filter(lane -> lane.openOrders() != null && lane.openOrders() > 0)
                .map(lane -> lane.lane() + " " + lane.openOrders()).collect(Collectors.joining(", "));
        String unknown = lanes.stream().filter(lane -> lane.openOrders() == null && lane.evidence().stream()
                        .anyMatch(line -> line.step() == Step.AUTHENTICATION))
                .map(lane -> lane.lane().toString()).collect(Collectors.joining(", "));
        return "NIJA stops. " + (resting == 0 ? "No order is known to rest at a venue"
                : resting + (resting == 1 ? " order rests at a venue and stays" : " orders rest at the venues and stay") + " there (" + where + ")")
                + (unknown.isEmpty() ? "." : "; not known for " + unknown + ".");
    }

    @Deactivate
    void stop() {
        context.removeBundleListener(this);
    }
}

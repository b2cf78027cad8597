package io.nija.alerts.internal.watch;

import java.time.Duration;
import java.util.List;

import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.Alerts;
import io.nija.alert.Severity;
import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.plugin.RefusedPlugIn;
import io.nija.plugin.RefusedPlugIns;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks for jars in the folder of plug-ins that are not taken: one alert names them all, and is over when none is left. A jar
 * that is being copied is refused for a moment, so only what is refused at two looks counts.
 */
@Component(service = PlugInWatch.class, immediate = true)
public final class PlugInWatch {

    static final String REFUSED = "PLUG_IN_REFUSED";
    static final Duration LOOK = Duration.ofSeconds(5);

    private static final int NAMED = 5;

    private final RefusedPlugIns plugIns;
    private final Alerts alerts;
    private final SerialQueue queue;
    private final Timers.Timer looks;
    /** On the queue only; null before the first look. */
    private List<RefusedPlugIn> seen;
    private List<RefusedPlugIn> said;

    @Activate
    public PlugInWatch(@Reference Installation installation, @Reference RefusedPlugIns plugIns, @Reference Alerts alerts,
            @Reference Timers timers, @Reference Workers workers) {
        this.plugIns = plugIns;
        this.alerts = alerts;
        queue = workers.serial("alerts-plug-ins");
        boolean active = installation.start() != Installation.Start.COMMAND;
        looks = active ? timers.every(LOOK, queue, this::look) : () -> { };
    }

    @Deactivate
    void stop() {
        looks.close();
        queue.close();
    }

    private void look() {
        List<RefusedPlugIn> refused;
        try {
            refused = plugIns.refused();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return;
        }
        boolean steady = refused.equals(seen);
        seen = refused;
        if (!steady || refused.equals(said)) {
            return;
        }
        said = refused;
        if (refused.isEmpty()) {
            alerts.clear(REFUSED, AlertScope.everything());
        } else {
            alerts.raise(Alert.state(Severity.WARNING, REFUSED, AlertScope.everything(), sentence(refused),
                    "'doctor' shows them all; put a whole jar of that plug-in there, or delete the file."));
        }
    }

    private static String sentence(List<RefusedPlugIn> refused) {
        String words = String.join(" ", refused.stream().limit(NAMED).map(RefusedPlugIn::message).toList());
        return refused.size() == 1 ? "A plug-in is refused: " + words
                : refused.size() + " plug-ins are refused: " + words + (refused.size() > NAMED ? " …" : "");
    }
}

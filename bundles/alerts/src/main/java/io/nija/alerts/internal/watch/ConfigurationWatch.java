package io.nija.alerts.internal.watch;

import java.time.Duration;
import java.util.List;

import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.Alerts;
import io.nija.alert.Severity;
import io.nija.configuration.ConfigurationFiles;
import io.nija.configuration.FileReport;
import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Looks for configuration files that are refused: one alert names them all, and is over when none is left. */
@Component(service = ConfigurationWatch.class, immediate = true)
public final class ConfigurationWatch {

    static final String REFUSED = "CONFIGURATION_REFUSED";
    static final Duration LOOK = Duration.ofSeconds(5);

    private static final int NAMED = 10;

    private final ConfigurationFiles files;
    private final Alerts alerts;
    private final SerialQueue queue;
    private final Timers.Timer looks;
    /** On the queue only. */
    private List<String> said = List.of("(not looked yet)");

    @Activate
    public ConfigurationWatch(@Reference Installation installation, @Reference ConfigurationFiles files, @Reference Alerts alerts,
            @Reference Timers timers, @Reference Workers workers) {
        this.files = files;
        this.alerts = alerts;
        queue = workers.serial("alerts-configuration");
        boolean active = installation.start() != Installation.Start.COMMAND;
        looks = active ? timers.every(LOOK, queue, this::look) : () -> { };
    }

    @Deactivate
    void stop() {
        looks.close();
        queue.close();
    }

    private void look() {
        List<String> refused = files.files().stream().filter(ConfigurationWatch::isRefused).map(FileReport::file).sorted().toList();
        if (refused.equals(said)) {
            return;
        }
        said = refused;
        if (refused.isEmpty()) {
            alerts.clear(REFUSED, AlertScope.everything());
        } else {
            alerts.raise(Alert.state(Severity.WARNING, REFUSED, AlertScope.everything(), (refused.size() == 1
                    ? "A configuration file is refused, its last good version is in force if there was one: "
                    : refused.size() + " configuration files are refused, their last good versions are in force where there were any: ")
                    + String.join(", ", refused.subList(0, Math.min(NAMED, refused.size())))
                    + (refused.size() > NAMED ? ", …" : "") + ".", "'config check' says what is wrong."));
        }
    }

    private static boolean isRefused(FileReport report) {
        return report.state() == FileReport.State.REFUSED || report.state() == FileReport.State.REFUSED_KEPT;
    }
}

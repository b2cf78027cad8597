package io.nija.alerts.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.alerts.internal.Samples;
import io.nija.configuration.ConfigurationFiles;
import io.nija.configuration.FileReport;
import io.nija.platform.Installation;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.Test;

class ConfigurationWatchTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final Samples.Recorder alerts = new Samples.Recorder();
    private final List<FileReport> reports = new CopyOnWriteArrayList<>();
    private final ConfigurationFiles files = new ConfigurationFiles() {

        @Override
        public List<FileReport> files() {
            return List.copyOf(reports);
        }

        @Override
        public List<String> ignored() {
            return List.of();
        }

        @Override
        public List<FileReport> check() {
            return List.of();
        }
    };
    private final ConfigurationWatch watch = new ConfigurationWatch(new Samples.Home(Path.of("."), Installation.Start.RUN), files, alerts,
            time, new DirectWorkers());

    private void report(String file, FileReport.State state) {
        reports.add(new FileReport(file, "io.nija.account", "x", state, List.of(), List.of(), Map.of(), Instant.EPOCH));
    }

    @Test
    void refusedFilesAreOneAlertThatIsRaisedAgainWhenThereAreOthers() {
        report("io.nija.account-a.cfg", FileReport.State.APPLIED);
        report("io.nija.account-b.cfg", FileReport.State.REFUSED);
        time.advance(Duration.ofMinutes(1));
        report("io.nija.account-c.cfg", FileReport.State.REFUSED_KEPT);
        time.advance(Duration.ofMinutes(1));
        reports.clear();
        time.advance(Duration.ofMinutes(1));
        assertThat(alerts.told).containsExactly("+CONFIGURATION_REFUSED NIJA", "+CONFIGURATION_REFUSED NIJA", "-CONFIGURATION_REFUSED NIJA");
        assertThat(alerts.raised.get(0).sentence()).contains("account-b.cfg").doesNotContain("account-a.cfg");
        assertThat(alerts.raised.get(1).sentence()).contains("account-b.cfg").contains("account-c.cfg");
        watch.stop();
    }

    @Test
    void aFileThatWaitsForItsBundleIsNoAlert() {
        report("io.nija.strategy.x.cfg", FileReport.State.WAITING);
        time.advance(Duration.ofMinutes(1));
        assertThat(alerts.told).containsExactly("-CONFIGURATION_REFUSED NIJA");
        watch.stop();
    }
}

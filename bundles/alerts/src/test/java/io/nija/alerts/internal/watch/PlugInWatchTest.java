package io.nija.alerts.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import io.nija.alert.Severity;
import io.nija.alerts.internal.Samples;
import io.nija.platform.Installation;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;
import io.nija.plugin.RefusedPlugIn;

import org.junit.jupiter.api.Test;

class PlugInWatchTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final Samples.Recorder alerts = new Samples.Recorder();
    private volatile List<RefusedPlugIn> refused = List.of();
    private int asked;

    private PlugInWatch watch(Installation.Start start) {
        return new PlugInWatch(new Samples.Home(Path.of("."), start), () -> {
            asked++;
            return refused;
        }, alerts, time, new DirectWorkers());
    }

    private static RefusedPlugIn jar(String file) {
        return new RefusedPlugIn(file, "JAR_INCOMPLETE", file + " is not a whole jar.", null);
    }

    private void look(int times) {
        time.advance(PlugInWatch.LOOK.multipliedBy(times));
    }

    @Test
    void aRefusedJarIsOneAlertUntilItIsGone() {
        PlugInWatch watch = watch(Installation.Start.RUN);
        refused = List.of(jar("broker-kraken.jar"));
        look(12);
        refused = List.of(jar("broker-kraken.jar"), jar("strategy-apex.jar"));
        look(12);
        refused = List.of();
        look(12);
        assertThat(alerts.told).containsExactly("+PLUG_IN_REFUSED NIJA", "+PLUG_IN_REFUSED NIJA", "-PLUG_IN_REFUSED NIJA");
        assertThat(alerts.raised.get(0)).satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo(Severity.WARNING);
            assertThat(alert.lasting()).isTrue();
            assertThat(alert.sentence()).isEqualTo("A plug-in is refused: broker-kraken.jar is not a whole jar.");
            assertThat(alert.hint()).contains("doctor");
        });
        assertThat(alerts.raised.get(1).sentence()).startsWith("2 plug-ins are refused: ").contains("strategy-apex.jar");
        watch.stop();
    }

    @Test
    void aJarThatIsBeingCopiedIsNoAlert() {
        PlugInWatch watch = watch(Installation.Start.RUN);
        look(3);
        refused = List.of(jar("broker-kraken.jar"));
        look(1);
        refused = List.of();
        look(3);
        assertThat(alerts.raised).isEmpty();
        watch.stop();
    }

    @Test
    void whatAnEarlierLifeSaidIsOverWhenAllIsWell() {
        PlugInWatch watch = watch(Installation.Start.RUN);
        look(2);
        assertThat(alerts.told).containsExactly("-PLUG_IN_REFUSED NIJA");
        watch.stop();
    }

    @Test
    void aLongListIsCut() {
        PlugInWatch watch = watch(Installation.Start.DEMO);
        refused = IntStream.range(0, 9).mapToObj(i -> jar("p" + i + ".jar")).toList();
        look(2);
        assertThat(alerts.raised).singleElement().satisfies(alert -> assertThat(alert.sentence()).contains("9 plug-ins", "p4.jar", "…")
                .doesNotContain("p5.jar"));
        watch.stop();
    }

    @Test
    void aSingleCommandAlertsNobody() {
        PlugInWatch watch = watch(Installation.Start.COMMAND);
        refused = List.of(jar("broker-kraken.jar"));
        time.advance(Duration.ofMinutes(5));
        assertThat(asked).isZero();
        assertThat(alerts.told).isEmpty();
        watch.stop();
    }
}

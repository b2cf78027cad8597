package io.nija.alerts.internal;

import static io.nija.alerts.internal.Samples.DAIVON;
import static io.nija.alerts.internal.Samples.MASTER;
import static io.nija.alerts.internal.Samples.config;
import static io.nija.alerts.internal.Samples.down;
import static io.nija.alerts.internal.Samples.event;
import static io.nija.alerts.internal.Samples.secret;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.nija.alert.AlertScope;
import io.nija.alert.Severity;
import io.nija.alerts.internal.sink.Sink;
import io.nija.credentials.Secret;
import io.nija.platform.Installation;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;
import io.nija.status.Checkup;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertDeskTest {

    private static final Secret NTFY = secret(Sink.URL, "https://ntfy.sh/Zx81secret");

    @TempDir
    Path folder;
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private FakeCalls calls = new FakeCalls();
    private AlertDesk desk;

    @BeforeEach
    void open() {
        desk = desk(Installation.Start.RUN);
        desk.setUrl(NTFY);
    }

    private AlertDesk desk(Installation.Start start) {
        return new AlertDesk(config(Map.of()), new Samples.Home(folder, start), calls, time, time, new DirectWorkers());
    }

    private void restart() {
        desk.stop();
        calls = new FakeCalls();
        desk = desk(Installation.Start.RUN);
        desk.setUrl(NTFY);
    }

    @Test
    void anAlertIsSentAtOnceAndMarkedAsDelivered() {
        desk.raise(down(MASTER));
        assertThat(calls.titles()).containsExactly("NIJA warning: LANE_DOWN master/kraken");
        assertThat(desk.open()).singleElement().satisfies(open -> assertThat(open.deliveredAt()).isEqualTo(time.instant()));
        desk.clear("LANE_DOWN", AlertScope.of(MASTER));
        assertThat(calls.titles()).containsExactly("NIJA warning: LANE_DOWN master/kraken", "NIJA over: LANE_DOWN master/kraken");
    }

    @Test
    void aFailureIsTriedAgainUntilItArrives() {
        calls.fail(3);
        desk.raise(down(MASTER));
        assertThat(calls.made).hasSize(1);
        assertThat(desk.delivery().state().lastFailure().code()).isEqualTo("SINK_FAILED");
        assertThat(AlertCheckup.delivery(desk.delivery()).level()).isEqualTo(Checkup.Level.FAIL);
        time.advance(Duration.ofSeconds(20));
        assertThat(calls.made).hasSize(4);
        assertThat(desk.delivery().state().lastFailure()).isNull();
        assertThat(AlertCheckup.delivery(desk.delivery()).level()).isEqualTo(Checkup.Level.OK);
        assertThat(desk.open().get(0).deliveredAt()).isNotNull();
        time.advance(Duration.ofMinutes(5));
        assertThat(calls.made).as("and not once more").hasSize(4);
    }

    @Test
    void whoeverRaisesDoesNotWaitForACallThatHangs() {
        calls.hold = true;
        desk.raise(down(MASTER));
        desk.raise(down(DAIVON));
        assertThat(desk.open()).hasSize(2);
        assertThat(calls.made).hasSize(1);
        calls.release();
        assertThat(calls.made).hasSize(2);
    }

    @Test
    void thereAreRemindersUntilAcknowledged() {
        desk.raise(down(MASTER));
        time.advance(Duration.ofMinutes(61));
        assertThat(calls.titles()).containsExactly("NIJA warning: LANE_DOWN master/kraken", "NIJA still warning: LANE_DOWN master/kraken",
                "NIJA still warning: LANE_DOWN master/kraken");
        desk.acknowledge(open -> true, "ann");
        time.advance(Duration.ofHours(5));
        assertThat(calls.made).hasSize(3);
    }

    @Test
    void withoutAnAddressNothingIsSentAndTheAddressThatComesHearsOfIt() {
        desk.unsetUrl(NTFY);
        desk.raise(down(MASTER));
        time.advance(Duration.ofMinutes(2));
        assertThat(calls.made).isEmpty();
        assertThat(desk.test()).isEmpty();
        assertThat(AlertCheckup.delivery(desk.delivery()).level()).isEqualTo(Checkup.Level.OK);
        desk.setUrl(NTFY);
        assertThat(calls.titles()).containsExactly("NIJA warning: LANE_DOWN master/kraken");
    }

    @Test
    void whatFailsAtAWrongAddressArrivesAtTheRightOneAtOnce() {
        Secret wrong = secret(Sink.URL, "http://10.0.0.1/Zx81secret");
        desk.setUrl(wrong);
        desk.raise(down(MASTER));
        assertThat(calls.made).isEmpty();
        assertThat(desk.delivery().objection().sentence()).contains("https://").doesNotContain("10.0.0.1");
        assertThat(AlertCheckup.delivery(desk.delivery()).level()).isEqualTo(Checkup.Level.FAIL);
        desk.setUrl(NTFY);
        desk.unsetUrl(wrong);
        assertThat(calls.made).hasSize(1);
    }

    @Test
    void aRestartForgetsNothing() {
        desk.raise(down(MASTER));
        desk.raise(event(Severity.CRITICAL, "ORDER_LOST"));
        desk.acknowledge(open -> open.alert().lasting(), "ann");
        var before = desk.open();
        restart();
        assertThat(desk.open()).isEqualTo(before);
        assertThat(calls.made).as("what arrived is not sent again").isEmpty();
        time.advance(Duration.ofMinutes(30));
        assertThat(calls.titles()).containsExactly("NIJA still CRITICAL: ORDER_LOST NIJA");
    }

    @Test
    void whatDidNotArriveBeforeTheRestartIsSentAfterIt() {
        calls.fail(1);
        desk.raise(down(MASTER));
        restart();
        assertThat(calls.titles()).containsExactly("NIJA warning: LANE_DOWN master/kraken");
    }

    @Test
    void aKilledProcessHasKeptWhatWasRaisedHalfASecondBefore() throws Exception {
        desk.raise(down(MASTER));
        time.advance(Duration.ofMillis(600));
        assertThat(Files.readString(folder.resolve("data/alerts/open.json"))).contains("LANE_DOWN").doesNotContain("Zx81secret");
    }

    @Test
    void aDataFolderThatCannotBeWrittenKeepsNobodyFromHearing() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/alerts"), "a file where the folder should be");
        desk.raise(down(MASTER));
        time.advance(Duration.ofSeconds(2));
        assertThat(calls.made).hasSize(1);
    }

    @Test
    void aProcessOfOneCommandHasNoAlerts() {
        AlertDesk command = desk(Installation.Start.COMMAND);
        command.setUrl(NTFY);
        command.raise(down(MASTER));
        command.clear("LANE_DOWN", AlertScope.of(MASTER));
        time.advance(Duration.ofMinutes(1));
        assertThat(command.open()).isEmpty();
        assertThat(calls.made).isEmpty();
        command.stop();
        assertThat(folder.resolve("data/alerts/open.json")).doesNotExist();
    }

    @Test
    void anotherConfigurationHoldsAtOnce() {
        desk.configure(config(Map.of("severity", "critical")));
        desk.raise(down(MASTER));
        desk.raise(event(Severity.CRITICAL, "ORDER_LOST"));
        assertThat(calls.titles()).containsExactly("NIJA CRITICAL: ORDER_LOST NIJA");
        desk.configure(config(Map.of("severity", "warning", "reminder_minutes", 1)));
        time.advance(Duration.ofSeconds(61));
        assertThat(calls.titles()).contains("NIJA still warning: LANE_DOWN master/kraken");
    }

    @Test
    void aStormBecomesAFewMessages() {
        for (int i = 0; i < 200; i++) {
            desk.raise(event(Severity.WARNING, "STORM_" + i));
        }
        assertThat(calls.made.size()).isLessThanOrEqualTo(10);
        time.advance(Duration.ofMinutes(1));
        assertThat(calls.titles()).hasSize(20).endsWith("NIJA 181 more alerts");
        assertThat(calls.made.get(19).body()).startsWith("181 more alerts were held back: STORM_");
        assertThat(desk.open()).hasSize(200);
    }

    @Test
    void aTestAlertGoesPastEverythingThatWaits() throws Exception {
        calls.fail(1);
        desk.raise(down(MASTER));
        assertThat(desk.test()).isPresent();
        assertThat(calls.titles()).endsWith("NIJA test alert");
    }

    @Test
    void manyThreadsMayRaiseAndClear() throws Exception {
        desk.unsetUrl(NTFY);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                String code = "THREAD_" + thread;
                work.add(() -> {
                    for (int i = 0; i < 500; i++) {
                        desk.raise(event(Severity.WARNING, code));
                        desk.open();
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(desk.open()).hasSize(4).allSatisfy(open -> assertThat(open.count()).isEqualTo(500));
    }
}

package io.nija.alerts.internal;

import static io.nija.alerts.internal.Samples.DAIVON;
import static io.nija.alerts.internal.Samples.MASTER;
import static io.nija.alerts.internal.Samples.config;
import static io.nija.alerts.internal.Samples.down;
import static io.nija.alerts.internal.Samples.event;
import static io.nija.alerts.internal.Samples.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.alert.Severity;
import io.nija.alerts.internal.command.AlertAckCommand;
import io.nija.alerts.internal.command.AlertTestCommand;
import io.nija.alerts.internal.command.AlertsCommand;
import io.nija.alerts.internal.sink.Delivery;
import io.nija.alerts.internal.sink.Sink;
import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.Invocation;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.credentials.SecretReport;
import io.nija.platform.Installation;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    @TempDir
    Path folder;
    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final FakeCalls calls = new FakeCalls();
    private AlertDesk desk;
    private Heartbeat heartbeat;

    private record Said(Map<String, String> arguments) implements Invocation {

        @Override
        public Optional<String> argument(String name) {
            return Optional.ofNullable(arguments.get(name));
        }

        @Override
        public Optional<String> option(String name) {
            return Optional.empty();
        }

        @Override
        public boolean has(String name) {
            return false;
        }

        @Override
        public boolean json() {
            return false;
        }

        @Override
        public String caller() {
            return "ann through the shell";
        }

        @Override
        public void out(String line) {
            throw new AssertionError(line);
        }

        @Override
        public void err(String line) {
            throw new AssertionError(line);
        }

        @Override
        public Optional<String> ask(String prompt, boolean hidden) {
            return Optional.empty();
        }

        @Override
        public void awaitStop() {
            throw new AssertionError("nothing to wait for");
        }
    }

    private record Directory(SecretReport report) implements CredentialDirectory {

        @Override
        public Optional<CredentialReport> report(LaneId lane) {
            return Optional.empty();
        }

        @Override
        public Optional<SecretReport> secret(String variable) {
            return Optional.of(report);
        }

        @Override
        public List<Warning> warnings() {
            return List.of();
        }

        @Override
        public void refresh() {
            throw new AssertionError("not asked for");
        }
    }

    @BeforeEach
    void open() {
        Samples.Home home = new Samples.Home(folder, Installation.Start.RUN);
        desk = new AlertDesk(config(Map.of("form", "ntfy")), home, calls, time, time, new DirectWorkers());
        heartbeat = new Heartbeat(config(Map.of()), home, calls, time, time, new DirectWorkers());
    }

    private static Answer say(Command command, String... word) throws Exception {
        return command.run(new Said(word.length == 0 ? Map.of() : Map.of("CODE|all", word[0])));
    }

    private AlertTestCommand test() {
        return new AlertTestCommand(desk, new Directory(new SecretReport(Sink.URL, SecretReport.State.ABSENT, "SECRET_ABSENT",
                "NIJA_ALERT_URL is not set.", "Set NIJA_ALERT_URL in /etc/nija/.env.")));
    }

    private void address(String address) {
        desk.setUrl(secret(Sink.URL, address));
    }

    @Test
    void aTestThatArrivesSaysSo() throws Exception {
        address("https://ntfy.sh/topic");
        Answer answer = say(test());
        assertThat(answer.exit()).isZero();
        assertThat(answer.json().get("delivered")).isEqualTo(true);
        assertThat(answer.json().get("form")).isEqualTo("ntfy");
    }

    @Test
    void aTestWithoutAnAddressSaysWhereToPutIt() {
        assertThatThrownBy(() -> say(test())).isInstanceOfSatisfying(CommandException.class, failed -> {
            assertThat(failed.exit()).isEqualTo(4);
            assertThat(failed.getMessage()).isEqualTo(
                    "Nothing was sent: NIJA_ALERT_URL is not set. Set NIJA_ALERT_URL in /etc/nija/.env.");
        });
    }

    @Test
    void aTestToAnAddressThatMayNotBeUsedIsAConfigurationError() {
        address("http://example.org/topic");
        assertThatThrownBy(() -> say(test())).isInstanceOfSatisfying(CommandException.class, failed -> {
            assertThat(failed.exit()).isEqualTo(4);
            assertThat(failed.getMessage()).contains("https://").doesNotContain("example.org");
        });
    }

    @Test
    void aTestThatDoesNotArriveSaysWhy() {
        address("https://ntfy.sh/topic");
        calls.answers.add(new Delivery.Failed("SINK_NOT_FOUND", "There is nothing.", "Look.", null));
        assertThatThrownBy(() -> say(test())).isInstanceOfSatisfying(CommandException.class, failed -> {
            assertThat(failed.exit()).isEqualTo(2);
            assertThat(failed.getMessage()).isEqualTo("The test alert did not arrive: There is nothing. Look.");
        });
    }

    @Test
    @SuppressWarnings("unchecked")
    void theListTellsWhatIsOpenAndHowDeliveryIs() throws Exception {
        address("https://ntfy.sh/topic");
        calls.fail(1);
        desk.raise(down(MASTER));
        Answer answer = say(new AlertsCommand(desk, heartbeat));
        assertThat(answer.exit()).isZero();
        List<Map<String, Object>> alerts = (List<Map<String, Object>>) answer.json().get("alerts");
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert).containsEntry("code", "LANE_DOWN").containsEntry("severity", "WARNING").containsEntry("count", 1L)
                    .containsEntry("acknowledgedAt", null).containsEntry("deliveredAt", null);
            assertThat((Map<String, Object>) alert.get("scope")).containsEntry("account", "master").containsEntry("symbol", null);
        });
        Map<String, Object> delivery = (Map<String, Object>) answer.json().get("delivery");
        assertThat(delivery).containsEntry("configured", true).containsEntry("waiting", 1L);
        assertThat((Map<String, Object>) delivery.get("failure")).containsEntry("code", "SINK_FAILED");
        assertThat((Map<String, Object>) answer.json().get("heartbeat")).containsEntry("state", "NO_ADDRESS");
        assertThat(answer.text().toString()).contains("LANE_DOWN").contains("failing since 1 try").doesNotContain("ntfy.sh");
    }

    @Test
    void acknowledgingACodeLeavesTheOthers() throws Exception {
        desk.raise(down(MASTER));
        desk.raise(down(DAIVON));
        desk.raise(event(Severity.CRITICAL, "ORDER_LOST"));
        Answer answer = say(new AlertAckCommand(desk), "lane_down");
        assertThat(answer.exit()).isZero();
        assertThat((List<?>) answer.json().get("acknowledged")).hasSize(2);
        assertThat(desk.open()).filteredOn(open -> !open.acknowledged()).extracting(open -> open.alert().code()).containsExactly("ORDER_LOST");
        assertThat(desk.open()).filteredOn(open -> open.acknowledged()).allSatisfy(open ->
                assertThat(open.acknowledgedBy()).isEqualTo("ann through the shell"));
        assertThat(say(new AlertAckCommand(desk), "all").exit()).isZero();
        assertThat(say(new AlertAckCommand(desk), "all").exit()).isEqualTo(2);
    }

    @Test
    void aCodeThatIsNotOpenNamesThoseThatAre() {
        desk.raise(down(MASTER));
        assertThatThrownBy(() -> say(new AlertAckCommand(desk), "LANE_DWN")).isInstanceOfSatisfying(CommandException.class, failed -> {
            assertThat(failed.exit()).isEqualTo(2);
            assertThat(failed.getMessage()).contains("LANE_DWN").contains("LANE_DOWN");
        });
    }

    @Test
    void anAcknowledgedAlertIsNotRemindedOf() throws Exception {
        address("https://ntfy.sh/topic");
        desk.raise(down(MASTER));
        say(new AlertAckCommand(desk), "all");
        time.advance(Duration.ofDays(1));
        assertThat(calls.made).hasSize(1);
    }
}

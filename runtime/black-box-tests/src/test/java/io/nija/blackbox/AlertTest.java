package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.nija.testkit.Eventually;
import io.nija.testkit.Inbox;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

/** An alert's way from a running NIJA to the service that takes it, and what is said when it does not get there. */
class AlertTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String TOPIC = "Zx81topic";

    @TempDir
    Path root;

    @Test
    void alertsArriveAndWhatKeepsThemFromArrivingIsOneClearSentence() throws Exception {
        Shell shell = Shell.in(root);
        shell.write(shell.config.resolve("io.nija.alerts.cfg"), "form=ntfy");
        try (Inbox inbox = Inbox.open(); Shell.Running nija = shell.start("run", "--headless")) {
            Shell.Result without = Eventually.get("it runs", SOON, () -> shell.run("alert", "test"), result -> result.exit() == 4);
            assertThat(without.err()).contains("NIJA_ALERT_URL is not set").contains(shell.config.resolve(".env").toString());

            shell.env("NIJA_ALERT_URL=http://127.0.0.1:" + freePort() + "/" + TOPIC, "NIJA_ALERT_TOKEN=tk_Zx81token");
            Shell.Result wrong = Eventually.get("the address is known", SOON, () -> shell.run("alert", "test"), result -> result.exit() == 2);
            assertThat(wrong.out()).isEmpty();
            assertThat(wrong.err().strip().lines()).hasSize(1);
            assertThat(wrong.err()).contains("Nobody listens at the address in NIJA_ALERT_URL").doesNotContain("Zx81").doesNotContain("Exception");

            shell.env("NIJA_ALERT_URL=" + inbox.address(TOPIC), "NIJA_ALERT_TOKEN=tk_Zx81token");
            Eventually.get("the other address is known", SOON, () -> shell.run("alert", "test"), result -> result.exit() == 0);
            Inbox.Post test = inbox.posts().get(0);
            assertThat(test.method()).isEqualTo("POST");
            assertThat(test.path()).isEqualTo("/" + TOPIC);
            assertThat(test.title()).isEqualTo("NIJA test alert");
            assertThat(test.authorization()).isEqualTo("Bearer tk_Zx81token");

            inbox.answer(403);
            Shell.Result refused = shell.run("alert", "test");
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("403").doesNotContain("Zx81");
            inbox.answer(200);

            Files.writeString(shell.config.resolve("io.nija.account-nobody.cfg"), "role=emperor\nbrokers=kraken\n");
            Inbox.Post alert = Eventually.get("the alert arrives", SOON, inbox::posts, posts -> posts.stream()
                    .anyMatch(post -> post.title().contains("CONFIGURATION_REFUSED"))).stream()
                    .filter(post -> post.title().contains("CONFIGURATION_REFUSED")).findFirst().orElseThrow();
            assertThat(alert.title()).isEqualTo("NIJA warning: CONFIGURATION_REFUSED NIJA");
            assertThat(alert.body()).contains("io.nija.account-nobody.cfg").contains("config check");

            JsonNode open = shell.json("alerts");
            assertThat(open.path("alerts").path(0).path("code").asString()).isEqualTo("CONFIGURATION_REFUSED");
            assertThat(open.path("heartbeat").path("state").asString()).isEqualTo("NO_ADDRESS");
            assertThat(open.toString()).doesNotContain("Zx81");
            assertThat(shell.run("alert", "ack", "NO_SUCH_CODE").exit()).isEqualTo(2);
            assertThat(shell.json("alert", "ack", "all").path("acknowledged").path(0).path("code").asString())
                    .isEqualTo("CONFIGURATION_REFUSED");
            assertThat(nija.err()).doesNotContain("Zx81").doesNotContain("Exception");
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}

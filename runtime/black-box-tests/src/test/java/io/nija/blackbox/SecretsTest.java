package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.nija.testkit.Eventually;
import io.nija.testkit.Exchange;
import io.nija.testkit.Inbox;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a day's work in small, no form of any secret is in any file NIJA wrote or any text it printed. */
class SecretsTest {

    private static final String TOPIC = "VG9waWNPZkFsZXJ0cw";
    private static final String TOKEN = "VG9rZW5PZkFsZXJ0cw";
    private static final String HEARTBEAT = "QmVhdE9mVGhlSGVhcnQx";

    @TempDir
    Path root;

    @Test
    void noFormOfAnySecretIsLeftAnywhere() throws Exception {
        Shell shell = Shell.in(root);
        StringBuilder printed = new StringBuilder();
        try (Exchange exchange = Exchange.start(shell, "--accounts", "3", "--seed", "11"); Inbox inbox = Inbox.open()) {
            exchange.configure(shell);
            List<String> secrets = new ArrayList<>();
            for (int account = 0; account < 3; account++) {
                secrets.add(exchange.key(account));
                secrets.add(exchange.secret(account));
            }
            // Every path of an alert's address may be a key, as Slack's are.
            String[] alerts = {"NIJA_ALERT_URL=" + inbox.address(TOPIC), "NIJA_ALERT_TOKEN=" + TOKEN,
                "NIJA_HEARTBEAT_URL=" + inbox.address(HEARTBEAT)};
            secrets.addAll(List.of(TOPIC, TOKEN, HEARTBEAT));
            try (Shell.Running nija = shell.start("run", "--headless")) {
                shell.env(both(alerts, exchange.envForAll()));
                shell.await("tania_gilbert/kraken", Duration.ofSeconds(60), "FUNDED");
                shell.await("master/kraken", Duration.ofSeconds(60), "FUNDED");
                for (String command : List.of("status", "status --json", "why master", "why master --json", "verify",
                        "verify --json", "report", "report --json", "accounts --json", "brokers --json", "balances --json",
                        "orders --all --json", "config check --json", "doctor", "doctor --json",
                        "alert test", "alert test --json", "alerts", "alerts --json", "reconnect master/kraken")) {
                    Shell.Result result = shell.run(command.split(" "));
                    printed.append(result.out()).append(result.err());
                }
                // A service that refuses what it is sent may repeat it.
                assertThat(inbox.posts()).as("the tests arrived").hasSizeGreaterThanOrEqualTo(2);
                inbox.answer(500);
                printed.append(shell.run("alert", "test").err());
                // A lane that works keeps its pair when a new one is bad; without one, a bad pair is tried.
                shell.env(both(alerts, "# no keys"));
                shell.await("master/kraken", Duration.ofSeconds(60), "NOT_CONFIGURED");
                // Bad secrets make errors; errors are where secrets like to be quoted.
                shell.env(both(alerts, "KRAKEN_MASTER_API_KEY=" + exchange.key(0), "KRAKEN_MASTER_API_SECRET=" + exchange.secret(1),
                        "KRAKEN_USER_DAIVON_API_KEY=" + exchange.secret(1),
                        "KRAKEN_USER_DAIVON_API_SECRET=" + exchange.key(1),
                        "KRAKEN_USER_TANIA_API_KEY=" + exchange.key(2) + " "));
                Eventually.happens("the wrong secret is noticed", Duration.ofSeconds(60), () ->
                        shell.run("status", "--json").out().contains("KRAKEN_INVALID_SIGNATURE"));
                Eventually.happens("a real alert is refused too", Duration.ofSeconds(60), () ->
                        shell.json("alerts").path("delivery").path("failure").isObject());
                printed.append(shell.run("status", "--json").out()).append(shell.run("doctor", "--json").out())
                        .append(shell.run("alerts", "--json").out());
                printed.append(dump(nija.process().pid()));
                assertThat(nija.terminate(Duration.ofSeconds(60))).isZero();
                printed.append(nija.out()).append(nija.err());
            }
            List<String> forms = new ArrayList<>();
            for (String secret : secrets) {
                forms.addAll(formsOf(secret));
            }
            assertThat(found(forms, printed.toString().getBytes(StandardCharsets.ISO_8859_1))).as("printed").isEmpty();
            for (Path folder : List.of(shell.data, shell.state)) {
                try (var files = Files.walk(folder)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        assertThat(found(forms, Files.readAllBytes(file))).as(file.toString()).isEmpty();
                    }
                }
            }
            assertThat(found(forms, Files.readAllBytes(shell.config.resolve(".env")))).as("the search itself works").isNotEmpty();
        }
    }

    private static String[] both(String[] some, String... others) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(others)).toArray(String[]::new);
    }

    /** Thread names and stacks of the running process. */
    private static String dump(long pid) throws IOException, InterruptedException {
        Process jstack = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jstack").toString(),
                Long.toString(pid)).redirectErrorStream(true).start();
        String text = new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jstack.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(text).contains("nija-");
        return text;
    }

    /** Raw, decoded, hexadecimal, URL-encoded; as ISO-8859-1 texts, so that bytes can be searched for. */
    private static List<String> formsOf(String secret) {
        byte[] raw = secret.getBytes(StandardCharsets.UTF_8);
        byte[] decoded = Base64.getDecoder().decode(secret);
        return List.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8),
                new String(decoded, StandardCharsets.ISO_8859_1),
                HexFormat.of().formatHex(raw), HexFormat.of().formatHex(decoded),
                HexFormat.of().withUpperCase().formatHex(raw), HexFormat.of().withUpperCase().formatHex(decoded),
                Base64.getEncoder().encodeToString(raw));
    }

    private static List<String> found(List<String> forms, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return forms.stream().filter(text::contains).map(form -> form.substring(0, 6) + "…").toList();
    }
}

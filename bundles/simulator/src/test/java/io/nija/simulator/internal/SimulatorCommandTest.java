package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import io.nija.command.Answer;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.platform.internal.SystemTime;

class SimulatorCommandTest {

    private final SimulatorCommand command = new SimulatorCommand(new SystemTime());

    /** Somebody at the other end who can stop the command. */
    private static final class Caller implements Invocation {

        private final Map<String, String> options;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final CountDownLatch stop = new CountDownLatch(1);

        Caller(Map<String, String> options) {
            this.options = options;
        }

        @Override
        public Optional<String> argument(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> option(String name) {
            return Optional.ofNullable(options.get(name));
        }

        @Override
        public boolean has(String name) {
            return options.containsKey(name);
        }

        @Override
        public boolean json() {
            return false;
        }

        @Override
        public String caller() {
            return "test";
        }

        @Override
        public void out(String line) {
            lines.add(line);
        }

        @Override
        public void err(String line) {
            throw new AssertionError("Nothing is wrong, but it said: " + line);
        }

        @Override
        public Optional<String> ask(String prompt, boolean hidden) {
            throw new AssertionError("It asks nothing.");
        }

        @Override
        public void awaitStop() throws InterruptedException {
            stop.await();
        }
    }

    @Test
    void itRunsInAProcessOfItsOwnAndNeedsNoLanes() {
        assertThat(command.spec().name()).isEqualTo("simulator");
        assertThat(command.spec().where()).isEqualTo(CommandSpec.Where.LOCAL);
        assertThat(command.spec().lanes()).isFalse();
        assertThat(command.spec().options()).extracting(CommandSpec.Option::name)
                .containsExactly("--port", "--seed", "--accounts", "--tier", "--faults", "--speed", "--state");
    }

    @Test
    void itPrintsOneLineWhenItIsReadyAndRunsUntilItIsStopped() throws Exception {
        Caller caller = new Caller(Map.of("--accounts", "2", "--tier", "unlimited", "--seed", "9"));
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return command.run(caller);
            } catch (CommandException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
        JsonNode ready = Trader.MAPPER.readTree(caller.lines.poll(20, TimeUnit.SECONDS));
        assertThat(ready.propertyNames()).containsExactly("rest", "wsPublic", "wsPrivate", "control", "accounts");
        assertThat(ready.get("rest").asString()).matches("http://127\\.0\\.0\\.1:\\d+");
        assertThat(ready.get("wsPublic").asString()).matches("ws://127\\.0\\.0\\.1:\\d+/v2");
        assertThat(ready.get("accounts").valueStream().map(each -> each.get("id").asString()))
                .containsExactly("account-1", "account-2");
        assertThat(ready.get("accounts").get(0).propertyNames()).containsExactly("id", "key", "secret");
        URI time = URI.create(ready.get("rest").asString() + "/0/public/Time");
        assertThat(HttpClient.newHttpClient().send(HttpRequest.newBuilder(time).build(),
                HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(answer).isNotDone();

        caller.stop.countDown();
        assertThat(answer.get(20, TimeUnit.SECONDS).exit()).isEqualTo(Exit.OK);
        assertThat(caller.lines).isEmpty();
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(HttpRequest.newBuilder(time).build(),
                HttpResponse.BodyHandlers.ofString())).isInstanceOf(IOException.class);
        assertThat(threads()).isEmpty();
    }

    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName)
                .filter(name -> name.startsWith("nija-simulator")).toList();
    }

    @Test
    void aUsedPortIsNamedInOneSentence() throws Exception {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(occupied.getLocalPort());
            assertThatThrownBy(() -> command.run(new Caller(Map.of("--port", port))))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("The simulator was not started: port " + port
                            + " is used by another program; choose another with --port, or leave it out.")
                    .satisfies(failed -> assertThat(((CommandException) failed).exit()).isEqualTo(2));
        }
        assertThat(threads()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "--port~70000~--port is a whole number from 0 to 65535, not '70000'.",
        "--port~http~--port is a whole number from 0 to 65535, not 'http'.",
        "--seed~x~--seed is a whole number, not 'x'.",
        "--speed~0~--speed is a whole number from 1 to 1000, not '0'.",
        "--state~' '~--state needs the name of a file.",
        "--accounts~0~--accounts is a whole number from 1 to 1000, not '0'.",
        "--tier~gold~There is no tier 'gold'; the tiers are starter, intermediate, pro and unlimited.",
        "--faults~AddOrder=explode~There is no fault 'explode'; the faults are delay, drop, reset, hang, slow, status, html, truncate, cut, error, skew, gone, gap, duplicate, reorder, checksum, crossed, text, silence, halfopen, close, storm, expire, deposit, balance, order and jump.",
    })
    void aWrongOptionIsNamedInOneSentence(String option, String value, String sentence) {
        assertThatThrownBy(() -> command.run(new Caller(Map.of(option, value)))).isInstanceOf(CommandException.class)
                .hasMessage(sentence)
                .satisfies(failed -> assertThat(((CommandException) failed).exit()).isEqualTo(Exit.USAGE));
        assertThat(threads()).isEmpty();
    }
}

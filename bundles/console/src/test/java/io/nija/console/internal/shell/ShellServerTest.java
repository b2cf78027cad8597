package io.nija.console.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.console.internal.fake.Desk;
import io.nija.console.internal.fake.FakeCommand;
import io.nija.console.internal.fake.FakeCommand.Work;
import io.nija.console.internal.fake.Lanes;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(120)
class ShellServerTest {

    @TempDir
    Path root;

    private final VirtualTime time = new VirtualTime(Lanes.NOW);
    private Desk desk;
    private Path socket;
    private ShellServer server;

    @BeforeEach
    void listen() throws Exception {
        desk = new Desk(root);
        desk.registry.add(FakeCommand.echo("echo"));
        socket = root.resolve("run/nija.sock");
        server = server();
        server.listening().toCompletableFuture().get();
    }

    private ShellServer server() {
        return new ShellServer(socket.toString(), desk.runner, time, new DirectWorkers());
    }

    @AfterEach
    void close() throws InterruptedException {
        server.close();
    }

    private void command(String name, Effect effect, Work work) {
        desk.registry.add(new FakeCommand(FakeCommand.spec(name, Where.RUNNING, effect, false), work));
    }

    @Test
    void aCommandComesBackWithItsOutputAndExitCode() throws IOException {
        try (Client client = new Client(socket).ask("", "echo", "grüße", "--out", "x")) {
            assertThat(client.exit()).contains(0);
            assertThat(client.out.toString()).isEqualTo("Optional[grüße] Optional.empty false Optional.empty Optional[/somewhere/x]\n");
            assertThat(client.err).isEmpty();
            assertThat(client.channel().read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
        try (Client client = new Client(socket).ask("", "statsu")) {
            assertThat(client.exit()).contains(64);
            assertThat(client.err.toString()).contains("did you mean 'status'?");
        }
        try (Client client = new Client(socket).ask("")) {
            assertThat(client.exit()).contains(64);
        }
    }

    @Test
    void onlyItsUserCanReachTheSocket() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent()))).isEqualTo("rwx------");
    }

    @Test
    void anotherUserIsRefusedAndRootIsNot() throws IOException {
        UserPrincipal other = () -> "mallory";
        UserPrincipal root = () -> "root";
        UserPrincipal owner = () -> "nija";
        PeerCheck peers = new PeerCheck(owner);
        assertThat(peers.verdict(other).allowed()).isFalse();
        assertThat(peers.verdict(root).allowed()).isTrue();
        assertThat(peers.verdict(owner).allowed()).isTrue();
    }

    @Test
    void manyClientsAreServedAtOnce() throws Exception {
        int clients = 12;
        CountDownLatch together = new CountDownLatch(clients);
        command("meet", Effect.READS, invocation -> {
            together.countDown();
            together.await();
            return Answer.of(0, Map.of(), Lines.of(invocation.required("FIRST")));
        });
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            String number = "client-" + i;
            all.add(CompletableFuture.supplyAsync(() -> meet(number), task -> new Thread(task).start()));
        }
        for (int i = 0; i < clients; i++) {
            assertThat(all.get(i).get()).isEqualTo("client-" + i + "\n");
        }
    }

    private String meet(String number) {
        try (Client client = new Client(socket).ask("", "meet", number)) {
            assertThat(client.exit()).contains(0);
            return client.out.toString();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void aClientThatVanishesInterruptsItsCommand() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        command("wait", Effect.READS, invocation -> {
            invocation.out("waiting");
            begun.countDown();
            try {
                invocation.awaitStop();
                throw new AssertionError("it stopped by itself");
            } catch (InterruptedException gone) {
                interrupted.complete(true);
                throw gone;
            }
        });
        Client client = new Client(socket).ask("", "wait");
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        client.close();
        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void stoppingInterruptsCommandsAndLeavesNeitherSocketNorThread() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        command("wait", Effect.READS, invocation -> {
            begun.countDown();
            invocation.awaitStop();
            return Answer.of(0, Map.of());
        });
        try (Client client = new Client(socket).ask("", "wait")) {
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            server.close();
            assertThat(client.exit()).isEmpty();
        }
        assertThat(socket).doesNotExist();
        // The server waits for them only so long; on a slow machine they end a moment later.
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("nija-shell")) {
                thread.join(60_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void questionsReachThePersonAtTheTerminalAndOnlyThem() throws IOException {
        command("sure", Effect.READS, invocation -> {
            Optional<String> open = invocation.ask("Sure? ", false);
            Optional<String> hidden = invocation.ask("Key: ", true);
            return Answer.of(0, Map.of(), Lines.of(open + " " + hidden.map(String::length)));
        });
        try (Client client = new Client(socket).ask("tty,color,later", "sure")) {
            client.answers.add("yes");
            assertThat(client.exit()).contains(0);
            assertThat(client.questions.toString()).isEqualTo("QSure? HKey: ");
            assertThat(client.out.toString()).isEqualTo("Optional[yes] Optional.empty\n");
        }
        try (Client client = new Client(socket).ask("", "sure")) {
            assertThat(client.exit()).contains(0);
            assertThat(client.questions).isEmpty();
        }
    }

    @Test
    void aLongAnswerArrivesWhole() throws IOException {
        String line = "ö\ud83d\ude00x".repeat(400_000);
        command("long", Effect.READS, invocation -> Answer.of(0, Map.of(), Lines.of(line)));
        try (Client client = new Client(socket).ask("", "long")) {
            assertThat(client.exit()).contains(0);
            assertThat(client.out.toString()).isEqualTo(line + "\n");
        }
    }

    @Test
    void colourIsOnlyForTerminals() throws IOException {
        try (Client client = new Client(socket).ask("tty,color", "status")) {
            client.exit();
            assertThat(client.out.toString()).contains("\u001b[1mACCOUNT");
        }
        try (Client client = new Client(socket).ask("tty", "status")) {
            client.exit();
            assertThat(client.out.toString()).doesNotContain("\u001b");
        }
    }

    @Test
    void whatIsNotTheProtocolIsRefusedInOneSentence() throws IOException {
        try (Client client = new Client(socket)) {
            client.raw('A', "hello");
            assertThat(client.exit()).contains(2);
            assertThat(client.err.toString()).isEqualTo("This is not the protocol of nija.\n");
        }
        try (Client client = new Client(socket)) {
            client.raw('C', "2\0\0/\0status");
            assertThat(client.exit()).contains(2);
            assertThat(client.err.toString()).contains("speaks protocol 1");
        }
        try (Client client = new Client(socket)) {
            client.channel().write(ByteBuffer.wrap(new byte[] {'C', 127, 127, 127, 127}));
            assertThat(client.exit()).isEmpty();
        }
    }

    @Test
    void aClientThatSaysNothingIsSentAwayAfterTenSeconds() throws IOException {
        try (Client silent = new Client(socket); Client other = new Client(socket).ask("", "echo")) {
            // Connections are accepted in order: when the second is answered the first has its timer.
            assertThat(other.exit()).contains(0);
            time.advance(ShellServer.FIRST_WORD);
            assertThat(silent.exit()).isEmpty();
        }
    }

    @Test
    void moreThanTheMostConnectionsAreToldToTryAgain() throws Exception {
        CountDownLatch full = new CountDownLatch(ShellServer.MAX_CONNECTIONS);
        command("wait", Effect.READS, invocation -> {
            full.countDown();
            invocation.awaitStop();
            return Answer.of(0, Map.of());
        });
        List<Client> waiting = new ArrayList<>();
        for (int i = 0; i < ShellServer.MAX_CONNECTIONS; i++) {
            waiting.add(new Client(socket).ask("", "wait"));
        }
        assertThat(full.await(60, TimeUnit.SECONDS)).isTrue();
        try (Client tooMany = new Client(socket)) {
            assertThat(tooMany.exit()).contains(1);
            assertThat(tooMany.err.toString()).contains("try again");
        }
        for (Client client : waiting) {
            client.close();
        }
    }

    @Test
    void aStaleSocketFileIsReplacedAndALiveOneIsNot() throws Exception {
        ShellServer second = server();
        assertThatThrownBy(() -> second.listening().toCompletableFuture().get()).hasMessageContaining("another process answers");
        second.close();
        try (Client client = new Client(socket).ask("", "echo")) {
            assertThat(client.exit()).contains(0);
        }
        server.close();
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        server = server();
        server.listening().toCompletableFuture().get();
        try (Client client = new Client(socket).ask("", "echo")) {
            assertThat(client.exit()).contains(0);
        }
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws Exception {
        server.close();
        Files.writeString(socket, "precious");
        server = server();
        assertThatThrownBy(() -> server.listening().toCompletableFuture().get()).hasMessageContaining("is not a socket");
        assertThat(socket).hasContent("precious");
    }

    @Test
    void whatChangesSomethingIsLoggedWithWhoAsked() throws Exception {
        Logger audit = (Logger) LoggerFactory.getLogger("nija.audit");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        audit.addAppender(lines);
        try {
            command("change", Effect.CHANGES, invocation -> Answer.of(1, Map.of(), Lines.of(invocation.caller())));
            try (Client client = new Client(socket).ask("", "change", "two words", "\u001b[31mx")) {
                assertThat(client.exit()).contains(1);
                assertThat(client.out.toString()).isEqualTo(Files.getOwner(socket).getName() + " (shell)\n");
            }
            String who = "shell by " + Files.getOwner(socket).getName();
            assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(
                    who + " asks: change 'two words' x", who + " was answered with exit code 1: change 'two words' x");
            try (Client client = new Client(socket).ask("", "status")) {
                client.exit();
            }
            assertThat(lines.list).hasSize(2);
        } finally {
            audit.detachAppender(lines);
        }
    }

    @Test
    void aCommandThatBreaksIsOneSentenceAndNoStackTrace() throws IOException {
        command("break", Effect.READS, invocation -> {
            throw new IllegalStateException("internal words");
        });
        try (Client client = new Client(socket).ask("", "break")) {
            assertThat(client.exit()).contains(2);
            assertThat(client.err.toString()).hasLineCount(1).contains("IllegalStateException").doesNotContain("internal words");
        }
    }
}

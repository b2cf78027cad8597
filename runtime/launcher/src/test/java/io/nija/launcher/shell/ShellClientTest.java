package io.nija.launcher.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.nija.launcher.Refusal;

@Timeout(120)
class ShellClientTest {

    /** What a running NIJA does with one connection. */
    private interface Served {
        void by(Frames frames, SocketChannel channel) throws Exception;
    }

    @TempDir
    private Path folder;
    private ServerSocketChannel server;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> questions = new ArrayList<>();

    @BeforeEach
    void listen() throws Exception {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket()));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void theCommandGoesOutWithFlagsFolderAndWords() throws Exception {
        List<String> received = new ArrayList<>();
        run(person("", true), (frames, channel) -> {
            received.addAll(List.of(frames.read().text().split("\0", -1)));
            frames.write('X', "0");
        });
        assertThat(received).containsExactly("1", "tty,color", "/some/folder", "why", "master/kraken", "--json");
    }

    @Test
    void aScriptHasNoFlags() throws Exception {
        List<String> received = new ArrayList<>();
        run(nobody(), (frames, channel) -> {
            received.addAll(List.of(frames.read().text().split("\0", -1)));
            frames.write('X', "0");
        });
        assertThat(received.get(1)).isEmpty();
    }

    @Test
    void whatNijaSaysGoesWhereItBelongsAndItsExitCodeIsOurs() throws Exception {
        int exit = run(nobody(), (frames, channel) -> {
            frames.read();
            frames.write('O', "état\n");
            frames.write('E', "a note\n");
            frames.write('O', "");
            frames.write('O', "more\n");
            frames.write('X', "2");
        });
        assertThat(exit).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("état\nmore\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("a note\n");
    }

    @Test
    void framesMayArriveInPieces() throws Exception {
        int exit = run(nobody(), (frames, channel) -> {
            frames.read();
            byte[] frame = {'O', 0, 0, 0, 2, 'h', 'i', 'X', 0, 0, 0, 1, '1'};
            for (byte b : frame) {
                channel.write(ByteBuffer.wrap(new byte[] {b}));
            }
        });
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("hi");
    }

    @Test
    void aPersonIsAskedAndTheAnswerSent() throws Exception {
        List<String> answers = new ArrayList<>();
        run(person("yes", true), (frames, channel) -> {
            frames.read();
            frames.write('Q', "Sure? ");
            answers.add(frames.read().text());
            frames.write('H', "Key: ");
            Frames.Frame answer = frames.read();
            answers.add(answer.type() + answer.text());
            frames.write('X', "0");
        });
        assertThat(questions).containsExactly("Sure? ", "Key:  (hidden)");
        assertThat(answers).containsExactly("yes", "Ayes");
    }

    @Test
    void nobodyAnswersNothing() throws Exception {
        List<String> answers = new ArrayList<>();
        run(nobody(), (frames, channel) -> {
            frames.read();
            frames.write('Q', "Sure? ");
            Frames.Frame answer = frames.read();
            answers.add(answer.type() + answer.text());
            frames.write('X', "0");
        });
        assertThat(answers).containsExactly("N");
    }

    @Test
    void aConnectionLostBeforeTheEndIsUnknownAndNeverARefusal() {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> run(nobody(), (frames, channel) -> {
            frames.read();
            frames.write('O', "half");
        })).withMessageStartingWith("NIJA closed the connection before the command had ended")
                .satisfies(refusal -> assertThat(refusal.exit()).isEqualTo(1));
    }

    @Test
    void aFrameTooLongIsNotEvenAllocated() {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> run(nobody(), (frames, channel) -> {
            frames.read();
            channel.write(ByteBuffer.wrap(new byte[] {'O', 0x7F, -1, -1, -1}));
            frames.read();
        })).withMessageContaining("a frame of 2147483647 bytes");
    }

    @Test
    void anExitCodeThatIsNoNumberIsAFailure() {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> run(nobody(), (frames, channel) -> {
            frames.read();
            frames.write('X', "well");
        })).withMessageContaining("an exit code that is no number");
    }

    @Test
    void aSocketNobodyListensOnIsNoNija() throws Exception {
        server.close();
        assertThat(ShellClient.connect(socket())).isEmpty();
        assertThat(ShellClient.connect(folder.resolve("none"))).isEmpty();
    }

    private Path socket() {
        return folder.resolve("s");
    }

    private int run(Terminal terminal, Served served) throws Exception {
        CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
            try (SocketChannel channel = server.accept()) {
                served.by(new Frames(channel), channel);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try (ShellClient client = ShellClient.connect(socket()).orElseThrow()) {
            int exit = client.run(List.of("why", "master/kraken", "--json"), Path.of("/some/folder"), terminal, out, err);
            serving.join();
            return exit;
        }
    }

    private Terminal nobody() {
        return person(null, false);
    }

    private Terminal person(String answer, boolean present) {
        return new Terminal() {
            @Override
            public boolean present() {
                return present;
            }

            @Override
            public boolean colour() {
                return present;
            }

            @Override
            public Optional<String> ask(String prompt, boolean hidden) {
                questions.add(prompt + (hidden ? " (hidden)" : ""));
                return Optional.ofNullable(answer);
            }
        };
    }
}

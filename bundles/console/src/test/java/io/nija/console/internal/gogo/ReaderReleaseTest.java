package io.nija.console.internal.gogo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ReaderReleaseTest {

    private final ReaderRelease release = new ReaderRelease(new Shell(new Shell.Context() {
        @Override
        public String getProperty(String name) {
            return "/nowhere";
        }

        @Override
        public void exit() {
            throw new AssertionError("nobody asked to stop");
        }
    }, new CommandProcessorImpl(null)));

    @Test
    void aShellThatWaitsForALineEndsWhenTheFrameworkStops() throws Exception {
        CountDownLatch prompted = new CountDownLatch(1);
        CompletableFuture<String> line = new CompletableFuture<>();
        try (PipedOutputStream keyboard = new PipedOutputStream(); PipedInputStream in = new PipedInputStream(keyboard)) {
            LineReader reader = LineReaderBuilder.builder().terminal(new DumbTerminal(in, OutputStream.nullOutputStream())).build();
            reader.getWidgets().put(LineReader.CALLBACK_INIT, () -> {
                prompted.countDown();
                return true;
            });
            Thread shell = new Thread(() -> {
                release.watch(reader);
                try {
                    line.complete(reader.readLine("nija> "));
                } catch (UserInterruptException interrupted) {
                    line.complete("interrupted");
                }
            });
            shell.start();
            assertThat(prompted.await(60, TimeUnit.SECONDS)).isTrue();
            release.release();
            assertThat(line.get(60, TimeUnit.SECONDS)).isEqualTo("interrupted");
        }
    }

    @Test
    void aShellThatRunsACommandIsNotDisturbed() throws Exception {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(new DumbTerminal(PipedInputStream.nullInputStream(), OutputStream.nullOutputStream())).build();
        release.watch(reader);
        release.release();
        assertThat(Thread.interrupted()).isFalse();
    }
}

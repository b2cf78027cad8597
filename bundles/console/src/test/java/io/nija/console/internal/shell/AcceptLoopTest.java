package io.nija.console.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(120)
class AcceptLoopTest {

    private final Logger log = (Logger) LoggerFactory.getLogger(AcceptLoop.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
    }

    @AfterEach
    void leave() {
        log.detachAppender(lines);
        log.setLevel(null);
    }

    @Test
    void onlyClosingEndsItAndAFailureThatStaysIsSaidOnceAndPausedFor() throws Exception {
        Visits door = new Visits(new IOException("Too many open files"), new IllegalStateException("a bug"),
                new OutOfMemoryError("unable to create native thread"), null, null);
        int[] pauses = {0};
        new AcceptLoop(door, () -> pauses[0]++).run();
        assertThat(door.admitted).isEqualTo(2);
        assertThat(pauses[0]).isEqualTo(3);
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR, Level.INFO);
        assertThat(lines.list.get(0).getFormattedMessage()).contains("Too many open files");
    }

    /** What each visit comes to: null is a connection; after the last one the door is closed under the one who waits. */
    private static final class Visits implements AcceptLoop.Door {

        private final Deque<List<Throwable>> visits = new ArrayDeque<>();
        private boolean open = true;
        private int admitted;

        Visits(Throwable... failures) {
            for (Throwable failure : failures) {
                visits.add(failure == null ? List.of() : List.of(failure));
            }
        }

        @Override
        public void admit() throws IOException {
            List<Throwable> visit = visits.poll();
            if (visit == null) {
                open = false;
                throw new IOException("closed");
            }
            if (visit.isEmpty()) {
                admitted++;
                return;
            }
            if (visit.get(0) instanceof Error error) {
                throw error;
            }
            if (visit.get(0) instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw (IOException) visit.get(0);
        }

        @Override
        public boolean open() {
            return open;
        }
    }
}

package io.nija.console.internal.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.nija.account.LaneId;
import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.status.Board;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.StatusModel;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Prints the demonstration's one line on standard output when its lanes are ready: for people who wait at the terminal
 * and for scripts that wait for it. Does nothing when NIJA was started in another way.
 */
@Component(service = {}, immediate = true)
public final class ReadyLine {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StatusModel status;
    private final TimeSource time;
    private final Consumer<String> out;
    private final SerialQueue queue;
    private final Timers.Timer look;
    private final long begin;

    @Activate
    public ReadyLine(
            @Reference Installation installation,
            @Reference StatusModel status,
            @Reference TimeSource time,
            @Reference Timers timers,
            @Reference Workers workers) {
        this(installation, status, time, timers, workers, ReadyLine::print);
    }

    ReadyLine(Installation installation, StatusModel status, TimeSource time, Timers timers, Workers workers,
            Consumer<String> out) {
        this.status = status;
        this.time = time;
        this.out = out;
        queue = workers.serial("demo-ready");
        begin = time.nanoTime();
        look = installation.start() == Installation.Start.DEMO ? timers.every(LOOK, queue, this::look) : () -> { };
    }

    private void look() {
        if (queue.closed()) {
            return;
        }
        Board board = status.board();
        List<LaneStatus> counted = board.countedLanes().toList();
        List<LaneId> open = counted.stream().filter(lane -> !lane.state().mayTrade()).map(LaneStatus::lane).toList();
        if (!counted.isEmpty() && open.isEmpty()) {
            say("NIJA demo is ready: " + counted.size() + (counted.size() == 1 ? " lane is" : " lanes are") + " "
                    + LadderState.FUNDED + " at the built-in exchange. Try: nija status");
        } else if (time.nanoTime() - begin > PATIENCE.toNanos()) {
            say("NIJA demo runs, but after " + PATIENCE.toSeconds() + " s these lanes are not ready: " + open
                    + ". Try: nija why " + (open.isEmpty() ? "ACCOUNT" : open.get(0)));
        }
    }

    private void say(String line) {
        out.accept(line);
        look.close();
        queue.close();
    }

    /** To the descriptor itself: Gogo replaces {@code System.out} by one that depends on the thread. */
    private static void print(String line) {
        PrintStream stream = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        stream.println(line);
    }

    @Deactivate
    void stop() {
        look.close();
        queue.close();
    }
}

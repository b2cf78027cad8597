package io.nija.console.internal.shell;

import java.io.IOException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one connection after the other until the door is closed. Whatever else goes wrong, for example that the process
 * has no file descriptor left, may pass: it is said once, and tried again after a pause.
 */
final class AcceptLoop {

    /** Where connections come in. */
    interface Door {

        /** Waits for the next connection and hands it over. */
        void admit() throws IOException;

        /** False when it was closed, for good. */
        boolean open();
    }

    /** The time between two attempts when the first failed. */
    interface Pause {

        /** Returns early when the door is closed. */
        void await() throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(AcceptLoop.class);

    private final Door door;
    private final Pause pause;
    private boolean failing;

    AcceptLoop(Door door, Pause pause) {
        this.door = door;
        this.pause = pause;
    }

    /** Returns when the door is closed. */
    void run() throws InterruptedException {
        while (door.open()) {
            try {
                door.admit();
                recovered();
            } catch (IOException | RuntimeException | Error failed) {
                // An error too: without memory or threads for one command now, there may be some for the next.
                if (door.open()) {
                    failed(failed);
                    pause.await();
                }
            }
        }
    }

    private void recovered() {
        if (failing) {
            failing = false;
            LOG.info("Commands from a shell are taken again.");
        }
    }

    private void failed(Throwable failure) {
        if (!failing) {
            failing = true;
            LOG.error("A command from a shell could not be taken: {}. It is tried again until it works; everything else goes on. "
                    + "[SHELL_NOT_ACCEPTED]", failure.toString());
        }
    }
}

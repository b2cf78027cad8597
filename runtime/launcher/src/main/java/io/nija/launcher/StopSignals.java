package io.nija.launcher;

import java.util.function.IntConsumer;

import sun.misc.Signal;

/**
 * SIGTERM and SIGINT ask for an orderly stop. Left to the JVM they would end the process with 143 or 130 while bundles
 * still stop; a shutdown hook cannot change that code.
 */
final class StopSignals {

    /** Shorter than the 10 s promised, so that the process is gone by then. */
    private static final long DEADLINE_MS = 9_500;

    /** Something that can be told to stop; returns at once. */
    interface Stoppable {

        /** @throws Exception when it cannot even begin to stop */
        void stop() throws Exception;

        /** What is still at work, in words. */
        String remaining();
    }

    private Stoppable target;
    private boolean asked;

    private final int early;
    private final IntConsumer halt;

    /** @param halt ends the process at once with the exit code it is given */
    StopSignals(int early, IntConsumer halt) {
        this.early = early;
        this.halt = halt;
    }

    /** For what runs until it is stopped: to be stopped is no failure, however early. */
    static StopSignals ofRun(boolean hangup) {
        return new StopSignals(0, Runtime.getRuntime()::halt).listen(hangup);
    }

    /** For a command: one that is stopped before it began has failed. */
    static StopSignals ofCommand() {
        return new StopSignals(Refusal.FAILED, Runtime.getRuntime()::halt).listen(true);
    }

    /** @param hangup whether the end of the terminal asks for a stop, too; not for a headless one, which may outlive it */
    private StopSignals listen(boolean hangup) {
        Signal.handle(new Signal("TERM"), signal -> asked());
        Signal.handle(new Signal("INT"), signal -> asked());
        if (hangup) {
            Signal.handle(new Signal("HUP"), signal -> asked());
        }
        return this;
    }

    /** From now on this is what is stopped; at once when that was asked before. */
    synchronized void stops(Stoppable stoppable) {
        target = stoppable;
        if (asked) {
            begin();
        }
    }

    /** A signal came. */
    synchronized void asked() {
        if (asked) {
            return;
        }
        asked = true;
        if (target == null) {
            halt.accept(early);
            return;
        }
        begin();
    }

    private void begin() {
        Thread watch = new Thread(this::watch, "stop-deadline");
        watch.setDaemon(true);
        watch.start();
        try {
            target.stop();
        } catch (Exception e) {
            System.err.println("NIJA could not stop in order: " + Plain.text(String.valueOf(e.getMessage())));
            halt.accept(Refusal.FAILED);
        }
    }

    private void watch() {
        try {
            Thread.sleep(DEADLINE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        System.err.println("NIJA did not stop in time and was ended; still at work: " + target.remaining() + ".");
        halt.accept(Refusal.FAILED);
    }
}

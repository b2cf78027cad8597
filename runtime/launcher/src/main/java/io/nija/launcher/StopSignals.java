package io.nija.launcher;

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

    /** @param hangup whether the end of the terminal asks for a stop, too; not for a headless one, which may outlive it */
    StopSignals(boolean hangup) {
        Signal.handle(new Signal("TERM"), signal -> asked());
        Signal.handle(new Signal("INT"), signal -> asked());
        if (hangup) {
            Signal.handle(new Signal("HUP"), signal -> asked());
        }
    }

    /** From now on this is what is stopped; at once when that was asked before. */
    synchronized void stops(Stoppable stoppable) {
        target = stoppable;
        if (asked) {
            begin();
        }
    }

    private synchronized void asked() {
        if (asked) {
            return;
        }
        asked = true;
        if (target == null) {
            Runtime.getRuntime().halt(0);
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
            Runtime.getRuntime().halt(Refusal.FAILED);
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
        Runtime.getRuntime().halt(Refusal.FAILED);
    }
}

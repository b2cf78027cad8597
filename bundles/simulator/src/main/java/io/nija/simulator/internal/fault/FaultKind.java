package io.nija.simulator.internal.fault;

/** What faults strike: calls, sockets' messages, frames of streams. */
enum FaultKind {
    CALL("delay, drop, reset, hang, slow, status, html, truncate, cut, error, skew, gone and the events"),
    MESSAGE("delay, drop, reset, hang, error, text, silence, halfopen, close, storm, gone and the events; for connect drop, "
            + "reset, hang, status and html"),
    FRAME("gap, duplicate, reorder, checksum, crossed, text, truncate, slow, silence, halfopen, close, drop, reset and storm");

    private final String words;

    FaultKind(String words) {
        this.words = words;
    }

    /** Which faults there are for it. */
    String words() {
        return words;
    }

    /** By the name of a target: endpoints begin with a capital. */
    static FaultKind of(String target) {
        if (target.equals("stream") || target.startsWith("stream.")) {
            return FRAME;
        }
        return target.isEmpty() || target.equals("*") || target.equals("public") || target.equals("private")
                || Character.isUpperCase(target.charAt(0)) ? CALL : MESSAGE;
    }

    boolean allows(String target, FaultAction action) {
        if (target.equals("connect")) {
            return action instanceof FaultAction.Drop || action instanceof FaultAction.Reset
                    || action instanceof FaultAction.Hang || action instanceof FaultAction.Status
                    || action instanceof FaultAction.Html;
        }
        boolean ofSockets = action instanceof FaultAction.Text || action instanceof FaultAction.Silence
                || action instanceof FaultAction.HalfOpen || action instanceof FaultAction.Close
                || action instanceof FaultAction.Storm;
        boolean ofFrames = action instanceof FaultAction.Gap || action instanceof FaultAction.Duplicate
                || action instanceof FaultAction.Reorder || action instanceof FaultAction.Checksum
                || action instanceof FaultAction.Crossed;
        boolean ofBoth = action instanceof FaultAction.Drop || action instanceof FaultAction.Reset;
        return switch (this) {
            case CALL -> !ofSockets && !ofFrames;
            case MESSAGE -> ofSockets || ofBoth || action instanceof FaultAction.Delay
                    || action instanceof FaultAction.Hang || action instanceof FaultAction.Errors
                    || action instanceof FaultAction.Gone || action instanceof FaultAction.Happening;
            case FRAME -> ofSockets || ofFrames || ofBoth || action instanceof FaultAction.Truncate
                    || action instanceof FaultAction.Slow;
        };
    }

    /** Whether it can happen at a moment, without anything that it strikes. */
    static boolean atMoment(FaultAction action) {
        return action instanceof FaultAction.Happening || action instanceof FaultAction.Gone
                || action instanceof FaultAction.Text || action instanceof FaultAction.Silence
                || action instanceof FaultAction.HalfOpen || action instanceof FaultAction.Close
                || action instanceof FaultAction.Storm;
    }
}

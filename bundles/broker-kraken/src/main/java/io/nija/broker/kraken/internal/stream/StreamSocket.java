package io.nija.broker.kraken.internal.stream;

/** One WebSocket, from the attempt to its end; it is never opened again. Thread-safe; nothing waits. */
public interface StreamSocket {

    /** Sends a text frame; false when the socket cannot take it any more. */
    boolean send(String text);

    /** Ends it at once, without a farewell; its listener hears nothing more that matters. */
    void abandon();

    /** Told what comes over a socket, one thing at a time, on the socket's own thread. */
    interface Listener {

        void opened();

        void text(String text);

        void ended(Ended how);
    }

    /**
     * How it ended, or why it never began.
     *
     * @param httpStatus what answered the attempt instead of a WebSocket, or 0
     * @param closeCode the venue's close code, or 0
     * @param detail one line of plain words
     */
    record Ended(int httpStatus, int closeCode, String detail) {

        /** Whether trying again soon is of no use: the address, the region or the rules are against it (sheet, section 17). */
        boolean refused() {
            return httpStatus == 400 || httpStatus == 401 || httpStatus == 403 || httpStatus == 404 || closeCode == 1008;
        }

        /** Whether the venue asks for fewer attempts. */
        boolean crowded() {
            return httpStatus == 429 || httpStatus == 503;
        }
    }
}

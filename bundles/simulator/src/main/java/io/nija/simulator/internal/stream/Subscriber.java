package io.nija.simulator.internal.stream;

/** A client's socket, as far as streams know it. None of its methods ever waits. */
public interface Subscriber {

    /** Takes a frame of a channel, to be sent behind what was taken before. */
    void send(Frame frame);

    /** Takes the answer to a request, to be sent behind what was taken before. */
    void reply(Object document);

    /** Ends the connection with a close code. */
    void close(int code, String reason);
}

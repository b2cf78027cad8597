package io.nija.indicators;

/** Something that is calculated value by value and can be put away and taken up again. */
public interface Indicator {

    /** Writes what it remembers; doubles are written so that they come back bit for bit. */
    void save(Memory.Writer into);

    /** Takes up what was saved by one with the same parameters. */
    void restore(Memory.Reader from);
}

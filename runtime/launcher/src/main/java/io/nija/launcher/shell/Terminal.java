package io.nija.launcher.shell;

import java.util.Optional;

/** The person at the shell. */
public interface Terminal {

    /** Whether there is one who can be asked. */
    boolean present();

    /** Whether standard output is a terminal, and the person does not object to colour. */
    boolean colour();

    /**
     * Asks, on standard error so that standard output stays data.
     *
     * @param hidden what is typed is not shown; a hidden answer that begins like a PEM block goes on to the block's last
     *     line, its lines joined by line feeds
     * @return empty when the input ended, or nobody is there
     */
    Optional<String> ask(String prompt, boolean hidden);
}

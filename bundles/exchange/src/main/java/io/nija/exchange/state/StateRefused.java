package io.nija.exchange.state;

import java.io.IOException;

/** A state file cannot be used; the message is one sentence for the operator, the file is as it was. */
public final class StateRefused extends IOException {

    private static final long serialVersionUID = 1L;

    StateRefused(String sentence) {
        super(sentence);
    }

    StateRefused(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

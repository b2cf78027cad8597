package io.nija.console.internal.gogo;

import java.util.Optional;

import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;

/** A question to the person at a jline terminal. The answer goes into no history. */
final class TerminalQuestion {

    /** Shows nothing at all while typing, not even how much. */
    private static final Character NO_ECHO = (char) 0;

    private TerminalQuestion() {}

    static Optional<String> ask(Object terminal, String prompt, boolean hidden) throws InterruptedException {
        LineReader reader = LineReaderBuilder.builder()
                .terminal((Terminal) terminal)
                .parser(new DefaultParser().escapeChars(null).quoteChars(null))
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        try {
            return Optional.of(reader.readLine(prompt, hidden ? NO_ECHO : null));
        } catch (EndOfFileException end) {
            return Optional.empty();
        } catch (UserInterruptException cancelled) {
            throw new InterruptedException("cancelled by the person at the terminal");
        }
    }
}

package io.nija.console.internal.gogo;

import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

import io.nija.console.internal.talk.HiddenAnswer;

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
            return hidden ? hidden((Terminal) terminal, reader, prompt) : Optional.of(reader.readLine(prompt));
        } catch (EndOfFileException end) {
            return Optional.empty();
        } catch (UserInterruptException cancelled) {
            throw new InterruptedException("cancelled by the person at the terminal");
        }
    }

    /** The rest of a block that was pasted arrives while nobody reads, and must not be shown then either. */
    private static Optional<String> hidden(Terminal terminal, LineReader reader, String prompt) throws InterruptedException {
        boolean shown = terminal.echo(false);
        try {
            Iterator<String> prompts = Stream.concat(Stream.of(prompt), Stream.generate(() -> "")).iterator();
            return HiddenAnswer.<RuntimeException>read(() -> Optional.of(reader.readLine(prompts.next(), NO_ECHO)));
        } finally {
            terminal.echo(shown);
        }
    }
}

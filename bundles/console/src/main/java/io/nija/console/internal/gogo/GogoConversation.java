package io.nija.console.internal.gogo;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import io.nija.console.internal.talk.Conversation;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;

/** A console session at the other end; output goes to the command's own place in a pipeline. */
final class GogoConversation implements Conversation {

    /** Where gogo.jline keeps a session's terminal. */
    private static final String TERMINAL = ".terminal";
    private static final int STDOUT = 1;

    private final CommandSession session;
    private final Process process;

    GogoConversation(CommandSession session, Process process) {
        this.session = session;
        this.process = process;
    }

    @Override
    public String user() {
        return System.getProperty("user.name");
    }

    @Override
    public String through() {
        return "console";
    }

    @Override
    public Path directory() {
        return session.currentDir();
    }

    @Override
    public boolean terminal() {
        String noColour = System.getenv("NO_COLOR");
        return session.get(TERMINAL) != null && process.isTty(STDOUT) && (noColour == null || noColour.isEmpty());
    }

    @Override
    public void out(String text) {
        process.out().print(text);
        process.out().flush();
    }

    @Override
    public void err(String text) {
        process.err().print(text);
        process.err().flush();
    }

    @Override
    public Optional<String> ask(String prompt, boolean hidden) throws InterruptedException {
        // Only with a terminal there is jline, and only then its classes may be touched.
        Object terminal = session.get(TERMINAL);
        return terminal == null ? Optional.empty() : TerminalQuestion.ask(terminal, prompt, hidden);
    }

    @Override
    public void awaitStop() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}

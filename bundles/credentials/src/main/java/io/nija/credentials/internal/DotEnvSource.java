package io.nija.credentials.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** The {@code .env} file in the configuration folder. */
final class DotEnvSource implements Source, AutoCloseable {

    private static final String NAME = ".env";

    private final String unreadable;
    private final DotEnv content;

    DotEnvSource(FileReading reading) {
        if (reading instanceof FileReading.Content file && SecretCharacters.isUtf16(file.bytes())) {
            unreadable = "it is written in UTF-16 and must be saved as UTF-8";
            content = DotEnv.EMPTY;
        } else if (reading instanceof FileReading.Content file) {
            unreadable = "";
            char[] text = SecretCharacters.decode(file.bytes());
            content = DotEnvParser.parse(text);
            Arrays.fill(text, '\0');
        } else {
            unreadable = reading instanceof FileReading.Unreadable trouble ? trouble.reason() : "";
            content = DotEnv.EMPTY;
        }
    }

    /** Why it cannot be read; empty when it can, or is not there. */
    String unreadable() {
        return unreadable;
    }

    DotEnv content() {
        return content;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String label(Found any) {
        return NAME;
    }

    /** A file that cannot be read may hold anything, so it says so of every name. */
    @Override
    public Optional<Found> find(String variable) {
        if (!unreadable.isEmpty()) {
            return Optional.of(new Found.Unreadable(NAME, "ENV_FILE_UNREADABLE", unreadable));
        }
        return Optional.ofNullable(content.values().get(variable)).map(text -> new Found.Text(NAME, text));
    }

    @Override
    public Collection<String> names() {
        return content.values().keySet();
    }

    @Override
    public void close() {
        content.wipe();
    }
}

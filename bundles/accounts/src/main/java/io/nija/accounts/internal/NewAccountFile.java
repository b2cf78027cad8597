package io.nija.accounts.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.KeyVariables;

/** The file of an account that is being added: put in place whole, and never over one that is there. */
final class NewAccountFile {

    private NewAccountFile() {}

    static String text(AccountId id, BrokerId broker, List<KeyVariables> variables) {
        KeyVariables preferred = variables.get(0);
        return """
                # Written by 'account add'. An edit takes effect within five seconds. Keys of brokers never stand here:
                # they belong into .env, as %s and %s.

                # As people call it.
                name = %s

                # master: the operator's own account (one at most); user: an account the operator runs for somebody.
                role = %s

                # Where the account is, as a comma list. Each is a lane of its own.
                brokers = %s

                # observe only reads; live may trade, once the lane is armed as well.
                mode.%s = observe

                # The profile that limits what strategies may risk.
                risk = careful
                """.formatted(preferred.key(), preferred.secret(), id, AccountText.usualRole(id).name().toLowerCase(Locale.ROOT),
                broker, broker);
    }

    /** @throws FileAlreadyExistsException when there is such a file already; then nothing was changed */
    static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.deleteIfExists(part);
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            place(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** A link appears whole or not at all, and never over another file, which a move would replace. */
    private static void place(Path part, Path file) throws IOException {
        try {
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException | AccessDeniedException refused) {
            throw refused;
        } catch (FileSystemException | UnsupportedOperationException noLinks) {
            // Not atomic against somebody who writes the same file in this moment, but it does not replace either.
            Files.move(part, file);
        }
    }
}

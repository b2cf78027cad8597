package io.nija.journal.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.zip.CRC32C;

import io.nija.journal.Checkpoint;
import io.nija.journal.Checkpoints;
import io.nija.journal.JournalException;
import io.nija.journal.JournalHealth;
import io.nija.journal.internal.backup.PrivateFiles;
import io.nija.journal.internal.store.JournalFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints as files beside the journal, one for each name: so that a large one is never in the way of a record, is in no
 * backup, and takes no room that a full disk needs for exits. A file is replaced as a whole and says of itself of which journal and
 * up to which record it is; a checksum over all of it shows one that a power cut left torn.
 *
 * <p>The form: a line with the form's version and the CRC-32C of all that follows; a line with the epoch, the sequence of the last
 * record that is in it, that record's own checksum, and the name; then the body.
 */
final class CheckpointFiles implements Checkpoints {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);
    private static final String FORM = "nija-checkpoint-1 ";

    private final Path folder;
    private final JournalFile journal;
    private final UUID epoch;
    private final HealthNotes health;

    CheckpointFiles(Path folder, JournalFile journal, HealthNotes health) {
        this.folder = folder;
        this.journal = journal;
        epoch = journal.epoch();
        this.health = health;
    }

    @Override
    public Optional<Checkpoint> find(String name) {
        Path file = file(name);
        try {
            return Optional.of(read(name, Files.readAllBytes(file)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (Unusable | IOException | JournalException e) {
            LOG.warn("The checkpoint {} is not used ({}); everything is read from the journal instead [CHECKPOINT_DROPPED]", file, e.getMessage());
            drop(name);
            return Optional.empty();
        }
    }

    /** Why a checkpoint is none. */
    private static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why);
        }
    }

    private Checkpoint read(String name, byte[] bytes) throws Unusable {
        int first = line(bytes, 0);
        String form = text(bytes, 0, first);
        if (!form.startsWith(FORM)) {
            throw new Unusable("it is of another form than this version writes");
        }
        if (!form.equals(FORM + checksum(bytes, first + 1))) {
            throw new Unusable("its checksum is wrong");
        }
        int second = line(bytes, first + 1);
        String[] of = text(bytes, first + 1, second).split(" ", 4);
        if (of.length < 4 || !of[0].equals(epoch.toString()) || !of[3].equals(name)) {
            throw new Unusable("it was made of another journal");
        }
        long upTo = Long.parseLong(of[1]);
        OptionalLong there = journal.checksum(upTo);
        if (there.isEmpty()) {
            throw new Unusable("it knows more than the journal, which has no record " + upTo);
        }
        if (there.getAsLong() != Long.parseLong(of[2])) {
            throw new Unusable("the record " + upTo + " that it ends with is another one now");
        }
        return new Checkpoint(name, upTo, text(bytes, second + 1, bytes.length));
    }

    private static int line(byte[] bytes, int from) throws Unusable {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        throw new Unusable("it is cut off");
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static long checksum(byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, bytes.length - from);
        return crc.getValue();
    }

    @Override
    public void keep(Checkpoint checkpoint) {
        JournalHealth.State state = health.health().state();
        if (state != JournalHealth.State.OK && state != JournalHealth.State.DAMAGED) {
            // What room there is belongs to records.
            return;
        }
        Path file = file(checkpoint.name());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            OptionalLong end = journal.checksum(checkpoint.upTo());
            if (end.isEmpty()) {
                return;
            }
            byte[] rest = (epoch + " " + checkpoint.upTo() + " " + end.getAsLong() + " " + checkpoint.name() + "\n" + checkpoint.body())
                    .getBytes(StandardCharsets.UTF_8);
            byte[] head = (FORM + checksum(rest, 0) + "\n").getBytes(StandardCharsets.UTF_8);
            Files.createDirectories(folder);
            Files.deleteIfExists(part);
            PrivateFiles.create(part);
            try (var out = Files.newOutputStream(part)) {
                out.write(head);
                out.write(rest);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | JournalException e) {
            LOG.warn("The checkpoint {} cannot be written ({}); the next start takes longer [CHECKPOINT_NOT_KEPT]", file, e.getMessage());
            delete(part);
        }
    }

    @Override
    public void drop(String name) {
        delete(file(name));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted ({}); delete it by hand.", file, e.getMessage());
        }
    }

    private Path file(String name) {
        if (!name.matches("[a-z0-9_./-]+")) {
            throw new IllegalArgumentException("A checkpoint cannot have the name " + name + ".");
        }
        return folder.resolve(name.replace('/', '+') + ".checkpoint");
    }
}

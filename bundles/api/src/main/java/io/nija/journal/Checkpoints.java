package io.nija.journal;

import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Checkpoints of a journal: only a cache. One that is missing costs a longer start and nothing else, so it is neither forced to
 * the disk nor part of a backup, and a restored journal has none. Thread-safe.
 */
@ProviderType
public interface Checkpoints {

    /** For a journal that keeps none. */
    Checkpoints NONE = new Checkpoints() {

        @Override
        public Optional<Checkpoint> find(String name) {
            return Optional.empty();
        }

        @Override
        public void keep(Checkpoint checkpoint) {
            // It can be made again.
        }

        @Override
        public void drop(String name) {
            // There is none.
        }
    };

    /**
     * The last one kept of that name; waits for the disk. One that is damaged, of another journal or epoch, of records that this
     * journal does not have, or of another form is dropped with one line in the log.
     *
     * @param name {@code [a-z0-9_./-]+}
     */
    Optional<Checkpoint> find(String name);

    /**
     * Keeps it in place of the one of that name. Waits for the disk but forces nothing, and keeps nobody from writing records:
     * for a queue that nothing waits for. What cannot be kept is one line in the log.
     */
    void keep(Checkpoint checkpoint);

    /** Forgets it; nothing when there is none. */
    void drop(String name);
}

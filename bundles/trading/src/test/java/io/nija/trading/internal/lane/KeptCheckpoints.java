package io.nija.trading.internal.lane;

import java.util.Map;
import java.util.Optional;

import io.nija.journal.Checkpoint;
import io.nija.journal.Checkpoints;

/** Checkpoints in a map. */
public record KeptCheckpoints(Map<String, Checkpoint> kept) implements Checkpoints {

    @Override
    public Optional<Checkpoint> find(String name) {
        return Optional.ofNullable(kept.get(name));
    }

    @Override
    public void keep(Checkpoint checkpoint) {
        kept.put(checkpoint.name(), checkpoint);
    }

    @Override
    public void drop(String name) {
        kept.remove(name);
    }
}

package io.nija.journal.internal.store;

import io.nija.journal.Arming;
import io.nija.journal.Checkpoint;
import io.nija.journal.ConfigurationVersion;
import io.nija.journal.JournalRecord;
import io.nija.journal.Mark;
import io.nija.journal.PlugInHash;
import io.nija.journal.SwitchChange;

/** Under which name a record replaces the one before it. */
public final class StandingKey {

    private StandingKey() {}

    /** The name, unique together with kind and lane; null for a kind whose records do not replace each other. */
    public static String of(JournalRecord record) {
        if (record instanceof Mark mark) {
            return mark.name();
        }
        if (record instanceof SwitchChange change) {
            return change.scope().kind() + " " + change.scope().name();
        }
        if (record instanceof Arming) {
            return "";
        }
        if (record instanceof ConfigurationVersion version) {
            return version.file();
        }
        if (record instanceof PlugInHash hash) {
            return hash.symbolicName();
        }
        return record instanceof Checkpoint checkpoint ? checkpoint.name() : null;
    }

    /** @throws IllegalArgumentException for a kind whose records do not replace each other */
    public static void require(Class<? extends JournalRecord> kind) {
        if (kind != Mark.class && kind != SwitchChange.class && kind != Arming.class && kind != ConfigurationVersion.class
                && kind != PlugInHash.class && kind != Checkpoint.class) {
            throw new IllegalArgumentException("Records of the kind " + kind.getSimpleName() + " do not replace each other.");
        }
    }
}

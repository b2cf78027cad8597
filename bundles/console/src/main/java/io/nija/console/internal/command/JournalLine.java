package io.nija.console.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.console.internal.render.Ages;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalMonitor;
import io.nija.journal.JournalStorage;

/** The journal on the board: one line while it is well, and what to do when it is not. */
final class JournalLine {

    private JournalLine() {}

    /** @param journal null when nobody knows of it */
    static Map<String, Object> json(JournalMonitor journal) {
        if (journal == null) {
            return null;
        }
        JournalHealth health = journal.health();
        JournalStorage storage = journal.storage();
        boolean open = health.state() != JournalHealth.State.OPENING && health.state() != JournalHealth.State.FAILED;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", health.state().name());
        json.put("code", health.code());
        json.put("reason", health.reason());
        json.put("hint", health.hint());
        json.put("records", open ? health.last() : null);
        json.put("lastForcedAt", storage.lastForcedAt());
        json.put("file", storage.place() == null ? null : storage.place().toString());
        json.put("bytes", storage.bytes());
        json.put("reserveBytes", storage.reserve());
        json.put("reserveHeldBytes", storage.reserveHeld());
        json.put("damage", health.damage());
        return json;
    }

    /** @param journal null when nobody knows of it */
    static List<String> text(JournalMonitor journal) {
        if (journal == null) {
            return List.of();
        }
        JournalHealth health = journal.health();
        JournalStorage storage = journal.storage();
        List<String> lines = new ArrayList<>();
        switch (health.state()) {
            case OK -> lines.add("Journal: well, " + health.last() + " records" + (storage.bytes() == null ? "" : ", "
                    + storage.bytes() / 1024 + " KiB") + (storage.lastForcedAt() == null ? ", nothing written yet"
                            : ", last forced to the disk at " + Ages.time(storage.lastForcedAt())) + ".");
            case OPENING -> lines.add("Journal: " + health.reason());
            case DAMAGED, RESERVE, FAILED -> {
                lines.add("JOURNAL " + health.state() + ": " + health.reason() + (health.writes() ? " No entry is sent; exits are."
                        : " Nothing automatic is sent."));
                if (!health.hint().isEmpty()) {
                    lines.add("  " + health.hint());
                }
            }
        }
        return lines;
    }
}

package io.nija.report.internal;

import static io.nija.report.internal.Markdown.code;
import static io.nija.report.internal.Markdown.plain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.journal.JournalHealth;
import io.nija.journal.JournalStorage;

/**
 * The journal at the moment of the report.
 *
 * @param health how it is
 * @param storage where it is
 */
record JournalState(JournalHealth health, JournalStorage storage) {

    /** As items of a list. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(switch (health.state()) {
            case OK -> "It is well and takes everything.";
            case OPENING -> "It is being opened.";
            case DAMAGED, RESERVE -> "**" + health.state() + "**: entries are refused, exits are still written. " + plain(health.reason())
                    + " " + plain(health.hint());
            case FAILED -> "**FAILED** (" + code(health.code()) + "): nothing automatic is sent. " + plain(health.reason()) + " "
                    + plain(health.hint());
        });
        health.damage().forEach(damage -> lines.add("Damaged: " + plain(damage)));
        if (storage.place() != null) {
            lines.add("File: " + code(storage.place().toString()) + (storage.bytes() == null ? "" : ", " + storage.bytes() + " bytes")
                    + (health.writes() ? ", " + health.last() + " records" : ""));
        }
        if (health.writes()) {
            lines.add("Last forced to the disk: " + (storage.lastForcedAt() == null ? "not since it was opened"
                    : ReportText.time(storage.lastForcedAt())));
        }
        if (storage.reserve() != null) {
            lines.add("Set aside for a full disk: " + storage.reserve() + " bytes, of which "
                    + (storage.reserveHeld() == null ? "an unknown part is" : storage.reserveHeld() + " are") + " there");
        }
        return lines;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", health.state().name());
        json.put("code", health.code());
        json.put("reason", health.reason());
        json.put("hint", health.hint());
        json.put("records", health.writes() ? health.last() : null);
        json.put("lastForcedAt", storage.lastForcedAt());
        json.put("file", storage.place() == null ? null : storage.place().toString());
        json.put("bytes", storage.bytes());
        json.put("reserveBytes", storage.reserve());
        json.put("reserveHeldBytes", storage.reserveHeld());
        json.put("damage", health.damage());
        return json;
    }
}

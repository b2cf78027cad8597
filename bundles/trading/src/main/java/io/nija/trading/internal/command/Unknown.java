package io.nija.trading.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.account.LaneId;
import io.nija.command.Exit;

/** The lanes of a list about which nothing is known: an empty list must mean that there is nothing. */
final class Unknown {

    private final List<Map<String, Object>> lanes = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int all;

    /** One more lane that the list is about. */
    void lane() {
        all++;
    }

    /** Of this one nothing is known. */
    void add(LaneId lane, String what, String code, String why) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", lane.account().value());
        json.put("broker", lane.broker().value());
        json.put("code", code);
        json.put("why", why);
        lanes.add(json);
        notes.add(lane + ": its " + what + " are unknown. " + why + " [" + code + "]");
    }

    /** What is known, and of whom nothing is. */
    Map<String, Object> document(String name, List<?> items) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(name, items);
        if (!lanes.isEmpty()) {
            document.put("unknown", lanes);
        }
        return document;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** All known: 0, some: 1, none: 2; nothing to know: 0. */
    int exit() {
        return lanes.isEmpty() ? Exit.OK : lanes.size() < all ? Exit.SOME : Exit.NONE;
    }
}

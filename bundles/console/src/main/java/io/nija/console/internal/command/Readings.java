package io.nija.console.internal.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.nija.account.LaneId;
import io.nija.broker.Observation;
import io.nija.broker.Observation.Known;
import io.nija.broker.Observation.Missing;
import io.nija.broker.Observation.Stale;
import io.nija.command.Exit;
import io.nija.console.internal.render.Ages;

/**
 * Collects the same observation of several sources (lanes or brokers) for one list. What could not be read is told
 * on standard error and lowers the exit code: an empty list must mean that there is nothing.
 *
 * @param <T> what is observed
 */
final class Readings<T> {

    private final String what;
    private final Instant now;
    private final List<Reading<T>> readings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Map<String, Object>> unknown = new ArrayList<>();
    private int sources;
    private int current;

    /** @param what in plain words, for example {@code balances} */
    Readings(String what, Instant now) {
        this.what = what;
        this.now = now;
    }

    void add(String source, Observation<T> observation) {
        sources++;
        if (observation instanceof Known<T> known) {
            current++;
            readings.add(new Reading<>(source, known.value(), known.at(), false));
        } else if (observation instanceof Stale<T> stale) {
            readings.add(new Reading<>(source, stale.value(), stale.at(), true));
            notes.add(source + ": the " + what + " are " + Ages.age(stale.at(), now) + " old: " + stale.reason()
                    + " (" + stale.code() + ")");
        } else if (observation instanceof Missing<T> missing) {
            notes.add(source + ": the " + what + " are unknown: " + missing.reason() + " (" + missing.code() + ")");
            unknown.add(unknown(source, missing));
        }
    }

    private static Map<String, Object> unknown(String source, Missing<?> missing) {
        boolean lane = source.indexOf('/') > 0;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", lane ? LaneId.parse(source).account().value() : null);
        json.put("broker", lane ? LaneId.parse(source).broker().value() : source);
        json.put("code", missing.code());
        json.put("why", missing.reason());
        return json;
    }

    /** The document of a list: what is known, and of whom nothing is known, so that no empty list is taken for none. */
    Map<String, Object> document(String name, List<?> items) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put(name, items);
        if (!unknown.isEmpty()) {
            document.put("unknown", unknown);
        }
        return document;
    }

    /** All current: 0; at least one was read at some time: 1; none: 2; nothing to read: 0. */
    int exit() {
        if (current == sources) {
            return Exit.OK;
        }
        return readings.isEmpty() ? Exit.NONE : Exit.SOME;
    }

    List<String> notes() {
        return notes;
    }

    /** One entry per item of each reading. */
    <R> List<R> map(Function<Reading<T>, List<R>> items) {
        List<R> all = new ArrayList<>();
        readings.forEach(reading -> all.addAll(items.apply(reading)));
        return all;
    }

    /** How old a reading is; a stale one says so. */
    String age(Reading<T> reading) {
        String age = Ages.age(reading.at(), now);
        return reading.stale() ? "stale, " + age : age;
    }

    /**
     * What one source said.
     *
     * @param source a lane or a broker
     * @param value what it said
     * @param at when
     * @param stale whether it is too old to act on
     */
    record Reading<T>(String source, T value, Instant at, boolean stale) {}
}

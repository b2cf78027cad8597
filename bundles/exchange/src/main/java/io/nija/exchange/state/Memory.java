package io.nija.exchange.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;

import io.nija.exchange.market.Crowd;
import io.nija.exchange.venue.Image;
import io.nija.exchange.venue.Input;
import io.nija.exchange.venue.Recorder;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Restoring;
import io.nija.exchange.venue.Venue;
import io.nija.exchange.venue.VenueClock;

/**
 * An exchange's memory. Since the exchange follows from its origin, its inputs and their times, those are all that is
 * written: each before it takes effect, so before anybody is told. To remember is to let them happen again. Guarded by
 * the venue's lock, but for {@link #close}.
 */
public final class Memory implements Recorder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);
    /** How long an exchange lets pass, by the machine's clock, without a note of it. */
    private static final long LONGEST_SILENCE = TimeUnit.SECONDS.toNanos(10);

    private final StateFile file;
    private Venue venue;
    private Origin origin;
    /** What is gone on from; null for the origin. */
    private Image image;
    private long notedUntil;

    private Memory(StateFile file) {
        this.file = file;
    }

    /**
     * Opens a memory for this process alone, or makes an empty one.
     *
     * @throws StateRefused with one sentence when that cannot be
     */
    public static Memory open(Path path) throws IOException {
        StateFile file = StateFile.open(path);
        boolean opened = false;
        try {
            Memory memory = new Memory(file);
            memory.readOrigin();
            opened = true;
            return memory;
        } finally {
            if (!opened) {
                file.close();
            }
        }
    }

    /** How the exchange of a file began, without opening it for this process; empty when there is none yet. */
    public static Optional<Origin> originOf(Path path) {
        try (var lines = Files.lines(path)) {
            return lines.findFirst().map(text -> Line.parse(1, text))
                    .filter(line -> line.kind() == Line.HEADER)
                    .map(line -> Notes.MAPPER.readValue(line.json(), Origin.class));
        } catch (IOException | UncheckedIOException | JacksonException notYet) {
            return Optional.empty();
        }
    }

    private void readOrigin() throws IOException {
        if (file.isEmpty()) {
            return;
        }
        Line first = file.first();
        if (first.kind() != Line.HEADER) {
            throw new StateRefused("The file " + file.path() + " is not the state of a simulator.");
        }
        int format = Notes.MAPPER.readTree(first.json()).path("format").asInt(0);
        if (format != Origin.FORMAT) {
            throw new StateRefused("The state " + file.path() + " has the format " + format + " of another version; "
                    + "this one reads format " + Origin.FORMAT + ". It was not changed.");
        }
        origin = Notes.MAPPER.readValue(first.json(), Origin.class);
        image = file.second().filter(second -> second.kind() == Line.SNAPSHOT).map(second -> Notes.MAPPER.readValue(second.json(), Image.class))
                .orElse(null);
    }

    /** How the exchange began; empty when there is nothing to remember. */
    public Optional<Origin> origin() {
        return Optional.ofNullable(origin);
    }

    /**
     * The exchange that is remembered, or a new one when nothing is; from then on what happens is noted.
     *
     * @param fresh how a new one begins
     * @param clock stands while it is remembered, and goes when this returns
     * @param strangers of an exchange of that origin
     * @throws StateRefused with one sentence when the memory is damaged or not of this version
     */
    public Venue venue(Origin fresh, VenueClock clock, Function<Origin, Crowd.Maker> strangers) throws IOException {
        Origin begun = origin().orElse(fresh);
        clock.standAt(image == null ? begun.start() : image.time());
        Venue exchange = new Venue(begun.seed(), begun.tier(), clock, strangers.apply(begun));
        synchronized (exchange) {
            attach(exchange, begun);
            clock.go();
        }
        return exchange;
    }

    /**
     * Takes over a new exchange, or lets everything that is remembered happen again in one that stands at its origin;
     * from then on notes what happens. The exchange's clock stands meanwhile, and goes when this returns.
     *
     * @param begun the exchange's origin
     * @throws StateRefused with one sentence when the memory is damaged or not of this version
     */
    public void attach(Venue exchange, Origin begun) throws IOException {
        venue = exchange;
        if (origin == null) {
            origin = begun;
            file.append(new Line(Line.HEADER, Notes.MAPPER.writeValueAsString(begun)));
        } else {
            file.read(this::again);
            image = null;
            if (file.tornBytes() > 0) {
                LOG.warn("The last {} bytes of the state {} were an unfinished line: something that was being written "
                        + "when the simulator died, and was never answered. They were left out.", file.tornBytes(),
                        file.path());
            }
        }
        notedUntil = venue.time();
        venue.record(this);
    }

    /**
     * Keeps how all accounts are now, in place of how they came to it: the next start goes on from there, with markets that
     * begin anew at that moment. The exchange ends with this: nobody may be told of anything that happens in it afterwards.
     *
     * @throws IllegalStateException when the exchange has keys
     */
    public void condense() throws IOException {
        venue.record((time, input) -> {
            throw new IllegalStateException("This exchange has ended.");
        });
        file.replace(new Line(Line.HEADER, Notes.MAPPER.writeValueAsString(origin)), new Line(Line.SNAPSHOT, Notes.MAPPER.writeValueAsString(new Restoring(venue).image())));
    }

    private void again(long number, Line line) throws StateRefused {
        try {
            switch (line.kind()) {
                case Line.HEADER -> { }
                case Line.SNAPSHOT -> new Restoring(venue).restore(Objects.requireNonNull(image));
                case Line.INPUT -> again(number, Notes.MAPPER.readValue(line.json(), Notes.Noted.class));
                case Line.USE -> {
                    Notes.Used used = Notes.MAPPER.readValue(line.json(), Notes.Used.class);
                    venue.clock().standAt(used.at());
                    venue.replayUse(used.at(), used.key(), used.nonce(), used.cost());
                }
                case Line.CLOCK -> {
                    Notes.Clock clock = Notes.MAPPER.readValue(line.json(), Notes.Clock.class);
                    venue.clock().standAt(clock.at());
                    venue.replay(clock.at());
                    venue.clock().skew(Duration.ofNanos(clock.skew()));
                }
                default -> throw new StateRefused(file.damaged(number));
            }
        } catch (JacksonException unreadable) {
            throw new StateRefused(file.damaged(number), unreadable);
        }
    }

    private void again(long number, Notes.Noted noted) throws StateRefused {
        Input<?> input = noted.input();
        venue.clock().standAt(noted.at());
        venue.replay(noted.at());
        if (venue.idsGiven() != noted.ids()) {
            throw new StateRefused("The state " + file.path() + " was written by another version of the simulator: from "
                    + "line " + number + " on it does not lead to the same exchange. Go on with that version, or with "
                    + "another file.");
        }
        try {
            venue.replay(noted.at(), input);
        } catch (Refused | IllegalArgumentException again) {
            LOG.debug("Refused then, refused again: {}", again.getMessage());
        }
    }

    @Override
    public void input(long time, Input<?> input) {
        note(time, new Line(Line.INPUT, Notes.input(time, venue.idsGiven(), input)));
    }

    @Override
    public void used(long time, String key, String nonce, long cost) {
        note(time, new Line(Line.USE, Notes.MAPPER.writeValueAsString(new Notes.Used(time, key, nonce, cost))));
    }

    /** The exchange's clock was made wrong. */
    public void skewed() {
        noteClock(venue.time());
    }

    /** Somebody is about to be told what happened by now: it has happened by then when it is remembered, too. */
    public void seen() {
        if (venue.time() > notedUntil) {
            noteClock(venue.time());
        }
    }

    /** Time passes; a note of it now and then, so that what everybody saw meanwhile is the same when it is remembered. */
    public void passes() {
        if (venue.time() - notedUntil >= LONGEST_SILENCE * venue.clock().speed()) {
            noteClock(venue.time());
        }
    }

    /** The file, for the control address. */
    public Map<String, Object> about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("file", file.path().toString());
        about.put("lines", file.lines());
        about.put("bytes", file.length());
        return about;
    }

    private void noteClock(long time) {
        note(time, new Line(Line.CLOCK, Notes.MAPPER.writeValueAsString(
                new Notes.Clock(time, venue.clock().skew().toNanos()))));
    }

    private void note(long time, Line line) {
        try {
            file.append(line);
            notedUntil = time;
        } catch (IOException failed) {
            LOG.error("The state {} cannot be written: {}. Nothing is acknowledged that is not written; free some disk "
                    + "and the next request is tried again.", file.path(), failed.toString());
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits for the disk and lets another process have the file. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}

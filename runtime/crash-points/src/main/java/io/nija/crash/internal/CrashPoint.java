package io.nija.crash.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.nija.account.LaneId;
import io.nija.platform.Boundary;
import io.nija.platform.Installation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Halts the process at the boundary that the file {@code crash} of the data folder names: {@code NAME N [MILLIS]}, the n-th
 * time that it is passed from now on, so many milliseconds later. A halt runs no hook and closes nothing. The file is gone
 * afterwards, and {@code crashed} says where it was.
 */
@Component(service = Boundary.class, immediate = true)
public final class CrashPoint implements Boundary {

    /** What is asked for, and how often it was passed since. */
    private record Order(String text, int passed) {}

    private final Path order;
    private final Path done;
    private final AtomicReference<Order> standing = new AtomicReference<>(new Order("", 0));

    @Activate
    public CrashPoint(@Reference Installation installation) {
        order = installation.data().resolve("crash");
        done = installation.data().resolve("crashed");
    }

    @Override
    public void passed(String name, LaneId lane) {
        try {
            String text = Files.readString(order).strip();
            String[] words = text.split(" ");
            if (!words[0].equals(name)) {
                return;
            }
            int times = standing.updateAndGet(before -> new Order(text, before.text().equals(text) ? before.passed() + 1 : 1)).passed();
            if (times == Integer.parseInt(words[1])) {
                Files.move(order, done);
                if (words.length > 2) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[2])));
                }
                Runtime.getRuntime().halt(137);
            }
        } catch (NoSuchFileException none) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

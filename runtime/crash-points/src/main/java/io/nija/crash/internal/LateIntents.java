package io.nija.crash.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Map;

import io.nija.journal.Journal;
import io.nija.platform.Installation;
import io.nija.platform.TimeSource;
import io.nija.platform.Workers;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Puts the {@link LateJournal} before the journal when the data folder has a file {@code late-intents}, or {@link LateStops} when
 * it has {@code late-stops}, and starts the trading bundle again so that it takes it; {@code late-intents.on} says that it has.
 */
@Component(service = {}, immediate = true)
public final class LateIntents {

    private final ServiceRegistration<Journal> registration;

    @Activate
    public LateIntents(BundleContext context, @Reference Installation installation, @Reference Workers workers, @Reference TimeSource time,
            @Reference(target = "(!(late=true))") Journal journal) {
        Journal late = late(installation.data(), journal, time);
        if (late == null) {
            registration = null;
            return;
        }
        registration = context.registerService(Journal.class, late,
                new Hashtable<>(Map.of(Constants.SERVICE_RANKING, 1000, "late", "true")));
        workers.shared().execute(() -> again(context, installation.data().resolve("late-intents.on")));
    }

    /** The mistake that is wanted; null when none is. */
    private static Journal late(Path data, Journal journal, TimeSource time) {
        try {
            if (Files.exists(data.resolve("late-intents"))) {
                return new LateJournal(journal);
            }
            Path stops = data.resolve("late-stops");
            return Files.exists(stops) ? new LateStops(journal, time, Duration.ofMillis(Long.parseLong(Files.readString(stops).strip()))) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void again(BundleContext context, Path on) {
        Bundle trading = Arrays.stream(context.getBundles()).filter(bundle -> bundle.getSymbolicName().equals("io.nija.trading"))
                .findFirst().orElseThrow();
        try {
            trading.stop(Bundle.STOP_TRANSIENT);
            trading.start(Bundle.START_TRANSIENT);
            Files.writeString(on, Long.toString(ProcessHandle.current().pid()));
        } catch (BundleException e) {
            throw new IllegalStateException("The trading bundle did not start again", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Deactivate
    void stop() {
        if (registration != null) {
            registration.unregister();
        }
    }
}

package io.nija.simulator.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Workers;
import io.nija.exchange.venue.Tier;

/**
 * The exchange of {@code nija demo}: starts with the platform, gives each configured Kraken account a venue account of
 * its own, and writes its address and keys where a person would have put them. Does nothing when NIJA was started in
 * another way.
 */
@Component(immediate = true, service = {})
public final class DemoExchange {

    private static final Tier TIER = Tier.INTERMEDIATE;

    private static final Logger LOG = LoggerFactory.getLogger(DemoExchange.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Installation installation;
    private final TimeSource time;
    private final SerialQueue queue;
    private Exchange exchange;
    private boolean stopped;

    @Activate
    public DemoExchange(@Reference Installation installation, @Reference TimeSource time, @Reference Workers workers) {
        this.installation = installation;
        this.time = time;
        queue = workers.serial("demo-exchange");
        if (installation.start() == Installation.Start.DEMO) {
            queue.execute(this::start);
        }
    }

    private void start() {
        try {
            DemoFolder folder = new DemoFolder(installation.config());
            List<DemoFolder.AccountFile> accounts = folder.accounts();
            Exchange started = Exchange.start(new ExchangeOptions(0, seed(installation.data()),
                    accounts.stream().filter(DemoFolder.AccountFile::kraken)
                            .map(DemoFolder.AccountFile::id).toList(), TIER, ""), time);
            if (!keep(started)) {
                started.close();
                return;
            }
            if (folder.isNew()) {
                folder.writeStrategy(accounts);
            }
            // The address first: keys that are seen before it would be tried at the address of the last start.
            folder.writeBroker(started, TIER);
            folder.writeKeys(accounts, started.accounts());
            LOG.info("The demo exchange is at {}, its control address is {}, with {} Kraken accounts.",
                    started.rest(), started.control(), started.accounts().size());
        } catch (IOException failed) {
            LOG.error("The demo exchange was not started: {}. The accounts stay unconnected; check that {} can be "
                    + "written and start again.", failed.toString(), installation.config());
        }
    }

    /** Each data folder has an exchange of its own, the same at every start: its keys collide with nobody else's. */
    private static long seed(Path data) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(data.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    private synchronized boolean keep(Exchange started) {
        exchange = stopped ? null : started;
        return !stopped;
    }

    private synchronized Exchange last() {
        stopped = true;
        return exchange;
    }

    @Deactivate
    void stop() {
        Exchange running = last();
        if (!queue.close(LIMIT)) {
            LOG.warn("The demo exchange's start did not end within {} s.", LIMIT.toSeconds());
        }
        if (running != null) {
            running.close();
        }
    }
}

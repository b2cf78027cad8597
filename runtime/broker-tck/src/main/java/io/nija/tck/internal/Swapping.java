package io.nija.tck.internal;

import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

import io.nija.order.OwnOrders.OwnOrder;
import io.nija.status.LadderState;
import io.nija.tck.Venue.BookedOrder;

import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** The broker's file is replaced while people order. */
final class Swapping {

    private static final int TRADERS = 3;

    private Swapping() {}

    static String underLoad(Bench bench) throws Exception {
        Bundle bundle = bench.nija.bundle();
        Path file = Path.of(bench.nija.context().getProperty("nija.deploy")).resolve(bundle.getLocation().substring("nija:deploy/".length()));
        Path before = Files.copy(file, file.resolveSibling("before.jar.part"), StandardCopyOption.REPLACE_EXISTING);
        List<Trader> traders = new ArrayList<>();
        for (int account = 1; account <= TRADERS; account++) {
            bench.nija.await(bench.at(account).lane, LadderState.RECONCILED);
            traders.add(new Trader(bench.at(account)));
        }
        try {
            Check.await("everybody has ordered", () -> traders.stream().allMatch(trader -> trader.ids.size() > 1));
            Version was = bundle.getVersion();
            Version next = new Version(was.getMajor(), was.getMinor() + 1, 0);
            variant(before, file, next);
            Check.await("the bundle is " + next, () -> bundle.getVersion().equals(next) && bundle.getState() == Bundle.ACTIVE);
            List<Integer> then = traders.stream().map(trader -> trader.ids.size()).toList();
            Check.await("everybody orders again", () -> {
                for (int trader = 0; trader < traders.size(); trader++) {
                    if (traders.get(trader).ids.size() < then.get(trader) + 2) {
                        return false;
                    }
                }
                return true;
            });
            int orders = 0;
            Map<String, Integer> refused = new TreeMap<>();
            for (Trader trader : traders) {
                orders += trader.end();
                trader.refusals.forEach((words, times) -> refused.merge(words, times, Integer::sum));
            }
            return orders + (refused.isEmpty() ? "" : " and " + refused + " refused") + " orders of " + TRADERS + " accounts around the update to " + next + ", each at the venue once";
        } finally {
            for (Trader trader : traders) {
                trader.close();
            }
            Files.move(before, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Check.await("the bundle is the tested one again", () -> bundle.getVersion().getMinor() == 1 || bundle.getState() == Bundle.ACTIVE);
            for (int station = 0; station < Surroundings.STATIONS; station++) {
                bench.nija.await(bench.at(station).lane, LadderState.RECONCILED);
            }
        }
    }

    /** The same bundle with another version: what a next build of it would be. */
    private static void variant(Path from, Path to, Version version) throws Exception {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try (JarFile jar = new JarFile(from.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            manifest.getMainAttributes().putValue("Bundle-Version", version.toString());
            try (OutputStream out = Files.newOutputStream(part); JarOutputStream copy = new JarOutputStream(out, manifest)) {
                for (ZipEntry entry : jar.stream().filter(entry -> !entry.getName().equals(JarFile.MANIFEST_NAME)).toList()) {
                    copy.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(copy);
                    }
                    copy.closeEntry();
                }
            }
        }
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Orders and cancels, one after the other. */
    private static final class Trader implements AutoCloseable {

        private final Bench bench;
        private final BigDecimal price;
        private final BigDecimal quantity;
        private final List<String> ids = Collections.synchronizedList(new ArrayList<>());
        private final List<String> failed = Collections.synchronizedList(new ArrayList<>());
        private final Thread thread;
        private final int before;
        private final Map<String, Integer> refusals = new ConcurrentSkipListMap<>();
        private volatile boolean over;

        Trader(Bench bench) throws Exception {
            this.bench = bench;
            price = bench.priced("0.5");
            quantity = bench.quantity(price, 1);
            before = bench.venue.orders(bench.account).size();
            thread = new Thread(this::trade, "broker-tck trader");
            thread.start();
        }

        private void trade() {
            while (!over) {
                try {
                    Nija.Said said = bench.nija.say("order", "buy", bench.lane.toString(), bench.symbol.toString(), quantity.toPlainString(), "--limit",
                            price.toPlainString());
                    if (said.exit() == 2) {
                        // A definite "no" while the broker is away loses nothing; that nothing was sent is counted at the venue.
                        refusals.merge(said.words(), 1, Integer::sum);
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000L);
                    } else {
                        ids.add(said.json().path("id").asString());
                        bench.nija.say("cancel", said.json().path("id").asString());
                    }
                } catch (Exception | AssertionError trouble) {
                    failed.add(trouble.toString());
                }
            }
        }

        /** Every order is at the venue once, and nothing else is. */
        int end() throws Exception {
            close();
            Check.same(List.of(), List.copyOf(failed), "the orders of " + bench.lane + " that were refused");
            for (String id : ids) {
                Check.await(() -> id + " is at the venue; it is " + bench.own(id), () -> bench.own(id).view().venueOrderId() != null);
            }
            List<String> known = new ArrayList<>();
            for (String id : ids) {
                OwnOrder own = bench.own(id);
                known.add(own.view().venueOrderId());
            }
            List<String> booked = bench.venue.orders(bench.account).stream().map(BookedOrder::id).toList();
            Check.same(before + known.size(), booked.size(), "the number of orders at the venue of " + bench.lane);
            Check.that(booked.containsAll(known), "an order that NIJA knows is not at the venue");
            return known.size();
        }

        @Override
        public void close() throws InterruptedException {
            over = true;
            thread.join();
        }
    }
}

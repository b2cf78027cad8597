package io.nija.blackbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.nija.campaign.Line;
import io.nija.campaign.VenueBooks;
import io.nija.testkit.Eventually;
import io.nija.testkit.Exchange;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The journal's disk is full while NIJA trades: its writes fail as the system lets them fail, by the layer below the journal's
 * own tests. Needs Linux and a C compiler; part of the long campaign.
 */
@EnabledIfSystemProperty(named = "nija.long", matches = "true")
class FullDiskTest {

    private static final Duration SOON = Duration.ofSeconds(180);
    private static final long DISK = 48L << 20;
    /** A page or two: less than the intent of an order needs again and again. */
    private static final long LEFT = 16L << 10;
    private static final String TOLD = "No entry is sent; exits are.";
    private static final int MOST = 400;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path root;

    private Path layer;

    @BeforeEach
    void compile() throws Exception {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "SKIPPED, this machine is no Linux");
        layer = root.resolve("disk.so");
        Process compiler;
        try {
            compiler = new ProcessBuilder("cc", "-shared", "-fPIC", "-O1", "-o", layer.toString(),
                    Path.of("../../bundles/journal/src/test/c/disk.c").toString(), "-ldl", "-lpthread").inheritIO().start();
        } catch (IOException absent) {
            Assumptions.abort("SKIPPED, this machine lacks a C compiler (cc)");
            return;
        }
        assertThat(compiler.waitFor()).isZero();
    }

    @Test
    void nothingIsSentWhileTheDiskIsFullOneSentenceSaysSoAndItGoesOnWhenThereIsRoom() throws Exception {
        Shell shell = Shell.in(root);
        shell.write(shell.config.resolve("io.nija.journal.cfg"), "reserve.mib = 1");
        Path account = shell.config.resolve("io.nija.account-master.cfg");
        Files.writeString(account, Files.readString(account).replace("risk = careful", "risk = open"));
        Files.createDirectories(shell.data);
        try (Exchange exchange = Exchange.start(shell, "--accounts", "3", "--seed", "11", "--tier", "unlimited")) {
            exchange.configure(shell, "tier=unlimited");
            shell.env(exchange.envForAll());
            JsonNode key = exchange.control("POST", "/keys", "{\"account\":\"" + exchange.id(0) + "\"}");
            VenueBooks books = new VenueBooks(exchange.rest(), key.path("key").asString(), key.path("secret").asString());
            Path journal = shell.data.toRealPath().resolve("journal");
            shell.with("NIJA_DISK_FOLDER", journal.toString()).with("NIJA_DISK_BYTES", Long.toString(DISK)).with("LD_PRELOAD", layer.toString());
            try (Shell.Running nija = shell.start("run", "--headless")) {
                Line line = new Line(shell.data);
                int[] number = {0};
                Eventually.happens("an order is taken", SOON, () -> !nija.process().isAlive() || order(line, number).exit() == 0);
                assertThat(nija.process().isAlive()).as(nija.err()).isTrue();

                Path filler = journal.resolve("somebody's file");
                try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
                    file.setLength(DISK - used(journal) - LEFT);
                }
                List<String> said = new ArrayList<>();
                Line.Said refused = null;
                for (int i = 0; i < MOST && refused == null; i++) {
                    Line.Said answer = order(line, number);
                    said.add(answer.exit() + " " + answer.err().strip());
                    refused = answer.err().contains("JOURNAL_NO_ENTRIES") ? answer : null;
                }
                assertThat(refused).as(said + nija.err()).isNotNull();
                int there = books.orders("master").size();
                for (int i = 0; i < 10; i++) {
                    Line.Said answer = order(line, number);
                    assertThat(answer.exit()).as(answer.err()).isEqualTo(2);
                    assertThat(answer.err().strip().lines()).as("one sentence").hasSize(1);
                }
                assertThat(books.orders("master")).as("orders at the exchange").hasSize(there);
                Eventually.happens("operators are told", SOON, () -> line.say(List.of("alerts")).out().contains(TOLD));

                Files.delete(filler);
                Eventually.happens("an order is taken again", SOON, () -> order(line, number).exit() == 0);
                assertThat(books.orders("master").size()).isGreaterThan(there);
                Eventually.happens("the alert is over", SOON, () -> {
                    Line.Said alerts = line.say(List.of("alerts"));
                    return !alerts.out().isEmpty() && !alerts.out().contains(TOLD);
                });
                System.out.println("Full disk: " + said.size() + " orders until " + refused.err().strip() + "; " + there + " at the exchange then");
            }
        }
    }

    private static Line.Said order(Line line, int[] number) throws IOException {
        return line.say(List.of("order", "buy", "master/kraken", "BTC/USD", "0.001", "--limit", "20000", "--id", "full" + ++number[0]));
    }

    private static long used(Path folder) throws IOException {
        long used = 0;
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                used += Files.size(file);
            }
        }
        return used;
    }
}

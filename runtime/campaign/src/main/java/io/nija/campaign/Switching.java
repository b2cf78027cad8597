package io.nija.campaign;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipFile;

import io.nija.campaign.Line.Said;

/**
 * What a person does besides orders: halts and resumes, sells everything, makes backups, disarms. Remembers what was
 * acknowledged, and says what does not keep to it. One thread at a time acts; any may read.
 */
final class Switching {

    private final String account;
    private final Line line;
    private final Random random;
    private final List<Flatten> flattens = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    /** The switch that was asked for last; null when that was none. */
    private String standing;
    /** Whether the last answer was clear. */
    private boolean certain = true;

    Switching(String account, Line line, Random random) {
        this.account = account;
        this.line = line;
        this.random = random;
    }

    synchronized List<Flatten> flattens() {
        return List.copyOf(flattens);
    }

    synchronized List<String> seen() {
        return List.copyOf(seen);
    }

    /** Whether something of it is to be done now. */
    boolean wants(String lean) {
        return random.nextInt(100) < (standing != null ? 15 : lean.isEmpty() ? 3 : 30);
    }

    Said act(String lean) throws IOException {
        if (standing != null) {
            return random.nextInt(100) < 60 ? say("resume", null) : flatten();
        }
        return switch (lean.isEmpty() ? List.of("switch", "flatten", "backup", "arming").get(random.nextInt(4)) : lean) {
            case "switch" -> random.nextBoolean() ? say("halt", "halt") : say("entries-off", "entries-off");
            case "flatten" -> flatten();
            case "backup" -> backup();
            case "arming" -> line.say(List.of("disarm", account + "/kraken"));
            default -> throw new IllegalArgumentException("Nobody knows how to " + lean);
        };
    }

    private Said say(String command, String then) throws IOException {
        boolean before = certain;
        certain = false;
        Said said = line.say(List.of(command, account, "--reason", "campaign"));
        if (said.exit() == 0) {
            standing = then;
            certain = true;
        } else if (said.exit() == Line.NOBODY || said.exit() == 2 || said.exit() == 64) {
            // Nothing was done; what stands is as sure as it was.
            certain = before;
        } else if (then != null) {
            standing = then;
        }
        return said;
    }

    private Said flatten() throws IOException {
        BigDecimal from = now();
        Flatten begun = new Flatten(account, from, null);
        synchronized (this) {
            flattens.add(begun);
        }
        Said said = line.say(List.of("flatten", account + "/kraken", "--yes"));
        synchronized (this) {
            flattens.remove(begun);
            flattens.add(new Flatten(account, from, now()));
        }
        return said;
    }

    /** A file is there when the backup is whole, and not before. */
    private Said backup() throws IOException {
        Path file = Files.createDirectories(line.data().resolveSibling("backups-of-" + account)).resolve("journal.nija-backup");
        Said said = line.say(List.of("backup", file.toString()));
        if (said.exit() == 0 && !Files.exists(file)) {
            found("TORN: a backup was acknowledged and is not there: " + file);
        } else if (Files.exists(file)) {
            try (ZipFile zip = new ZipFile(file.toFile())) {
                zip.size();
            } catch (IOException torn) {
                found("TORN: a backup that is not whole took its name: " + file + ": " + torn.getMessage());
            }
        }
        try (var left = Files.list(file.getParent())) {
            for (Path one : left.filter(Files::isRegularFile).toList()) {
                Files.delete(one);
            }
        }
        return said;
    }

    /** Whether a switch that was acknowledged, and that nobody asked to be taken back since, keeps such an order off. */
    boolean keepsOff(String side) {
        return certain && standing != null && (standing.equals("halt") || side.equals("buy"));
    }

    /** An order was asked for. @param off whether it was to be kept off */
    void answered(Ticket ticket, Said said, boolean off) {
        if (off && said.exit() == 0 && ticket.forbidden()) {
            found("UNHALTED: '" + standing + "' was acknowledged for " + account + " and not taken back, and this was taken: " + ticket);
        }
    }

    private synchronized void found(String finding) {
        seen.add(finding);
    }

    /** Takes the switch back, as often as it needs. */
    void resume(Duration patience) throws IOException {
        long limit = System.nanoTime() + patience.toNanos();
        while (standing != null || !certain) {
            if (say("resume", null).exit() == 0) {
                return;
            }
            if (System.nanoTime() > limit) {
                found("UNSETTLED: a switch of " + account + " cannot be taken back");
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static BigDecimal now() {
        Instant now = Instant.now();
        return BigDecimal.valueOf(now.getEpochSecond()).add(BigDecimal.valueOf(now.getNano(), 9));
    }
}

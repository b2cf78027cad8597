package io.nija.blackbox.crash;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.nija.campaign.Flow;
import io.nija.campaign.Line;
import io.nija.campaign.Market;
import io.nija.campaign.Reckoning;
import io.nija.campaign.Ticket;
import io.nija.campaign.VenueBooks;
import io.nija.testkit.Eventually;
import io.nija.testkit.Exchange;
import io.nija.testkit.Shell;

import tools.jackson.databind.JsonNode;

/**
 * Three people trade on three accounts of one NIJA, which dies again and again while the exchange misbehaves. In the end the
 * exchange's books are compared with what the people were told.
 */
final class Campaign implements AutoCloseable {

    static final List<String> ACCOUNTS = List.of("master", "daivon_frazier", "tania_gilbert");
    /** Never reached when all is well; a crowded machine takes its time. */
    private static final Duration SOON = Duration.ofSeconds(90);
    /** Where no stop fires. */
    private static final int FAR = 600;

    private final Shell shell;
    private final String state;
    private final long seed;
    private final Duration life;
    private Exchange exchange;
    private final Line line;
    private final int perRound;
    private final boolean everything;
    private final List<Flow> flows = new ArrayList<>();
    private final List<VenueBooks> books = new ArrayList<>();
    /** The fingerprints of the keys that the books are read with. */
    private final Set<String> outsiders = new TreeSet<>();
    private final Map<String, Integer> prices = new TreeMap<>();
    private final Map<String, Integer> crashes = new LinkedHashMap<>();
    private final List<String> notReached = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final Set<String> methods = new TreeSet<>();
    private long newest;
    private Instant firstCall;
    private double slowness = 1;
    private Reckoning reckoning;
    private Shell.Running nija;

    /**
     * @param root an empty folder
     * @param perRound how many new orders each person asks for in each round at most
     * @param life a boundary that is not passed by then is not passed in this round; the process is killed, and the round counted as such
     */
    Campaign(Path root, long seed, int perRound, Duration life) throws Exception {
        this(root, seed, perRound, life, FAR);
    }

    /** @param stopPermille where people have their stops, in thousandths of the price */
    Campaign(Path root, long seed, int perRound, Duration life, int stopPermille) throws Exception {
        this(root, seed, perRound, life, stopPermille, "rest", false);
    }

    /**
     * @param path which way orders go: {@code rest}, or {@code auto} for the private stream
     * @param everything whether people also halt, flatten, disarm and make backups
     */
    Campaign(Path root, long seed, int perRound, Duration life, int stopPermille, String path, boolean everything) throws Exception {
        this.everything = everything;
        this.perRound = perRound;
        this.life = life;
        this.seed = seed;
        state = root.resolve("exchange.state").toString();
        Path deploy = root.resolve("deploy");
        Shell.copy(Shell.distribution().resolve("deploy"), deploy);
        Files.copy(Path.of(System.getProperty("nija.crash", "../crash-points/target/crash-points.jar")), deploy.resolve("crash-points.jar"));
        shell = Shell.in(root).with("NIJA_DEPLOY", deploy.toString());
        for (String account : ACCOUNTS) {
            Path file = shell.config.resolve("io.nija.account-" + account + ".cfg");
            Files.writeString(file, Files.readString(file).replace("risk = careful", "risk = open"));
        }
        Files.createDirectories(shell.data);
        line = new Line(shell.data);
        exchange = exchange(0);
        exchange.configure(shell, "tier=unlimited", "trading.path=" + path);
        shell.env(exchange.envForAll());
        for (Market market : Market.ALL) {
            prices.put(market.symbol(), price(market));
        }
        AtomicInteger numbers = new AtomicInteger();
        for (int i = 0; i < ACCOUNTS.size(); i++) {
            JsonNode key = exchange.control("POST", "/keys", "{\"account\":\"" + exchange.id(i) + "\"}");
            outsiders.add(key.path("fingerprint").asString());
            books.add(new VenueBooks(exchange.rest(), key.path("key").asString(), key.path("secret").asString()));
            flows.add(new Flow(ACCOUNTS.get(i), market -> prices.get(market.symbol()), numbers, seed + i, line, stopPermille));
        }
    }

    /** @param port 0 for any free one */
    private Exchange exchange(int port) throws IOException {
        return Exchange.start(shell, "--accounts", "3", "--seed", Long.toString(seed), "--tier", "unlimited", "--state", state,
                "--port", Integer.toString(port));
    }

    /** The exchange dies too, and comes back with what it remembers. */
    private void restartExchange() throws Exception {
        int port = exchange.port();
        exchange.kill();
        exchange = exchange(port);
        // It counts its requests from 1 again.
        newest = 0;
    }

    /** From the next start on the intent is written too late. */
    void writeIntentsLate() throws IOException {
        Files.writeString(shell.data.resolve("late-intents"), "");
    }

    /** From the next start on no new stop is sent until so long after each start. */
    void sendStopsLate(Duration late) throws IOException {
        Files.writeString(shell.data.resolve("late-stops"), Long.toString(late.toMillis()));
    }

    private int price(Market market) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(exchange.rest()
                + "/0/public/Ticker?pair=" + market.altname())).build(), HttpResponse.BodyHandlers.ofString());
        return new BigDecimal(Shell.JSON.readTree(answer.body()).path("result").path(market.pair()).path("a").path(0).asString()).intValue();
    }

    /** One life and its end; answers whether it ended where it was meant to. */
    boolean play(Round round) throws Exception {
        exchange.control("DELETE", "/faults", null);
        if (!round.faults().isEmpty() && !round.exchangeDies()) {
            exchange.control("POST", "/faults", "{\"spec\":\"" + round.faults() + "\"}");
        }
        newest = newest();
        Files.deleteIfExists(shell.data.resolve("crashed"));
        if (round.byBoundary()) {
            Files.writeString(shell.data.resolve("crash"), round.point() + " " + round.nth() + " " + round.millis());
        }
        start();
        AtomicBoolean over = new AtomicBoolean();
        ConcurrentLinkedQueue<Throwable> broken = new ConcurrentLinkedQueue<>();
        List<Thread> people = people(everything ? round.lean() : null, over, broken);
        boolean reached = end(round);
        over.set(true);
        nija.close();
        for (Thread person : people) {
            person.join();
        }
        if (!broken.isEmpty()) {
            throw new AssertionError("A person's thread failed in " + round, broken.peek());
        }
        Files.deleteIfExists(shell.data.resolve("crash"));
        if (reached) {
            crashes.merge(round.point(), 1, Integer::sum);
        } else {
            notReached.add(round.toString());
        }
        return reached;
    }

    private void start() throws Exception {
        Path late = shell.data.resolve("late-intents.on");
        Files.deleteIfExists(late);
        nija = shell.start("run", "--headless");
        Eventually.happens("NIJA answers", SOON, () -> !nija.process().isAlive() || line.say(List.of("version")).exit() == 0);
        if (Files.exists(shell.data.resolve("late-intents")) || Files.exists(shell.data.resolve("late-stops"))) {
            Eventually.happens("the journal is late", SOON, () -> Files.exists(late) || !nija.process().isAlive());
        }
    }

    private List<Thread> people(String lean, AtomicBoolean over, ConcurrentLinkedQueue<Throwable> broken) {
        List<Thread> people = new ArrayList<>();
        for (Flow flow : flows) {
            Thread person = new Thread(() -> {
                try {
                    flow.run(perRound, lean, () -> over.get() || !nija.process().isAlive());
                } catch (IOException | RuntimeException | Error failure) {
                    broken.add(failure);
                }
            }, "a person");
            people.add(person);
            person.start();
        }
        return people;
    }

    /** Waits for the end, or makes it; answers whether it was the one that was wanted. */
    private boolean end(Round round) throws Exception {
        long limit = System.nanoTime() + life.toNanos();
        long flowing = 0;
        boolean exchangeDied = false;
        while (System.nanoTime() < limit) {
            if (nija.process().waitFor(20, TimeUnit.MILLISECONDS)) {
                if (!Files.exists(shell.data.resolve("crashed"))) {
                    throw new AssertionError("NIJA ended by itself in " + round + ": " + nija.process().exitValue() + "\n" + nija.err());
                }
                return true;
            }
            if (round.exchangeDies() && !exchangeDied && seen(Round.PLACE)) {
                exchangeDied = true;
                restartExchange();
            }
            switch (round.point()) {
                case Round.RANDOM -> {
                    flowing = flowing == 0 && seen(Round.PLACE) ? System.nanoTime() : flowing;
                    if (flowing != 0 && System.nanoTime() - flowing > TimeUnit.MILLISECONDS.toNanos(round.millis())) {
                        return true;
                    }
                }
                case Round.ACCEPTED -> {
                    if (seen(Round.PLACE)) {
                        return true;
                    }
                }
                case Round.CANCELLED -> {
                    if (seen(Round.CANCEL)) {
                        return true;
                    }
                }
                case Round.AMENDED -> {
                    if (seen(Round.AMEND)) {
                        return true;
                    }
                }
                default -> {
                    // It ends itself.
                }
            }
        }
        return false;
    }

    /** Whether the exchange was asked so in this round; what was read once is not read again. */
    private boolean seen(Set<String> wanted) throws Exception {
        for (JsonNode entry : exchange.control("GET", "/log?limit=50000&after=" + newest, null).path("requests")) {
            newest = Math.max(newest, entry.path("number").asLong());
            methods.add(entry.path("method").asString());
        }
        return methods.stream().anyMatch(wanted::contains);
    }

    /** Begins anew with the log; answers its last number. */
    private long newest() throws Exception {
        exchange.control("DELETE", "/log", null);
        methods.clear();
        return 0;
    }

    /** The last life: the exchange behaves, everything is found out, everybody repeats, and the books are compared. */
    void finish() throws Exception {
        finish(SOON);
    }

    /** @param patience how long journal and exchange may take to agree */
    void finish(Duration patience) throws Exception {
        exchange.control("DELETE", "/faults", null);
        newest = newest();
        long started = System.nanoTime();
        start();
        reckoning = new Reckoning(line, byAccount(), flows);
        try (Slowness measured = new Slowness()) {
            findings.addAll(reckoning.reckon(started, patience));
            slowness = measured.factor();
        }
        firstCall();
    }

    /** The first call with a key of the last life that its own keys made, as the exchange has it: its books are read with others. */
    private void firstCall() throws Exception {
        Set<String> theirs = new TreeSet<>();
        for (JsonNode entry : exchange.control("GET", "/log?limit=50000", null).path("requests")) {
            String key = entry.path("key").asString();
            if (!key.isEmpty() && !outsiders.contains(key) && theirs.add(key) && firstCall == null) {
                firstCall = Instant.parse(entry.path("time").asString());
            }
        }
    }

    private Map<String, VenueBooks> byAccount() {
        Map<String, VenueBooks> byAccount = new TreeMap<>();
        for (int i = 0; i < ACCOUNTS.size(); i++) {
            byAccount.put(ACCOUNTS.get(i), books.get(i));
        }
        return byAccount;
    }

    /** From the last life's first call with a key to the reading of the exchange's books that found every stop; null if never. */
    Duration bare() {
        if (firstCall == null || reckoning.coveredAt() == null) {
            return null;
        }
        Duration bare = Duration.between(firstCall, reckoning.coveredAt());
        return bare.isNegative() ? Duration.ZERO : bare;
    }

    /** How many times longer than alone a program took on this machine in the last life. */
    double slowness() {
        return slowness;
    }

    List<Ticket> tickets() {
        return flows.stream().flatMap(flow -> flow.tickets().stream()).toList();
    }

    /** What NIJA itself tells of each sale that it decided by itself, by the exchange's name of it. NIJA must still run. */
    Map<String, String> storiesOfOwnSales() throws IOException {
        Map<String, String> stories = new TreeMap<>();
        for (JsonNode order : Shell.JSON.readTree(line.say(List.of("orders", "--all")).out()).path("orders")) {
            String venue = order.path("venueOrderId").asString("");
            if (reckoning.own().contains(venue)) {
                stories.put(venue, line.say(List.of("story", order.path("id").asString())).out());
            }
        }
        return stories;
    }

    /** What is wrong; empty when nothing is. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** Rounds that ended otherwise than wanted. */
    List<String> notReached() {
        return List.copyOf(notReached);
    }

    /** How often NIJA died where. */
    Map<String, Integer> crashes() {
        return Map.copyOf(crashes);
    }

    /** How it ended. */
    Reckoning reckoning() {
        return reckoning;
    }

    int venueOrders() {
        return reckoning.books().orders().size();
    }

    String summary() {
        long confirmed = tickets().stream().filter(Ticket::confirmed).count();
        long asked = tickets().stream().mapToLong(ticket -> ticket.told().size()).sum();
        return crashes.values().stream().mapToInt(Integer::intValue).sum() + " crashes " + crashes + ", " + tickets().size() + " orders wanted, "
                + asked + " times asked for, " + confirmed + " confirmed, " + venueOrders() + " at the exchange, " + reckoning.books().trades().size()
                + " trades, " + reckoning.own().size() + " sales of NIJA's own, " + reckoning.books().stops() + " stops; reconciled after " + millis(reckoning.reconciled()) + ", protected after "
                + millis(reckoning.covered()) + " (" + millis(bare()) + " after the first call"
                + (reckoning.bareAtFirst() ? ", something was bare" : "") + "); not reached: " + notReached + "; findings: " + findings.size();
    }

    private static String millis(Duration duration) {
        return duration == null ? "never" : duration.toMillis() + " ms";
    }

    @Override
    public void close() {
        if (nija != null) {
            nija.close();
        }
        exchange.close();
    }
}

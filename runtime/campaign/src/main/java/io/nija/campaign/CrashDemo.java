package io.nija.campaign;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code nija demo --crash}: an exchange and a NIJA in processes of their own, people who trade, and a SIGKILL again and again;
 * in the end the exchange's books are compared with what people were told. One line for each thing that happened.
 */
public final class CrashDemo implements AutoCloseable {

    private static final List<String> ACCOUNTS = List.of("master", "daivon_frazier", "tania_gilbert");
    private static final List<String> VARIABLES = List.of("KRAKEN_MASTER", "KRAKEN_USER_DAIVON", "KRAKEN_USER_TANIA");

    /** New lives begin only before this, so that all is over within ninety seconds. */
    private static final Duration NEW_LIVES = Duration.ofSeconds(60);
    /** A moment that has not come by then comes no more in this life. */
    private static final Duration LIFE = Duration.ofSeconds(20);
    /** Never reached when all is well; a crowded machine takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NEW_ORDERS = 6;
    private static final int MOST = Moment.ALL.size();

    private final Programs programs;
    private final PrintStream out;
    private final Random random;
    private final long seed;
    private final List<Flow> people = new ArrayList<>();
    private final Map<String, VenueBooks> books = new LinkedHashMap<>();
    private final List<Long> back = new ArrayList<>();
    private Line line;
    private Venue venue;
    private int killed;

    /**
     * @param nija the program
     * @param folder an empty folder for configuration, data and what the programs say
     */
    public CrashDemo(Path nija, Path folder, long seed, PrintStream out) {
        programs = new Programs(nija, folder);
        this.seed = seed;
        this.out = out;
        random = new Random(seed);
    }

    /**
     * Shows it.
     *
     * @param rounds how often NIJA is killed; as often as fits into ninety seconds, and at most at each moment once, when empty
     * @return the exit code: 0 when nothing is wrong, else 2
     * @throws IOException when a program does not start, ends by itself, or was ended by {@link #close}
     */
    public int show(OptionalInt rounds) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        prepare();
        for (int round = 0; round < rounds.orElse(MOST) && (rounds.isPresent() || System.nanoTime() - begun < NEW_LIVES.toNanos()); round++) {
            live(round, Moment.ALL.get(round % Moment.ALL.size()));
        }
        venue.faults("");
        long started = System.nanoTime();
        Process nija = up("last life");
        Reckoning reckoning = new Reckoning(line, books, people);
        List<String> findings = reckoning.reckon(started, PATIENCE);
        Programs.end(nija);
        return verdict(reckoning, findings);
    }

    private void prepare() throws IOException, InterruptedException {
        Files.createDirectories(programs.config());
        Files.createDirectories(programs.data());
        for (String account : ACCOUNTS) {
            Files.write(programs.config().resolve("io.nija.account-" + account + ".cfg"), List.of("name = " + account,
                    "role = " + (account.equals("master") ? "master" : "user"), "brokers = kraken", "risk = open"));
        }
        venue = Venue.start(programs, seed);
        venue.configure(programs.config(), VARIABLES);
        line = new Line(programs.data());
        Map<Market, Integer> prices = new LinkedHashMap<>();
        for (Market market : Market.ALL) {
            prices.put(market, venue.price(market));
        }
        AtomicInteger numbers = new AtomicInteger();
        for (String account : ACCOUNTS) {
            books.put(account, venue.books(books.size()));
            people.add(new Flow(account, prices::get, numbers, random.nextLong(), line));
        }
        out.println("The exchange is process " + venue.pid() + " at " + venue.rest() + "; it lives on when NIJA dies.");
        out.println("Three people trade, each on an account of their own: " + String.join(", ", ACCOUNTS) + ".");
    }

    /** Starts NIJA and waits until it answers commands. */
    private Process up(String name) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Process nija = programs.start("nija", "run", "--headless");
        while (line.say(List.of("version")).exit() != 0) {
            if (!nija.isAlive() || System.nanoTime() - started > PATIENCE.toNanos()) {
                throw new IOException("NIJA did not start: " + programs.lastWords("nija"));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        out.println("In its " + name + " NIJA is process " + nija.pid() + "; it answers after " + seconds(System.nanoTime() - started) + ".");
        return nija;
    }

    private void live(int round, Moment moment) throws IOException, InterruptedException {
        venue.faults(moment.faults());
        long before = venue.newest();
        int asked = asked();
        long started = System.nanoTime();
        Process nija = up("life " + (round + 1));
        AtomicBoolean over = new AtomicBoolean();
        ConcurrentLinkedQueue<Throwable> broken = new ConcurrentLinkedQueue<>();
        List<Thread> threads = people.stream().map(person -> thread(person, over, broken)).toList();
        boolean come = await(nija, moment, before, started);
        boolean alive = nija.isAlive();
        Programs.end(nija);
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        if (!broken.isEmpty()) {
            throw new IllegalStateException("A person's thread failed", broken.peek());
        }
        if (!alive) {
            throw new IOException("NIJA ended by itself: " + programs.lastWords("nija"));
        }
        killed++;
        out.println("  KILLED " + (come ? "when " + moment.words() : "after " + LIFE.toSeconds() + " s; its moment, when " + moment.words()
                + ", had not come") + ". " + (asked() - asked) + " orders were asked for in this life, "
                + tickets().stream().filter(ticket -> ticket.told().isEmpty() || ticket.told().get(ticket.told().size() - 1).exit() == Line.LOST).count()
                + " people's questions are without a clear answer.");
    }

    private static Thread thread(Flow person, AtomicBoolean over, ConcurrentLinkedQueue<Throwable> broken) {
        Thread thread = new Thread(() -> {
            try {
                person.run(NEW_ORDERS, over::get);
            } catch (IOException | RuntimeException | Error failure) {
                broken.add(failure);
            }
        }, "a person");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Until the moment comes; answers whether it did. */
    private boolean await(Process nija, Moment moment, long before, long started) throws IOException, InterruptedException {
        long limit = System.nanoTime() + LIFE.toNanos();
        boolean reconciled = false;
        while (System.nanoTime() < limit && nija.isAlive()) {
            if (moment.hasCome(venue.requests(before))) {
                TimeUnit.MILLISECONDS.sleep(moment.later() == 0 ? 0 : random.nextInt(moment.later()));
                return true;
            }
            if (!reconciled && Reckoning.unreconciled(line).isEmpty()) {
                reconciled = true;
                back.add(System.nanoTime() - started);
                out.println("  Every lane agrees with the exchange " + seconds(System.nanoTime() - started) + " after the start.");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return false;
    }

    private int verdict(Reckoning reckoning, List<String> findings) {
        if (reckoning.reconciled() != null) {
            back.add(reckoning.reconciled().toNanos());
            out.println("  Every lane agrees with the exchange " + seconds(reckoning.reconciled().toNanos()) + " after the start"
                    + (reckoning.covered() == null ? "." : "; every position was seen to have its stop there after "
                    + seconds(reckoning.covered().toNanos()) + "."));
        }
        out.println("Everybody asked again, with the same --id, for whatever may have been placed: no second order may come of it.");
        List<Ticket> tickets = tickets();
        Books venueBooks = reckoning.books();
        out.println("The exchange's books, read over REST by a program that shares no class with NIJA:");
        out.println("  orders wanted      " + tickets.size() + ", asked for " + tickets.stream().mapToInt(ticket -> ticket.told().size()).sum()
                + " times, confirmed " + tickets.stream().filter(Ticket::confirmed).count());
        out.println("  at the exchange    " + (venueBooks.orders().size() - venueBooks.orders().stream().filter(VenueBooks.Order::stop).count())
                + " of people and " + venueBooks.orders().stream().filter(VenueBooks.Order::stop).count() + " stops; " + venueBooks.trades().size() + " trades");
        out.println("  NIJA was killed    " + killed + " times" + (back.isEmpty() ? "" : "; agreed again " + seconds(back.stream().mapToLong(Long::longValue)
                .sum() / back.size()) + " after a start on average"));
        Map<String, Integer> counts = new TreeMap<>();
        findings.forEach(finding -> counts.merge(finding.substring(0, finding.indexOf(':')), 1, Integer::sum));
        out.println("  lost " + counts.getOrDefault("LOST", 0) + " · doubled " + (counts.getOrDefault("DOUBLED", 0) + counts.getOrDefault("BOOKED TWICE", 0))
                + " · on the wrong account " + counts.getOrDefault("MISPLACED", 0) + " · unprotected " + counts.getOrDefault("UNPROTECTED", 0)
                + " · other disagreements " + counts.entrySet().stream().filter(count -> !List.of("LOST", "DOUBLED", "BOOKED TWICE", "MISPLACED", "UNPROTECTED")
                        .contains(count.getKey())).mapToInt(Map.Entry::getValue).sum());
        findings.forEach(finding -> out.println("  " + finding));
        out.println(findings.isEmpty() ? "VERDICT: every order is where it was meant to be, once; positions, balances and stops are those of the exchange."
                : "VERDICT: not all is well; configuration, journal and logs are kept in " + programs.data().getParent() + ".");
        return findings.isEmpty() ? 0 : 2;
    }

    private int asked() {
        return tickets().size();
    }

    private List<Ticket> tickets() {
        return people.stream().flatMap(person -> person.tickets().stream()).toList();
    }

    private static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos / 100_000_000, 1) + " s";
    }

    /** Ends every process that was started. Any thread. */
    @Override
    public void close() {
        programs.close();
    }
}

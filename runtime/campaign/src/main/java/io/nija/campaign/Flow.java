package io.nija.campaign;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

import io.nija.campaign.Line.Said;

/** A person at one account: buys, sells, cancels, and repeats what was not answered. One thread at a time. */
public final class Flow {

    /** In thousandths of the price: where no campaign sees a stop fire. */
    private static final int FAR = 600;

    private final String account;
    private final ToIntFunction<Market> price;
    private final AtomicInteger numbers;
    private final Random random;
    private final Line line;
    private final int stopPermille;
    private final Switching switching;
    private final List<Ticket> tickets = new ArrayList<>();

    /** @param price about what the market is worth, in whole units of its quote */
    public Flow(String account, ToIntFunction<Market> price, AtomicInteger numbers, long seed, Line line) {
        this(account, price, numbers, seed, line, FAR);
    }

    /**
     * @param price about what the market is worth, in whole units of its quote
     * @param stopPermille where stops are, in thousandths of the price: 600 is so far away that none fires, 998 so near that some do
     */
    public Flow(String account, ToIntFunction<Market> price, AtomicInteger numbers, long seed, Line line, int stopPermille) {
        this.account = account;
        this.price = price;
        this.numbers = numbers;
        this.random = new Random(seed);
        this.line = line;
        this.stopPermille = stopPermille;
        switching = new Switching(account, line, random);
    }

    public synchronized List<Ticket> tickets() {
        return List.copyOf(tickets);
    }

    /** What was to be sold, whatever it was. */
    List<Flatten> flattens() {
        return switching.flattens();
    }

    /** What this person saw that must not be. */
    List<String> seen() {
        return switching.seen();
    }

    /** Takes back the switch that this person set, if one may be set. */
    void resume(Duration patience) throws IOException {
        switching.resume(patience);
    }

    /** Goes on until {@code over} with orders, cancels and changes; asks for at most {@code most} new orders. */
    public void run(int most, BooleanSupplier over) throws IOException {
        run(most, null, over);
    }

    /**
     * Goes on until {@code over}; asks for at most {@code most} new orders.
     *
     * @param lean what else this person likes to do: {@code switch}, {@code flatten}, {@code backup}, {@code arming}; an empty text
     *     for all of it now and then, null for none of it
     */
    public void run(int most, String lean, BooleanSupplier over) throws IOException {
        int asked = 0;
        while (!over.getAsBoolean()) {
            Said said;
            int dice = random.nextInt(100);
            List<Ticket> unanswered = tickets().stream().filter(Ticket::open).toList();
            if (lean != null && switching.wants(lean)) {
                said = switching.act(lean);
            } else if (!unanswered.isEmpty() && (dice < 70 || asked >= most)) {
                said = ask(unanswered.get(random.nextInt(unanswered.size())));
            } else if (dice < 80 && dice % 4 == 0 || asked >= most) {
                said = dice % 3 == 0 ? amend() : cancel();
            } else {
                said = ask(write(random.nextInt(100)));
                asked++;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(said == null || said.exit() != 0 ? 100 : 10));
        }
    }

    /** Repeats all that may have been placed: no second order may come of it. */
    public void repeatAll() throws IOException {
        for (Ticket ticket : tickets()) {
            if (!ticket.refused()) {
                ask(ticket);
            }
        }
    }

    private Said ask(Ticket ticket) throws IOException {
        boolean off = switching.keepsOff(ticket.side);
        ticket.asked(off);
        Said said = line.say(ticket.words);
        ticket.told(said);
        switching.answered(ticket, said, off);
        return said;
    }

    /** One that may rest; null when there is none. */
    private Ticket resting(boolean limited) {
        List<Ticket> resting = tickets().stream().filter(ticket -> ticket.confirmed() && !ticket.isCancelled()
                && (!limited || ticket.words.contains("--limit"))).toList();
        return resting.isEmpty() ? null : resting.get(random.nextInt(resting.size()));
    }

    /** A step farther from the market; the quantity says whose it is and stays. */
    private Said amend() throws IOException {
        Ticket ticket = resting(true);
        if (ticket == null) {
            return null;
        }
        int whole = price.applyAsInt(ticket.market);
        int step = random.nextInt(whole / 20 + 1);
        return line.say(List.of("amend", ticket.order(), "--limit",
                Integer.toString(ticket.side.equals("sell") ? whole * 11 / 10 + step : whole * 9 / 10 - step)));
    }

    private Said cancel() throws IOException {
        Ticket ticket = resting(false);
        if (ticket == null) {
            return null;
        }
        Said said = line.say(List.of("cancel", ticket.order()));
        if (said.exit() == 0) {
            ticket.cancelled();
        }
        return said;
    }

    private Ticket write(int dice) {
        int number = numbers.incrementAndGet();
        Market market = Market.ALL.get(random.nextInt(Market.ALL.size()));
        // Each quantity only once in a campaign: the smallest, and the number in the last decimals.
        BigDecimal quantity = market.smallest().add(BigDecimal.valueOf(number, 8)).stripTrailingZeros();
        boolean sell = dice >= 85;
        List<String> words = new ArrayList<>(List.of("order", sell ? "sell" : "buy", account + "/kraken", market.symbol(),
                quantity.toPlainString()));
        if (sell) {
            words.addAll(List.of("--limit", Integer.toString(price.applyAsInt(market) * 11 / 10)));
        } else if (dice < 45) {
            words.addAll(List.of("--limit", Integer.toString(price.applyAsInt(market) * 9 / 10)));
        }
        if (!sell) {
            boolean near = dice >= 45;
            // A limit that waits ten percent below the market must have its stop below that.
            words.addAll(List.of("--protect", Integer.toString((int) (price.applyAsInt(market) * (near ? stopPermille : (long) FAR) / 1000))));
        }
        String id = "c" + number;
        words.addAll(List.of("--id", id));
        Ticket ticket = new Ticket(id, account, market, sell ? "sell" : "buy", quantity, List.copyOf(words));
        synchronized (this) {
            tickets.add(ticket);
        }
        return ticket;
    }
}

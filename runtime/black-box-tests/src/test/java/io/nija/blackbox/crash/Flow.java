package io.nija.blackbox.crash;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

import io.nija.blackbox.crash.Line.Said;

/** A person at one account: buys, sells, cancels, and repeats what was not answered. One thread at a time. */
final class Flow {

    private final String account;
    private final List<Ticket.Market> markets;
    private final ToIntFunction<Ticket.Market> price;
    private final AtomicInteger numbers;
    private final Random random;
    private final Line line;
    private final List<Ticket> tickets = new ArrayList<>();

    /** @param price about what the market is worth, in whole units of its quote */
    Flow(String account, List<Ticket.Market> markets, ToIntFunction<Ticket.Market> price, AtomicInteger numbers, long seed, Line line) {
        this.account = account;
        this.markets = markets;
        this.price = price;
        this.numbers = numbers;
        this.random = new Random(seed);
        this.line = line;
    }

    synchronized List<Ticket> tickets() {
        return List.copyOf(tickets);
    }

    /** Goes on until {@code over}; asks for at most {@code most} new orders. */
    void run(int most, BooleanSupplier over) throws IOException {
        int asked = 0;
        while (!over.getAsBoolean()) {
            Said said;
            int dice = random.nextInt(100);
            List<Ticket> unanswered = tickets().stream().filter(Ticket::open).toList();
            if (!unanswered.isEmpty() && (dice < 70 || asked >= most)) {
                said = ask(unanswered.get(random.nextInt(unanswered.size())));
            } else if (dice < 80 && dice % 4 == 0 || asked >= most) {
                said = cancel();
            } else {
                said = ask(write(random.nextInt(100)));
                asked++;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(said == null || said.exit() != 0 ? 100 : 10));
        }
    }

    /** Repeats all that may have been placed: no second order may come of it. */
    void repeatAll() throws IOException {
        for (Ticket ticket : tickets()) {
            if (!ticket.refused()) {
                ask(ticket);
            }
        }
    }

    private Said ask(Ticket ticket) throws IOException {
        Said said = line.say(ticket.words);
        ticket.told(said);
        return said;
    }

    private Said cancel() throws IOException {
        List<Ticket> resting = tickets().stream().filter(ticket -> ticket.confirmed() && !ticket.isCancelled()).toList();
        if (resting.isEmpty()) {
            return null;
        }
        Ticket ticket = resting.get(random.nextInt(resting.size()));
        Said said = line.say(List.of("cancel", ticket.order()));
        if (said.exit() == 0) {
            ticket.cancelled();
        }
        return said;
    }

    private Ticket write(int dice) {
        int number = numbers.incrementAndGet();
        Ticket.Market market = markets.get(random.nextInt(markets.size()));
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
        String id = "c" + number;
        words.addAll(List.of("--id", id));
        Ticket ticket = new Ticket(id, account, market, sell ? "sell" : "buy", quantity, List.copyOf(words));
        synchronized (this) {
            tickets.add(ticket);
        }
        return ticket;
    }
}

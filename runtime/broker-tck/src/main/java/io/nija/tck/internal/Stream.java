package io.nija.tck.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.command.Exit;
import io.nija.market.MarketStream;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.order.OrderKey;
import io.nija.order.OrderState;
import io.nija.order.OrderView;
import io.nija.order.Side;
import io.nija.tck.Ability;
import io.nija.tck.Fault;
import io.nija.tck.Fault.BookHarm;
import io.nija.tck.Fault.StreamHarm;
import io.nija.tck.Fault.Verb;

/** What a venue tells as it happens, and what is done when it does not. */
final class Stream implements Section {

    private static final Duration STORM = Duration.ofSeconds(4);
    /** How often each stream may try to come back during a storm of {@link #STORM} and the wait after it. */
    private static final int ATTEMPTS = 6;

    @Override
    public List<Case> cases() {
        return List.of(
                Case.needing(Ability.PRIVATE_STREAM, "stream.snapshot-then-changes", "What rests when the stream opens is known, and then every change is told.",
                        this::snapshot),
                Case.needing(Ability.PRIVATE_STREAM, "stream.silence", "A stream that falls silent is opened anew, and what it did not tell is known.",
                        bench -> again(bench, StreamHarm.SILENT)),
                Case.needing(Ability.STREAM_TOKEN, "stream.token-expired", "A stream whose token is dead is opened anew with another one.",
                        bench -> again(bench, StreamHarm.TOKEN_DEAD)),
                Case.needing(Ability.SEQUENCE, "stream.sequence-gap", "A missing message is noticed, and what it told is known.", this::gap),
                Case.needing(Ability.BOOK_CHECKSUM, "stream.checksum-mismatch", "A book that is not the venue's is read anew, and no other one is.",
                        bench -> book(bench, BookHarm.CHECKSUM)),
                Case.needing(Ability.PUBLIC_STREAM, "stream.crossed-book", "A book whose bid is above its ask is never told, and is read anew alone.",
                        bench -> book(bench, BookHarm.CROSSED)),
                Case.needing(Ability.PRIVATE_STREAM, "stream.reconnect-storm", "While no stream can be opened the attempts stay few; then all are back.", this::storm)
                        .asTheOnlyOne(),
                Case.needing(Ability.PRIVATE_STREAM, "stream.fill-before-acknowledgement", "A fill that is told before the answer to its order belongs to that order, once.",
                        this::fillFirst));
    }

    private String snapshot(Bench bench) throws Exception {
        OrderKey before = bench.rest();
        bench.session().reconnect();
        try (Followed followed = bench.follow()) {
            Check.await("what rests is among the session's resting orders", () -> bench.session().openOrders() instanceof Observation.Known<List<OrderView>> known
                    && known.value().stream().anyMatch(order -> order.venueOrderId().equals(before.venueOrderId())));
            OrderKey key = bench.rest();
            Check.await("the new order is told", () -> followed.orders(key.venueOrderId()).stream().anyMatch(order -> order.state() == OrderState.OPEN));
            Check.confirmed(Check.get(bench.desk().cancel(key), "the cancel"), "the cancel");
            Check.await("its end is told", () -> followed.orders(key.venueOrderId()).stream().anyMatch(order -> order.state() == OrderState.CANCELED));
            OrderView last = followed.orders(key.venueOrderId()).get(followed.orders(key.venueOrderId()).size() - 1);
            Check.same(bench.symbol.toString(), last.symbol(), "the instrument of an order that was told in parts");
            Check.same(bench.order(key.venueOrderId()).quantity(), last.quantity(), "the quantity of an order that was told in parts");
        }
        return "one order known from the beginning; another told as it came and went";
    }

    /** The stream ends or is as good as ended; what happened meanwhile is known when it is back. */
    private static String again(Bench bench, StreamHarm harm) throws Exception {
        BigDecimal price = bench.priced("0.5");
        String id = bench.order(bench.quantity(price, 2), price);
        String venueId = bench.settled(id, "ACCEPTED").view().venueOrderId();
        try (Followed followed = bench.follow()) {
            int lives = followed.lives();
            int downs = followed.downs();
            bench.venue.inject(new Fault.OnStream(bench.account, harm));
            // The first message strikes, the second happens in the dark. Both are the owner's doing: commands may go over the stream.
            bench.venue.place(bench.account, Side.BUY, bench.symbol, bench.quantity(price, 3), price);
            bench.venue.cancel(bench.account, venueId);
            Check.await("the stream was given up", () -> followed.downs() > downs);
            Check.await("the stream is open again", () -> followed.lives() > lives);
            bench.settled(id, "CANCELED");
            String later = bench.venue.place(bench.account, Side.BUY, bench.symbol, bench.quantity(price, 4), price);
            Check.await("what happens now is told", () -> followed.told(later));
        }
        return "given up and opened again; the cancel that it did not tell is known";
    }

    private String gap(Bench bench) throws Exception {
        BigDecimal price = bench.priced("0.5");
        String id = bench.order(bench.quantity(price, 2), price);
        String venueId = bench.settled(id, "ACCEPTED").view().venueOrderId();
        try (Followed followed = bench.follow()) {
            bench.venue.inject(new Fault.OnStream(bench.account, StreamHarm.LOST_MESSAGE));
            bench.venue.cancel(bench.account, venueId);
            Check.that(followed.orders(venueId).stream().noneMatch(order -> order.state() == OrderState.CANCELED), "the message was not lost; the case shows nothing");
            String later = bench.venue.place(bench.account, Side.BUY, bench.symbol, bench.quantity(price, 3), price);
            Check.await("the gap is told", () -> followed.gapsTold() > 0);
            bench.settled(id, "CANCELED");
            Check.await("what came after the gap is told", () -> followed.told(later) || bench.session().openOrders()
                    instanceof Observation.Known<List<OrderView>> known && known.value().stream().anyMatch(order -> order.venueOrderId().equals(later)));
        }
        return "the gap was told, and what it hid is known";
    }

    private static String book(Bench bench, BookHarm harm) throws Exception {
        MarketStream stream = bench.nija.stream().orElseThrow(() -> new UnsupportedOperationException("the broker has no market stream"));
        Symbol other = bench.at(Surroundings.QUIET).symbol;
        try (Told told = new Told(stream, bench.symbol); Told others = new Told(stream, other)) {
            Check.await(() -> "both books are told; " + told + "; " + others, () -> told.books() > 2 && others.books() > 2);
            long lives = told.lives();
            long undisturbed = others.interruptions();
            bench.venue.inject(new Fault.OnBook(bench.account, bench.symbol, harm));
            Check.await(() -> "the book is interrupted; " + told, () -> told.interruptions() > 0);
            long books = told.books();
            Check.await(() -> "the book is told again; " + told, () -> told.lives() > lives && told.books() > books + 1);
            Check.same(undisturbed, others.interruptions(), "the number of interruptions of " + other);
            List<Quote> wrong = new ArrayList<>(told.quotes());
            wrong.removeIf(quote -> quote.bids().isEmpty() || quote.asks().isEmpty() || quote.bids().get(0).price().compareTo(quote.asks().get(0).price()) < 0);
            Check.same(List.of(), wrong, "the crossed books that were told");
            return bench.symbol + " interrupted once and told again, " + other + " not disturbed";
        }
    }

    private String storm(Bench bench) throws Exception {
        List<Followed> all = new ArrayList<>();
        try {
            for (int station = 0; station < Surroundings.STATIONS; station++) {
                all.add(bench.at(station).follow());
            }
            List<Integer> lives = all.stream().map(Followed::lives).toList();
            long before = bench.venue.handshakes();
            bench.venue.inject(new Fault.Storm(STORM));
            for (int station = 0; station < all.size(); station++) {
                Followed each = all.get(station);
                int had = lives.get(station);
                Check.await("the stream of account " + station + " is open again", () -> each.downs() > 0 && each.lives() > had);
            }
            long attempts = bench.venue.handshakes() - before;
            Check.that(attempts <= (long) ATTEMPTS * (all.size() + 1), attempts + " attempts for " + all.size() + " streams");
            return attempts + " attempts for " + all.size() + " streams, all open again";
        } finally {
            for (Followed each : all) {
                each.close();
            }
        }
    }

    private String fillFirst(Bench bench) throws Exception {
        BigDecimal price = bench.priced("1.005");
        BigDecimal quantity = bench.quantity(price, 3);
        try (Followed followed = bench.follow()) {
            bench.venue.inject(new Fault.LateAnswer(bench.account, Verb.PLACE, Duration.ofMillis(1_500)));
            java.util.concurrent.CompletableFuture<Outcome<OrderKey>> answer = new java.util.concurrent.CompletableFuture<>();
            bench.desk().place(bench.placement(bench.limit(Side.BUY, quantity, price))).whenComplete((outcome, trouble) -> answer.complete(outcome));
            Check.await("the fill is told", () -> followed.all().size() > 0);
            boolean first = !answer.isDone();
            OrderKey key = Check.confirmed(Check.get(answer, "the placement"), "the placement");
            Check.await("all of it is told", () -> followed.sum(key.venueOrderId()).compareTo(bench.order(key.venueOrderId()).filled()) == 0);
            bench.venue.inject(new Fault.LateAnswer(bench.account, Verb.PLACE, Duration.ofMillis(1_500)));
            String id = bench.nija.say("order", "buy", bench.lane.toString(), bench.symbol.toString(), quantity.toPlainString(), "--limit", price.toPlainString())
                    .expect(Exit.OK).json().path("id").asString();
            bench.settled(id, "FILLED");
            return (first ? "told before the answer; " : "told with the answer; ") + bench.fillsAgree(id);
        }
    }
}

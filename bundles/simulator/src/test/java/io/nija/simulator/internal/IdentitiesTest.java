package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import io.nija.matching.Reference;
import io.nija.matching.SelfTrade;
import io.nija.order.TimeInForce;
import io.nija.platform.virtual.VirtualTime;
import io.nija.exchange.market.Asset;
import io.nija.exchange.market.Level;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.market.Print;
import io.nija.exchange.crowd.SeededCrowd;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.Book;
import io.nija.exchange.venue.Change;
import io.nija.exchange.venue.Input;
import io.nija.exchange.venue.LedgerRow;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Ticket;
import io.nija.exchange.venue.Tier;
import io.nija.exchange.venue.TradeRow;
import io.nija.exchange.venue.Venue;
import io.nija.exchange.venue.VenueClock;

/** Whatever two accounts do with orders of every kind: the accounting identities hold, and it happens again from its log. */
class IdentitiesTest {

    private static final Instant START = Instant.parse("2026-01-15T10:00:07Z");
    private static final List<String> PAIRS = List.of("XXBTZUSD", "XETHXXBT", "XDGUSD");
    private static final List<String> TYPES = List.of("market", "limit", "limit", "limit", "iceberg", "stop-loss",
            "take-profit", "stop-loss-limit", "take-profit-limit", "trailing-stop", "trailing-stop-limit");

    /**
     * One thing that somebody does.
     *
     * @param kind 0 to 5 places, 6 amends, 7 edits, 8 cancels, 9 lets a price jump
     * @param shift of a price from the best opposite one, in thousandths
     */
    record Step(int kind, int account, int pair, boolean buys, int type, int force, boolean feeInBase, boolean post,
            int shift, int percentOfFunds, int seconds) {}

    /** An input as it was recorded. */
    record Noted(long time, Input<?> input) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Boolean> coin = Arbitraries.of(true, false);
        return Combinators.combine(Arbitraries.integers().between(0, 9), Arbitraries.integers().between(0, 1),
                Arbitraries.integers().between(0, PAIRS.size() - 1), coin,
                Arbitraries.integers().between(0, TYPES.size() - 1), Arbitraries.integers().between(0, 4),
                Arbitraries.integers().between(-6, 6), Arbitraries.integers().between(1, 100))
                .flatAs((kind, account, pair, buys, type, force, shift, funds) -> Combinators.combine(coin, coin,
                        Arbitraries.integers().between(0, 60)).as((base, post, seconds) -> new Step(kind, account, pair,
                                buys, type, force, base, post, shift, funds, seconds)))
                .list().ofMinSize(5).ofMaxSize(50);
    }

    @Property(tries = 40)
    void theBooksBalanceAndTheLogLeadsToTheSameExchange(@ForAll("steps") List<Step> steps, @ForAll long seed) {
        VirtualTime time = new VirtualTime(START);
        Venue venue = venue(seed, time);
        List<Noted> log = new ArrayList<>();
        venue.record((at, input) -> log.add(new Noted(at, input)));
        venue.openAccount("one");
        venue.openAccount("two");
        for (Step step : steps) {
            venue.settle();
            act(venue, step);
            check(venue);
            time.advance(Duration.ofSeconds(step.seconds()));
            if (step.seconds() % 7 == 0) {
                venue.settle();
                check(venue);
            }
        }
        venue.settle();
        check(venue);
        Venue again = venue(seed, new VirtualTime(START));
        log.forEach(noted -> again(again, noted));
        again.replay(venue.time());
        assertThat(story(again)).isEqualTo(story(venue));
    }

    private static Venue venue(long seed, VirtualTime time) {
        return new Venue(seed, Tier.UNLIMITED, new VenueClock(time), (listing, now) -> new SeededCrowd(seed, now));
    }

    private static void again(Venue venue, Noted noted) {
        try {
            venue.replay(noted.time(), noted.input());
        } catch (Refused refused) {
            assertThat(refused.errors()).isNotEmpty();
        }
    }

    private static void act(Venue venue, Step step) {
        Account account = venue.account(step.account() == 0 ? "one" : "two");
        Book book = venue.book(venue.listing().pair(PAIRS.get(step.pair())).orElseThrow());
        List<Order> open = account.openOrders();
        try {
            if (step.kind() == 9) {
                venue.apply(new Input.Jump(book.rule().id(), step.shift() * 3_000L));
            } else if (step.kind() < 6 || open.isEmpty()) {
                Ticket ticket = ticket(account, book, step);
                if (ticket != null) {
                    venue.apply(new Input.Place(account.id(), List.of(ticket)));
                }
            } else {
                change(venue, account, open.get(step.percentOfFunds() % open.size()), step);
            }
        } catch (Refused refused) {
            assertThat(refused.errors()).hasSize(1).allMatch(error -> error.startsWith("E"));
        }
    }

    private static void change(Venue venue, Account account, Order order, Step step) throws Refused {
        if (step.kind() == 6) {
            long lots = Math.max(1, order.lots() * (50 + step.percentOfFunds()) / 100);
            long limit = order.ticket().limited() && !order.ticket().trails()
                    ? Math.max(1, order.limit() + order.limit() * step.shift() / 1000) : Change.KEEP;
            venue.apply(new Input.Amend(account.id(), order.id(),
                    new Change(lots, Change.KEEP, limit, Change.KEEP, step.post())));
        } else if (step.kind() == 7 && !order.ticket().waits() && order.ticket().budget() == null) {
            venue.apply(new Input.Edit(account.id(), order.id(), order.ticket().withLots(Math.max(1, order.open() / 2))));
        } else {
            venue.apply(new Input.Cancel(account.id(), List.of(order.id())));
        }
    }

    private static Ticket ticket(Account account, Book book, Step step) {
        PairRule rule = book.rule();
        String type = TYPES.get(step.type());
        long near = book.best(!step.buys());
        long price = Math.max(1, near + near * step.shift() / 1000);
        BigDecimal funds = account.available(step.buys() ? rule.quote() : rule.base())
                .multiply(BigDecimal.valueOf(step.percentOfFunds(), 2));
        BigDecimal volume = step.buys() ? funds.divide(rule.price(price), 8, RoundingMode.DOWN) : funds;
        long lots = volume.movePointRight(8).longValue();
        if (lots <= 0) {
            return null;
        }
        boolean limited = type.equals("limit") || type.equals("iceberg") || type.endsWith("-limit");
        boolean trails = type.startsWith("trailing");
        boolean waits = trails || type.startsWith("stop") || type.startsWith("take");
        boolean plain = type.equals("limit");
        TimeInForce force = !plain ? TimeInForce.GTC : step.force() == 1 ? TimeInForce.IOC
                : step.force() == 2 ? TimeInForce.FOK : step.force() == 3 ? TimeInForce.GTD : TimeInForce.GTC;
        List<String> flags = new ArrayList<>(List.of(step.feeInBase() ? "fcib" : "fciq"));
        if (step.post() && plain && force != TimeInForce.IOC && force != TimeInForce.FOK) {
            flags.add("post");
        }
        long now = START.getEpochSecond() * 1_000_000_000L;
        Ticket close = step.force() == 4 ? Ticket.limit(rule.id(), !step.buys(), 0, Math.max(1, price * 101 / 100)) : null;
        return new Ticket(rule.id(), step.buys(), type, lots, null, type.equals("iceberg") ? Math.max(1, lots / 10) : 0,
                !limited ? 0 : trails ? step.shift() : price,
                !waits ? 0 : trails ? 1 + Math.abs(step.shift()) * 2_000L : Math.max(1, price),
                trails && step.post(), Reference.values()[step.seconds() % 2], flags, force, 0,
                force == TimeInForce.GTD ? now + 3_600_000_000_000L : 0,
                SelfTrade.values()[step.percentOfFunds() % 3], 0, null, close);
    }

    private static void check(Venue venue) {
        venue.accounts().forEach(account -> balances(account));
        fills(venue);
        for (String pair : PAIRS) {
            Book book = venue.book(venue.listing().pair(pair).orElseThrow());
            List<Level> bids = book.levels(true, 1);
            List<Level> asks = book.levels(false, 1);
            assertThat(bids.isEmpty() || asks.isEmpty() || bids.get(0).ticks() < asks.get(0).ticks()).isTrue();
        }
    }

    private static void balances(Account account) {
        Map<Asset, BigDecimal> sums = new HashMap<>();
        account.ledger().newestFirst().forEach(row ->
                sums.merge(row.asset(), row.amount().subtract(row.fee()), BigDecimal::add));
        Map<Asset, BigDecimal> held = new HashMap<>();
        for (Order order : account.openOrders()) {
            assertThat(order.open()).isPositive();
            assertThat(order.held()).isNotNegative();
            held.merge(order.ticket().buys() ? order.rule().quote() : order.rule().base(), order.held(), BigDecimal::add);
        }
        account.balances().forEach((asset, balance) -> {
            assertThat(balance).as(asset.id()).isEqualTo(sums.get(asset)).isNotNegative();
            assertThat(account.held(asset)).isEqualByComparingTo(held.getOrDefault(asset, BigDecimal.ZERO));
            assertThat(account.available(asset)).as("available %s", asset.id()).isNotNegative();
        });
    }

    /** Each trade is on the tape with its price and volume; its fee is a tier's; two accounts' sides of one are equal. */
    private static void fills(Venue venue) {
        Map<String, TradeRow> byNumber = new HashMap<>();
        for (Account account : venue.accounts()) {
            account.trades().newestFirst().forEach(trade -> {
                fee(account, trade);
                Print print = venue.book(trade.pair()).tape().between(trade.time() - 1, trade.time(), 1).get(0);
                assertThat(print.number()).isEqualTo(trade.number());
                assertThat(trade.pair().price(print.ticks())).isEqualTo(trade.price());
                assertThat(PairRule.volume(print.lots())).isEqualTo(trade.volume());
                assertThat(print.takerBuys()).isEqualTo(trade.buys() != trade.maker());
                TradeRow other = byNumber.put(trade.pair().id() + trade.number(), trade);
                if (other != null) {
                    assertThat(other.cost()).isEqualTo(trade.cost());
                    assertThat(other.buys()).isNotEqualTo(trade.buys());
                    assertThat(other.maker()).isNotEqualTo(trade.maker());
                }
            });
        }
    }

    private static void fee(Account account, TradeRow trade) {
        boolean inBase = account.order(trade.order()).orElseThrow().ticket().feeInBase();
        BigDecimal of = inBase ? trade.volume() : trade.cost();
        int decimals = inBase ? trade.pair().base().decimals() : trade.pair().moneyDecimals();
        assertThat(trade.pair().fees().steps()).anyMatch(step -> of.multiply(step.percent(trade.maker())).movePointLeft(2)
                .setScale(decimals, RoundingMode.DOWN).compareTo(trade.fee()) == 0);
    }

    /** All that anybody could see. */
    private static List<String> story(Venue venue) {
        List<String> story = new ArrayList<>();
        for (Account account : venue.accounts()) {
            story.add(account.balances().toString());
            account.ledger().newestFirst().map(LedgerRow::toString).forEach(story::add);
            account.trades().newestFirst().map(TradeRow::toString).forEach(story::add);
            account.closedOrders().newestFirst().forEach(order -> story.add(order.id() + order.status() + order.reason()));
            account.openOrders().forEach(order -> story.add(order.id() + order.open() + " " + order.held()));
        }
        for (String pair : PAIRS) {
            Book book = venue.book(venue.listing().pair(pair).orElseThrow());
            story.add(book.levels(true, 50).toString() + book.levels(false, 50));
            story.add(book.tape().newest(Long.MAX_VALUE, 50).toString());
        }
        return story;
    }
}

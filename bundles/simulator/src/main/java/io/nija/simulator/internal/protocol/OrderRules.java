package io.nija.simulator.internal.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import io.nija.matching.Reference;
import io.nija.matching.SelfTrade;
import io.nija.order.TimeInForce;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Book;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Terms;
import io.nija.exchange.venue.Ticket;
import io.nija.exchange.venue.Variants;

/** What a pair asks of an order: decimals, grid, minimums (reference sheet §15); then it is a {@link Ticket}. */
final class OrderRules {

    private final PairRule rule;
    private final Book book;
    private final Variants variants;
    private final Prices prices;
    private final Terms terms;

    OrderRules(Book book, Variants variants) {
        this.book = book;
        this.variants = variants;
        rule = book.rule();
        prices = new Prices(rule, variants);
        terms = new Terms(rule, variants);
    }

    /** The prices of an order on the grid: as in {@link Ticket}. */
    private record Aim(long limit, long trigger, boolean perMillion) {}

    Ticket check(OrderArguments arguments) throws Refused {
        if (arguments.type().equals("settle-position")) {
            throw new Refused("EOrder:Unknown position");
        }
        if (arguments.leverage() != null) {
            // AssetPairs offers none.
            throw Refused.argument("leverage");
        }
        if (arguments.reference() == Reference.INDEX && variants.text(Variants.Name.INDEX_FEED).equals("down")) {
            throw Refused.argument("Index unavailable");
        }
        Aim aim = aim(arguments.type(), arguments.buys(), arguments.price(), arguments.price2(),
                arguments.reference());
        boolean inQuote = arguments.flags().contains("viqc");
        BigDecimal volume = inQuote ? arguments.volume() : volume(arguments.volume());
        BigDecimal reference = rule.price(measure(arguments, aim));
        BigDecimal base = inQuote ? volume.divide(reference, PairRule.LOT_DECIMALS, RoundingMode.DOWN) : volume;
        checkSize(base, reference);
        if (inQuote && volume.precision() - volume.scale() > 12) {
            throw Refused.argument("volume");
        }
        long display = arguments.display() == null ? 0 : lots(volume(arguments.display()));
        return new Ticket(rule.id(), arguments.buys(), arguments.type(), inQuote ? 0 : lots(volume),
                inQuote ? volume : null, display, aim.limit(), aim.trigger(), aim.perMillion(),
                arguments.reference(), arguments.flags(), arguments.force(), arguments.starts(), arguments.expires(),
                arguments.selfTrade(), arguments.userref(), arguments.clientId(), closing(arguments));
    }

    /** The price that tells how much an order is. */
    private long measure(OrderArguments arguments, Aim aim) {
        boolean trails = arguments.type().startsWith("trailing");
        return arguments.type().equals("market") || trails ? book.best(!arguments.buys())
                : aim.trigger() != 0 ? aim.trigger() : aim.limit();
    }

    void checkSize(BigDecimal base, BigDecimal price) throws Refused {
        terms.checkSize(base, price);
    }

    BigDecimal volume(BigDecimal given) throws Refused {
        return terms.volume(given);
    }

    static long lots(BigDecimal volume) {
        return Terms.lots(volume);
    }

    /** Where a price goes that only says how far: {@code #}. Limits lie on the near side of the market, stops beyond. */
    private static boolean hashIsMinus(String type, boolean buys) {
        return buys != type.startsWith("stop");
    }

    private Aim aim(String type, boolean buys, String price, String price2, Reference reference) throws Refused {
        if (type.equals("market")) {
            return new Aim(0, 0, false);
        }
        if (type.equals("limit") || type.equals("iceberg")) {
            return new Aim(prices.absolute(price, book.last(), buys), 0, false);
        }
        long from = book.reference(reference);
        if (type.startsWith("trailing")) {
            boolean perMillion = price.endsWith("%");
            long distance = perMillion ? prices.perMillion(price)
                    : prices.ticks(new BigDecimal(price.substring(1)));
            // A selling stop lies below the market; its limit, when only the distance is said, below that.
            return new Aim(price2 == null ? 0 : prices.offset(price2, from, !buys), distance, perMillion);
        }
        long trigger = trigger(type, buys, price, reference);
        return new Aim(price2 == null ? 0 : prices.absolute(price2, from, !buys), trigger, false);
    }

    /** A trigger price in ticks. */
    long trigger(String type, boolean buys, String price, Reference reference) throws Refused {
        return prices.absolute(price, book.reference(reference), hashIsMinus(type, buys));
    }

    private Ticket closing(OrderArguments arguments) throws Refused {
        OrderArguments.Close close = arguments.close();
        if (close == null) {
            return null;
        }
        boolean buys = !arguments.buys();
        Aim aim = aim(close.type(), buys, close.price(), close.price2(), arguments.reference());
        return new Ticket(rule.id(), buys, close.type(), 0, null, 0, aim.limit(), aim.trigger(), aim.perMillion(),
                arguments.reference(), List.of("fciq"), TimeInForce.GTC, 0, 0, SelfTrade.CANCEL_NEWEST,
                arguments.userref(), null, null);
    }
}

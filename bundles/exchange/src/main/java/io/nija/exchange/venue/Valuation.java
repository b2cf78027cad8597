package io.nija.exchange.venue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;

import io.nija.exchange.market.Asset;
import io.nija.exchange.market.Listing;

/** What an asset is worth by the last trades: against the dollar, or over bitcoin. Guarded by the venue's lock. */
final class Valuation {

    private static final String DOLLAR = "ZUSD";
    private static final String BITCOIN = "XXBT";

    private final Listing listing;
    private final Map<String, Book> books;

    Valuation(Listing listing, Map<String, Book> books) {
        this.listing = listing;
        this.books = books;
    }

    /** In US dollars. */
    BigDecimal usd(Asset asset) {
        if (asset.id().equals(DOLLAR)) {
            return BigDecimal.ONE;
        }
        Optional<BigDecimal> direct = price(asset.id(), DOLLAR);
        if (direct.isPresent()) {
            return direct.get();
        }
        BigDecimal bitcoin = price(BITCOIN, DOLLAR).orElseThrow();
        return price(BITCOIN, asset.id()).map(price -> bitcoin.divide(price, MathContext.DECIMAL64))
                .or(() -> price(asset.id(), BITCOIN).map(bitcoin::multiply)).orElse(BigDecimal.ZERO);
    }

    private Optional<BigDecimal> price(String base, String quote) {
        return listing.pair(base + quote).filter(pair -> pair.base().id().equals(base))
                .map(pair -> pair.price(books.get(pair.id()).last()));
    }
}

package io.nija.books;

import static io.nija.books.Fills.START;
import static io.nija.books.Fills.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.nija.account.LaneId;
import io.nija.books.LedgerBook.Owner;
import io.nija.broker.LedgerEntry;
import io.nija.broker.LedgerEntry.Type;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Every balance change is one typed row, and what no row explains is told to the last decimal. */
class LedgerBookTest {

    private static final LaneId LANE = LaneId.of("master", "kraken");

    private static LedgerEntry entry(int id, Type type, String word, String reference, String asset, BigDecimal amount, BigDecimal fee,
            BigDecimal balance) {
        return new LedgerEntry(LANE, "L" + id, reference, type, word, asset, amount, fee, balance, START.plusSeconds(id));
    }

    private static LedgerEntry one(Type type, String word, String reference) {
        return entry(1, type, word, reference, "USD", number("10"), number("1"), number("9"));
    }

    private static LedgerKind kind(LedgerEntry entry, Map<String, LedgerKind> explanations) {
        return LedgerBook.of(Map.of(), List.of(entry),
                Map.of("OWN", new Owner.Own("apex"), "HIS", new Owner.Foreign())::get, explanations).rows().get(0).kind();
    }

    /** A venue's life: changes of every kind; then some entries are kept from us. */
    private static List<LedgerEntry> life(Random random, Map<String, BigDecimal> balances) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (int id = 1; id <= 40; id++) {
            String asset = random.nextBoolean() ? "USD" : "BTC";
            Type type = List.of(Type.TRADE, Type.DEPOSIT, Type.WITHDRAWAL, Type.TRANSFER, Type.REWARD, Type.ADJUSTMENT).get(random.nextInt(6));
            BigDecimal amount = number(random.nextInt(-5000, 5000) + "e-" + random.nextInt(9));
            BigDecimal fee = random.nextBoolean() ? BigDecimal.ZERO : number(random.nextInt(100) + "e-4");
            balances.merge(asset, amount.subtract(fee), BigDecimal::add);
            entries.add(entry(id, type, "word", random.nextBoolean() ? "OWN" : "HIS", asset, amount, fee,
                    random.nextInt(5) == 0 ? null : balances.get(asset)));
        }
        return entries;
    }

    private static Owner owner(String trade) {
        return trade.equals("OWN") ? new Owner.Own("apex") : new Owner.Foreign();
    }

    @Property(tries = 200)
    void aCompleteLedgerExplainsEveryBalance(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, BigDecimal> venue = new HashMap<>(Map.of("USD", number("100"), "BTC", number("3")));
        List<LedgerEntry> entries = life(random, venue);
        List<LedgerEntry> told = new ArrayList<>(entries);
        told.addAll(entries.subList(30, 40));
        LedgerBook book = LedgerBook.of(Map.of("USD", number("100"), "BTC", number("3")), told, LedgerBookTest::owner, Map.of());
        assertThat(book.unexplained(venue)).isEmpty();
        assertThat(book.rows()).hasSize(entries.size()).allSatisfy(row -> assertThat(row.kind().explained()).isTrue());
        book.balances().forEach((asset, balance) -> assertThat(balance).isEqualByComparingTo(venue.get(asset)));
    }

    @Property(tries = 200)
    void anEntryThatIsNotToldIsMissedByItsExactAmount(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, BigDecimal> opening = Map.of("USD", number("100"), "BTC", number("3"));
        Map<String, BigDecimal> venue = new HashMap<>(opening);
        List<LedgerEntry> entries = life(random, venue);
        LedgerEntry hidden = entries.remove(random.nextInt(entries.size()));
        LedgerBook book = LedgerBook.of(opening, entries, LedgerBookTest::owner, Map.of());
        BigDecimal change = hidden.amount().subtract(hidden.fee());
        if (change.signum() == 0) {
            assertThat(book.unexplained(venue)).isEmpty();
        } else {
            assertThat(book.unexplained(venue)).containsOnlyKeys(hidden.asset());
            assertThat(book.unexplained(venue).get(hidden.asset())).isEqualByComparingTo(change);
        }
        BigDecimal rows = book.rows().stream().filter(row -> row.asset().equals("USD")).map(LedgerRow::change)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(book.balances().getOrDefault("USD", number("100"))).isEqualByComparingTo(number("100").add(rows));
    }

    @Test
    void everyTypeHasItsKind() {
        assertThat(kind(one(Type.TRADE, "trade", "OWN"), Map.of())).isEqualTo(LedgerKind.FILL);
        assertThat(kind(one(Type.TRADE, "trade", "HIS"), Map.of())).isEqualTo(LedgerKind.FOREIGN_FILL);
        assertThat(kind(one(Type.TRADE, "trade", "WHO"), Map.of())).isEqualTo(LedgerKind.UNEXPLAINED);
        assertThat(kind(one(Type.TRADE, "trade", null), Map.of())).isEqualTo(LedgerKind.UNEXPLAINED);
        assertThat(kind(one(Type.DEPOSIT, "deposit", "R"), Map.of())).isEqualTo(LedgerKind.DEPOSIT);
        assertThat(kind(one(Type.WITHDRAWAL, "withdrawal", "R"), Map.of())).isEqualTo(LedgerKind.WITHDRAWAL);
        assertThat(kind(one(Type.TRANSFER, "transfer", "R"), Map.of())).isEqualTo(LedgerKind.TRANSFER);
        assertThat(kind(one(Type.REWARD, "staking", "R"), Map.of())).isEqualTo(LedgerKind.REWARD);
        assertThat(kind(one(Type.ADJUSTMENT, "adjustment", "R"), Map.of())).isEqualTo(LedgerKind.ADJUSTMENT);
        assertThat(kind(one(Type.OTHER, "Dividend", "R"), Map.of())).isEqualTo(LedgerKind.DIVIDEND);
        assertThat(kind(one(Type.ADJUSTMENT, "split", "R"), Map.of())).isEqualTo(LedgerKind.SPLIT);
        assertThat(kind(one(Type.OTHER, "nft", "R"), Map.of())).isEqualTo(LedgerKind.UNEXPLAINED);
        assertThat(kind(one(Type.OTHER, null, "R"), Map.of())).isEqualTo(LedgerKind.UNEXPLAINED);
    }

    @Test
    void aPersonExplainsWhatNobodyCouldAndNothingElse() {
        assertThat(kind(one(Type.OTHER, "nft", "R"), Map.of("L1", LedgerKind.TRANSFER))).isEqualTo(LedgerKind.TRANSFER);
        assertThat(kind(one(Type.TRADE, "trade", "OWN"), Map.of("L1", LedgerKind.TRANSFER))).isEqualTo(LedgerKind.FILL);
        List<LedgerEntry> gap = List.of(entry(2, Type.DEPOSIT, "deposit", "R", "USD", number("10"), number("0"), number("15")));
        LedgerBook book = LedgerBook.of(Map.of(), gap, trade -> null, Map.of());
        assertThat(book.rows()).extracting(LedgerRow::id).containsExactly("before-L2", "L2");
        assertThat(book.unexplained(Map.of("USD", number("15"))).get("USD")).isEqualByComparingTo("5");
        assertThat(LedgerBook.of(Map.of(), gap, trade -> null, Map.of("before-L2", LedgerKind.ADJUSTMENT))
                .unexplained(Map.of("USD", number("15.00")))).isEmpty();
    }

    @Test
    void anAssetTheVenueNoLongerListsIsAZeroThatMustBeExplained() {
        LedgerBook book = LedgerBook.of(Map.of("BTC", number("1")), List.of(), trade -> null, Map.of());
        assertThat(book.unexplained(Map.of()).get("BTC")).isEqualByComparingTo("-1");
        assertThat(book.unexplained(Map.of("BTC", number("1"), "ETH", number("2"))).get("ETH")).isEqualByComparingTo("2");
    }
}

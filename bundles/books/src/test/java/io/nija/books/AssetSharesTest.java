package io.nija.books;

import static io.nija.books.Fills.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Shares, dust and foreign coins are what the venue has, always. */
class AssetSharesTest {

    /** Against a ledger of single entries: who got what, why, one after another. */
    @Property(tries = 300)
    void sharesAndDustAndForeignAreTheBalance(@ForAll long seed) {
        Random random = new Random(seed);
        BigDecimal balance = number("5");
        Map<String, BigDecimal> model = new HashMap<>(Map.of("foreign", balance, "dust", BigDecimal.ZERO));
        AssetShares shares = AssetShares.found("BTC", balance);
        for (int step = 0; step < 80; step++) {
            String owner = "s" + random.nextInt(3);
            BigDecimal coins = number(random.nextInt(1, 900) + "e-3");
            BigDecimal own = model.getOrDefault(owner, BigDecimal.ZERO);
            switch (random.nextInt(6)) {
                case 0 -> {
                    BigDecimal change = random.nextBoolean() ? coins : coins.min(own).negate();
                    shares = shares.traded(owner, change);
                    balance = balance.add(change);
                    model.merge(owner, change, BigDecimal::add);
                }
                case 1 -> {
                    BigDecimal change = random.nextBoolean() ? coins : coins.negate();
                    shares = shares.pooled(change);
                    balance = balance.add(change);
                    model.merge("foreign", change, BigDecimal::add);
                }
                case 2 -> shares = move(model, owner, "dust", coins, own, shares, 2);
                case 3 -> shares = move(model, "dust", owner, coins, model.get("dust"), shares, 3);
                case 4 -> shares = move(model, "foreign", owner, coins, model.get("foreign"), shares, 4);
                default -> shares = move(model, owner, "foreign", coins, own, shares, 5);
            }
            assertThat(shares.total()).isEqualByComparingTo(balance);
            assertThat(shares.unexplained(balance)).isEqualByComparingTo("0");
            assertThat(shares.unexplained(balance.add(coins))).isEqualByComparingTo(coins);
            assertThat(shares.dust()).isEqualByComparingTo(model.get("dust"));
            assertThat(shares.foreign()).isEqualByComparingTo(model.get("foreign"));
            assertThat(shares.of(owner)).isEqualByComparingTo(model.getOrDefault(owner, BigDecimal.ZERO));
        }
    }

    private static AssetShares move(Map<String, BigDecimal> model, String from, String to, BigDecimal coins,
            BigDecimal available, AssetShares shares, int how) {
        if (coins.compareTo(available) > 0) {
            assertThatThrownBy(() -> moved(shares, from, to, coins, how)).isInstanceOf(IllegalArgumentException.class);
            return shares;
        }
        model.merge(from, coins.negate(), BigDecimal::add);
        model.merge(to, coins, BigDecimal::add);
        return moved(shares, from, to, coins, how);
    }

    private static AssetShares moved(AssetShares shares, String from, String to, BigDecimal coins, int how) {
        return switch (how) {
            case 2 -> shares.toDust(from, coins);
            case 3 -> shares.fromDust(to, coins);
            case 4 -> shares.adopt(to, coins);
            default -> shares.release(from, coins);
        };
    }

    @Test
    void whatIsFoundIsForeign() {
        AssetShares found = AssetShares.found("BTC", number("2"));
        assertThat(found.managed()).isZero();
        assertThat(found.foreign()).isEqualByComparingTo("2");
        assertThat(found.shares()).isEmpty();
    }

    @Test
    void aShareThatIsGoneIsNotListed() {
        assertThat(AssetShares.found("BTC", BigDecimal.ZERO).traded("apex", BigDecimal.ONE).traded("apex", number("-1.0")).shares()).isEmpty();
    }
}

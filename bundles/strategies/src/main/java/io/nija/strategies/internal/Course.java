package io.nija.strategies.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.nija.market.Instrument;
import io.nija.strategy.Bracket;
import io.nija.strategy.Bracket.Target;

/**
 * How far a long position has come on the way that its bracket describes. Pure; text for the journal and back.
 *
 * @param bought in base, by the position's entries
 * @param sold of it
 * @param highest the highest close since the first target was filled, or null
 * @param stop where the stop was last put
 */
record Course(Bracket bracket, BigDecimal bought, BigDecimal sold, BigDecimal highest, BigDecimal stop) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String NONE = "-";

    static Course begin(Bracket bracket) {
        return new Course(bracket, BigDecimal.ZERO, BigDecimal.ZERO, null, bracket.stop());
    }

    Course boughtMore(BigDecimal quantity) {
        return new Course(bracket, bought.add(quantity), sold, highest, stop);
    }

    Course soldMore(BigDecimal quantity) {
        return new Course(bracket, bought, sold.add(quantity), highest, stop);
    }

    /** So much is held, whatever was told of fills. */
    Course holding(BigDecimal quantity) {
        return new Course(bracket, sold.add(quantity), sold, highest, stop);
    }

    Course stopAt(BigDecimal price) {
        return new Course(bracket, bought, sold, highest, price);
    }

    /** After a candle's close: what the trail is measured from. */
    Course closed(BigDecimal close, Instrument instrument) {
        return firstDone(instrument) && (highest == null || close.compareTo(highest) > 0) ? new Course(bracket, bought, sold, close, stop) : this;
    }

    /** What is to be sold at that bid: the parts of all targets it reaches, less what was sold; zero when the venue would not take so little. */
    BigDecimal due(BigDecimal bid, Instrument instrument) {
        int percent = bracket.targets().stream().filter(target -> bid.compareTo(target.price()) >= 0).mapToInt(Target::percent).sum();
        BigDecimal due = percent == 100 ? bought.subtract(sold) : part(percent, instrument).subtract(sold);
        return due.compareTo(instrument.minQuantity()) >= 0 && due.multiply(bid).compareTo(instrument.minCost()) >= 0 ? due : BigDecimal.ZERO;
    }

    private BigDecimal part(int percent, Instrument instrument) {
        return bought.multiply(BigDecimal.valueOf(percent)).divide(HUNDRED.multiply(instrument.quantityStep()), 0, RoundingMode.FLOOR)
                .multiply(instrument.quantityStep());
    }

    /** Whether the nearest target was filled. */
    private boolean firstDone(Instrument instrument) {
        return !bracket.targets().isEmpty() && bought.signum() > 0
                && sold.compareTo(part(bracket.targets().get(0).percent(), instrument)) >= 0;
    }

    /** Where the stop is to be now, when that is nearer to the market than it is. */
    Optional<BigDecimal> better(Instrument instrument) {
        if (!firstDone(instrument)) {
            return Optional.empty();
        }
        BigDecimal best = bracket.breakEven() == null ? stop : bracket.breakEven().max(stop);
        if (bracket.trail() != null && highest != null) {
            BigDecimal tick = instrument.priceTick();
            best = best.max(highest.subtract(bracket.trail()).divide(tick, 0, RoundingMode.FLOOR).multiply(tick));
        }
        return best.compareTo(stop) > 0 ? Optional.of(best) : Optional.empty();
    }

    /** For the journal. */
    String text() {
        List<String> words = new ArrayList<>(List.of(plain(bought), plain(sold), plain(highest), plain(stop), plain(bracket.stop()),
                plain(bracket.breakEven()), plain(bracket.trail())));
        bracket.targets().forEach(target -> words.add(plain(target.price()) + ":" + target.percent()));
        return String.join(" ", words);
    }

    /** Reads {@link #text}. @throws IllegalArgumentException when it is not that */
    static Course parse(String text) {
        String[] words = text.split(" ");
        if (words.length < 7) {
            throw new IllegalArgumentException("'" + text + "' is no bracket's course.");
        }
        List<Target> targets = new ArrayList<>();
        for (int i = 7; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            targets.add(new Target(new BigDecimal(words[i].substring(0, colon)), Integer.parseInt(words[i].substring(colon + 1))));
        }
        return new Course(new Bracket(number(words[4]), targets, number(words[5]), number(words[6])), number(words[0]), number(words[1]),
                number(words[2]), number(words[3]));
    }

    private static String plain(BigDecimal number) {
        return number == null ? NONE : number.toPlainString();
    }

    private static BigDecimal number(String word) {
        return word.equals(NONE) ? null : new BigDecimal(word);
    }
}

package io.nija.risk.internal.check;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.nija.broker.Observation;
import io.nija.risk.RiskLimits;
import io.nija.risk.ScopeLimits;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;
import io.nija.risk.Worth;
import io.nija.risk.internal.Numbers;

/** The losses that trip REDUCE_ONLY. A loss that reaches a limit is over it. */
public final class Losses {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Losses() {}

    /** All that have reached a limit. A worth that is not known trips nothing. */
    public static List<Verdict.Refused> all(RiskLimits limits, Collection<Standing> standings) {
        return standings.stream().flatMap(standing -> {
            ScopeLimits of = limits.of(standing.scope());
            Stream<Verdict.Refused> streak = streak(standing, of).stream();
            return standing.worth() instanceof Observation.Known<Worth> worth
                    ? Stream.concat(Stream.concat(daily(standing, worth.value(), of).stream(),
                            drawdown(standing, worth.value(), of).stream()), streak)
                    : streak;
        }).toList();
    }

    static Optional<Verdict.Refused> daily(Standing standing, Worth worth, ScopeLimits limits) {
        BigDecimal loss = worth.today().negate();
        if (limits.dailyLossPercent() == null || loss.signum() <= 0
                || loss.multiply(HUNDRED).compareTo(limits.dailyLossPercent().multiply(worth.dayStart())) < 0) {
            return Optional.empty();
        }
        BigDecimal most = Numbers.part(worth.dayStart(), limits.dailyLossPercent());
        return Optional.of(new Numbers().in(standing).with("loss", loss).with("dayStart", worth.dayStart())
                .with("most", most).with("limitPercent", limits.dailyLossPercent())
                .trip("DAILY_LOSS", standing.name() + " lost " + Numbers.text(loss) + " " + worth.equity().currency()
                        + " today; " + Numbers.text(limits.dailyLossPercent()) + " % of the day's start are " + Numbers.text(most)
                        + ".", standing.scope(), standing.name()));
    }

    static Optional<Verdict.Refused> drawdown(Standing standing, Worth worth, ScopeLimits limits) {
        BigDecimal fall = worth.peak().subtract(worth.equity().amount());
        if (limits.drawdownPercent() == null || fall.signum() <= 0
                || fall.multiply(HUNDRED).compareTo(limits.drawdownPercent().multiply(worth.peak())) < 0) {
            return Optional.empty();
        }
        BigDecimal most = Numbers.part(worth.peak(), limits.drawdownPercent());
        return Optional.of(new Numbers().in(standing).with("fall", fall).with("peak", worth.peak()).with("most", most)
                .with("limitPercent", limits.drawdownPercent())
                .trip("DRAWDOWN", standing.name() + " is " + Numbers.text(fall) + " " + worth.equity().currency()
                        + " below its peak; " + Numbers.text(limits.drawdownPercent()) + " % of the peak are " + Numbers.text(most)
                        + ".", standing.scope(), standing.name()));
    }

    static Optional<Verdict.Refused> streak(Standing standing, ScopeLimits limits) {
        if (limits.lossStreak() == null || standing.lossStreak() < limits.lossStreak()) {
            return Optional.empty();
        }
        return Optional.of(new Numbers().in(standing).with("losses", standing.lossStreak()).with("limit", limits.lossStreak())
                .trip("LOSS_STREAK", standing.name() + " had " + standing.lossStreak() + " losses in a row; "
                        + limits.lossStreak() + " are the limit.", standing.scope(), standing.name()));
    }
}

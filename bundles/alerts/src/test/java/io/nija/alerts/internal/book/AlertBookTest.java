package io.nija.alerts.internal.book;

import static io.nija.alerts.internal.Samples.DAIVON;
import static io.nija.alerts.internal.Samples.MASTER;
import static io.nija.alerts.internal.Samples.down;
import static io.nija.alerts.internal.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.OpenAlert;
import io.nija.alert.Severity;
import io.nija.platform.virtual.VirtualTime;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

class AlertBookTest {

    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final Duration REMINDER = Duration.ofMinutes(30);
    private static final Policy POLICY = new Policy(Severity.WARNING, REMINDER, QUIET);

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final AlertBook book = new AlertBook(POLICY);

    private Moment now() {
        return Moment.of(time);
    }

    private void raise(Alert alert) {
        book.raise(alert, now());
    }

    private void clear(Alert alert) {
        book.clear(AlertKey.of(alert), now());
    }

    private List<String> said() {
        return book.due(now()).stream().map(notice -> notice.kind() + " " + notice.key() + " ×" + notice.count()).toList();
    }

    @Test
    void anAlertIsSaidOnceHoweverOftenItIsRaised() {
        raise(down(MASTER));
        assertThat(said()).containsExactly("RAISED LANE_DOWN master/kraken ×1");
        raise(down(MASTER));
        raise(down(MASTER));
        assertThat(said()).isEmpty();
        assertThat(book.open()).hasSize(1).allSatisfy(open -> assertThat(open.count()).isEqualTo(3));
    }

    @Test
    void theSameCodeOnAnotherLaneIsAnotherAlert() {
        raise(down(MASTER));
        raise(down(DAIVON));
        assertThat(said()).hasSize(2);
    }

    @Test
    void whatIsOverIsSaidToBeOver() {
        raise(down(MASTER));
        said();
        clear(down(MASTER));
        assertThat(said()).containsExactly("OVER LANE_DOWN master/kraken ×1");
        assertThat(book.open()).isEmpty();
    }

    @Test
    void whatWasOverBeforeAnybodyHeardOfItIsNotSaidAtAll() {
        raise(down(MASTER));
        clear(down(MASTER));
        assertThat(said()).isEmpty();
    }

    @Test
    void clearingWhatIsNotOpenDoesNothing() {
        clear(down(MASTER));
        assertThat(said()).isEmpty();
        assertThat(book.changes()).isZero();
    }

    @Test
    void anAlertThatComesAndGoesIsSaidOncePerQuietTime() {
        List<String> all = new ArrayList<>();
        for (int second = 0; second < 600; second += 10) {
            if (second % 20 == 0) {
                raise(down(MASTER));
            } else {
                clear(down(MASTER));
            }
            all.addAll(said());
            time.advance(Duration.ofSeconds(10));
        }
        assertThat(all).containsExactly("RAISED LANE_DOWN master/kraken ×1", "OVER LANE_DOWN master/kraken ×1",
                "RAISED LANE_DOWN master/kraken ×1", "OVER LANE_DOWN master/kraken ×1");
    }

    @Test
    void oneThatStaysAfterComingAndGoingIsSaidWhenTheQuietTimeEnds() {
        raise(down(MASTER));
        said();
        clear(down(MASTER));
        said();
        raise(down(MASTER));
        time.advance(QUIET.minusSeconds(1));
        assertThat(said()).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(said()).containsExactly("RAISED LANE_DOWN master/kraken ×1");
    }

    @Test
    void thereAreRemindersUntilSomebodyAcknowledges() {
        raise(down(MASTER));
        said();
        time.advance(REMINDER);
        assertThat(said()).containsExactly("REMINDER LANE_DOWN master/kraken ×1");
        time.advance(REMINDER);
        assertThat(said()).containsExactly("REMINDER LANE_DOWN master/kraken ×1");
        assertThat(book.acknowledge(open -> true, "ann", now())).hasSize(1);
        time.advance(REMINDER.multipliedBy(10));
        assertThat(said()).isEmpty();
        assertThat(book.open()).singleElement().satisfies(open -> assertThat(open.acknowledgedBy()).isEqualTo("ann"));
        clear(down(MASTER));
        assertThat(said()).containsExactly("OVER LANE_DOWN master/kraken ×1");
    }

    @Test
    void anAcknowledgedEventIsOver() {
        raise(event(Severity.CRITICAL, "ORDER_LOST"));
        said();
        book.acknowledge(open -> true, "ann", now());
        assertThat(book.open()).isEmpty();
        assertThat(said()).isEmpty();
        assertThat(book.acknowledge(open -> true, "ann", now())).isEmpty();
    }

    @Test
    void anEventThatHappensAgainAfterTheQuietTimeIsSaidAgain() {
        raise(event(Severity.WARNING, "ORDER_REFUSED"));
        said();
        raise(event(Severity.WARNING, "ORDER_REFUSED"));
        assertThat(said()).isEmpty();
        time.advance(QUIET);
        raise(event(Severity.WARNING, "ORDER_REFUSED"));
        assertThat(said()).containsExactly("RAISED ORDER_REFUSED NIJA ×3");
    }

    @Test
    void oneThatGetsWorseIsSaidAtOnceThoughItWasAcknowledged() {
        raise(down(MASTER));
        said();
        book.acknowledge(open -> true, "ann", now());
        raise(Alert.state(Severity.CRITICAL, "LANE_DOWN", AlertScope.of(MASTER), "Worse.", ""));
        assertThat(said()).containsExactly("RAISED LANE_DOWN master/kraken ×2");
        assertThat(book.open().get(0).acknowledged()).isFalse();
    }

    @Test
    void whatIsLessSevereThanTheThresholdIsListedAndNotSent() {
        raise(event(Severity.INFO, "NEWS"));
        assertThat(book.due(now())).singleElement().satisfies(notice -> assertThat(notice.sent()).isFalse());
        time.advance(REMINDER.multipliedBy(3));
        assertThat(said()).isEmpty();
        assertThat(book.open()).hasSize(1);
    }

    @Test
    void theMostSevereIsListedFirst() {
        raise(event(Severity.INFO, "NEWS"));
        raise(down(MASTER));
        raise(event(Severity.CRITICAL, "ORDER_LOST"));
        assertThat(book.open()).extracting(open -> open.alert().code()).containsExactly("ORDER_LOST", "LANE_DOWN", "NEWS");
    }

    @Test
    void aRestartForgetsNothingThatIsOpen() {
        raise(down(MASTER));
        said();
        book.delivered(AlertKey.of(down(MASTER)), now());
        raise(down(DAIVON));
        said();
        AlertBook next = new AlertBook(POLICY);
        next.restore(book.open(), now());
        assertThat(next.open()).isEqualTo(book.open());
        assertThat(next.due(now())).as("what never arrived is said again").extracting(notice -> notice.key().toString())
                .containsExactly("LANE_DOWN daivon_frazier/kraken");
        time.advance(REMINDER);
        assertThat(next.due(now())).extracting(Notice::kind).containsOnly(Notice.Kind.REMINDER).hasSize(2);
        next.clear(AlertKey.of(down(MASTER)), now());
        assertThat(next.due(now())).extracting(Notice::kind).containsExactly(Notice.Kind.OVER);
    }

    @Test
    void whatWasRestoredAndNobodyRaisesAnyMoreEndsWhenItIsAcknowledged() {
        raise(down(MASTER));
        AlertBook next = new AlertBook(POLICY);
        next.restore(book.open(), now());
        assertThat(next.acknowledge(open -> true, "ann", now())).hasSize(1);
        assertThat(next.open()).isEmpty();
    }

    @Test
    void anotherAddressHearsWhatNeverArrived() {
        raise(down(MASTER));
        raise(down(DAIVON));
        said();
        book.delivered(AlertKey.of(down(MASTER)), now());
        book.sayUndeliveredAgain(now());
        assertThat(said()).containsExactly("RAISED LANE_DOWN daivon_frazier/kraken ×1");
    }

    @Test
    void aShorterReminderHoldsForWhatIsOpen() {
        raise(down(MASTER));
        said();
        time.advance(Duration.ofMinutes(2));
        book.apply(new Policy(Severity.WARNING, Duration.ofMinutes(3), QUIET), now());
        time.advance(Duration.ofMinutes(1));
        assertThat(said()).containsExactly("REMINDER LANE_DOWN master/kraken ×1");
    }

    @Test
    void moreAlertsThanAnybodyReadsBecomeOneThatCountsThem() {
        for (int i = 0; i < AlertBook.MOST + 50; i++) {
            raise(event(Severity.WARNING, "STORM_" + i));
        }
        assertThat(book.open()).hasSizeLessThanOrEqualTo(AlertBook.MOST + 1);
        OpenAlert first = book.open().get(0);
        assertThat(first.alert().code()).isEqualTo("ALERTS_TOO_MANY");
        assertThat(first.count()).isEqualTo(50);
    }

    /** Whatever happens: what is open was said or will be, and nothing is said more than once per quiet time but reminders. */
    @Property(tries = 300)
    void nothingOpenIsForgotten(@ForAll @Size(max = 60) List<@IntRange(min = 0, max = 5) Integer> steps) {
        VirtualTime clock = new VirtualTime(Instant.EPOCH);
        AlertBook checked = new AlertBook(POLICY);
        Alert lane = down(MASTER);
        List<Long> raises = new ArrayList<>();
        boolean open = false;
        boolean heard = false;
        for (int step : steps) {
            switch (step) {
                case 0, 1 -> {
                    checked.raise(lane, Moment.of(clock));
                    open = true;
                }
                case 2 -> {
                    checked.clear(AlertKey.of(lane), Moment.of(clock));
                    open = false;
                }
                case 3 -> clock.advance(Duration.ofSeconds(7));
                case 4 -> clock.advance(Duration.ofMinutes(1));
                default -> clock.advance(Duration.ofMinutes(6));
            }
            for (Notice notice : checked.due(Moment.of(clock))) {
                heard = notice.kind() != Notice.Kind.OVER;
                if (notice.kind() == Notice.Kind.RAISED) {
                    raises.add(clock.nanoTime());
                }
            }
        }
        clock.advance(QUIET);
        for (Notice notice : checked.due(Moment.of(clock))) {
            heard = notice.kind() != Notice.Kind.OVER;
        }
        assertThat(checked.open()).hasSize(open ? 1 : 0);
        assertThat(heard).as("the last word is true").isEqualTo(open);
        for (int i = 1; i < raises.size(); i++) {
            assertThat(raises.get(i) - raises.get(i - 1)).isGreaterThanOrEqualTo(QUIET.toNanos());
        }
    }
}

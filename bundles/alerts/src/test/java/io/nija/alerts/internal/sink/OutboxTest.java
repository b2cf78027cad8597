package io.nija.alerts.internal.sink;

import static io.nija.alerts.internal.Samples.MASTER;
import static io.nija.alerts.internal.Samples.down;
import static io.nija.alerts.internal.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.nija.alert.Alert;
import io.nija.alert.Severity;
import io.nija.alerts.internal.book.Moment;
import io.nija.alerts.internal.book.Notice;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Delivery.Failed FAILED = new Delivery.Failed("SINK_FAILED", "It failed.", "", null);

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final Outbox outbox = new Outbox(5);

    private Moment now() {
        return Moment.of(time);
    }

    private void offer(Notice.Kind kind, Alert alert) {
        outbox.offer(new Notice(kind, alert, time.instant(), time.instant(), 1, time.instant(), true), now());
    }

    private void offer(Severity severity, String code) {
        offer(Notice.Kind.RAISED, event(severity, code));
    }

    /** Everything that leaves now, each arriving at once. */
    private List<String> sent() {
        List<String> titles = new ArrayList<>();
        for (var letter = outbox.next(now()); letter.isPresent(); letter = outbox.next(now())) {
            titles.add(letter.get().title() + " | " + letter.get().lines().get(0));
            outbox.arrived(now());
        }
        return titles;
    }

    @Test
    void theMostSevereLeavesFirst() {
        offer(Severity.WARNING, "SMALL");
        offer(Severity.CRITICAL, "LARGE");
        assertThat(sent()).extracting(title -> title.split(" ")[2]).containsExactly("LARGE", "SMALL");
    }

    @Test
    void onlyOneIsOnItsWay() {
        offer(Severity.WARNING, "ONE");
        offer(Severity.WARNING, "TWO");
        assertThat(outbox.next(now())).isPresent();
        assertThat(outbox.next(now())).isEmpty();
        assertThat(outbox.nextTry(now())).isEmpty();
        outbox.arrived(now());
        assertThat(outbox.next(now())).isPresent();
    }

    @Test
    void moreThanTheLimitBecomeOneMessageThatCountsThem() {
        for (int i = 0; i < 12; i++) {
            offer(Severity.WARNING, i < 4 ? "KIND_" + i : "STORM_" + i);
        }
        List<String> sent = sent();
        assertThat(sent).hasSize(5);
        assertThat(sent.get(4)).startsWith("NIJA 8 more alerts | 8 more alerts were held back: STORM_4, STORM_5");
        assertThat(outbox.state().waiting()).isZero();
    }

    @Test
    void inAnyMinuteNoMoreThanTheLimitLeave() {
        List<Long> moments = new ArrayList<>();
        for (int second = 0; second < 600; second++) {
            offer(Severity.WARNING, "STORM_" + second % 50);
            sent().forEach(title -> moments.add(time.nanoTime()));
            time.advance(Duration.ofSeconds(1));
        }
        for (int i = 5; i < moments.size(); i++) {
            assertThat(moments.get(i) - moments.get(i - 5)).isGreaterThanOrEqualTo(Duration.ofMinutes(1).toNanos());
        }
        assertThat(moments.size()).isGreaterThan(40);
    }

    @Test
    void aNewerNoticeOfTheSameAlertTakesThePlaceOfTheOlder() {
        offer(Notice.Kind.RAISED, down(MASTER));
        offer(Notice.Kind.OVER, down(MASTER));
        assertThat(sent()).singleElement().asString().startsWith("NIJA over: LANE_DOWN");
    }

    @Test
    void aNoticeThatCameWhileTheOlderWasOnItsWayIsNotLost() {
        offer(Notice.Kind.RAISED, down(MASTER));
        outbox.next(now());
        offer(Notice.Kind.OVER, down(MASTER));
        outbox.arrived(now());
        assertThat(sent()).singleElement().asString().startsWith("NIJA over: LANE_DOWN");
    }

    @Test
    void aFailureIsTriedAgainLaterAndLater() {
        offer(Severity.WARNING, "ONE");
        List<Long> tries = new ArrayList<>();
        Outbox many = new Outbox(60);
        many.offer(new Notice(Notice.Kind.RAISED, down(MASTER), time.instant(), time.instant(), 1, time.instant(), true), now());
        while (tries.size() < 8) {
            many.next(now()).ifPresent(letter -> {
                tries.add(time.nanoTime() / 1_000_000_000);
                many.failed(FAILED, now());
            });
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(tries).containsExactly(0L, 2L, 6L, 14L, 30L, 62L, 122L, 182L);
    }

    @Test
    void aServiceThatAsksForAPauseGetsIt() {
        offer(Severity.WARNING, "ONE");
        outbox.next(now());
        outbox.failed(new Delivery.Failed("SINK_BUSY", "Busy.", "", Duration.ofSeconds(90)), now());
        time.advance(Duration.ofSeconds(89));
        assertThat(outbox.next(now())).isEmpty();
        assertThat(outbox.nextTry(now())).hasValue(Duration.ofSeconds(90).toNanos());
        time.advance(Duration.ofSeconds(1));
        assertThat(outbox.next(now())).isPresent();
    }

    @Test
    void whatFailedIsShownUntilSomethingArrives() {
        offer(Severity.WARNING, "ONE");
        outbox.next(now());
        assertThat(outbox.failed(FAILED, now())).isEmpty();
        assertThat(outbox.state().lastFailure().code()).isEqualTo("SINK_FAILED");
        assertThat(outbox.state().waiting()).isEqualTo(1);
        time.advance(Duration.ofSeconds(2));
        assertThat(sent()).hasSize(1);
        assertThat(outbox.state().lastFailure()).isNull();
        assertThat(outbox.state().failures()).isZero();
    }

    @Test
    void afterAnHourItIsGivenUpAndCounted() {
        offer(Severity.WARNING, "ONE");
        List<Notice> lost = List.of();
        for (int minute = 0; minute <= 70 && lost.isEmpty(); minute++) {
            if (outbox.next(now()).isPresent()) {
                lost = outbox.failed(FAILED, now());
            }
            time.advance(Duration.ofMinutes(1));
        }
        assertThat(lost).extracting(notice -> notice.alert().code()).containsExactly("ONE");
        assertThat(outbox.state().givenUp()).isEqualTo(1);
        assertThat(outbox.state().waiting()).isZero();
        assertThat(outbox.nextTry(now())).isEmpty();
    }

    @Test
    void aStormWhileTheServiceIsAwayIsBoundedAndStillCounted() {
        for (int i = 0; i < Outbox.MOST + 300; i++) {
            offer(i % 100 == 0 ? Severity.CRITICAL : Severity.WARNING, "STORM_" + i);
        }
        assertThat(outbox.state().waiting()).isEqualTo(Outbox.MOST + 300L);
        List<String> sent = sent();
        assertThat(sent.subList(0, 4)).allSatisfy(title -> assertThat(title).contains("CRITICAL"));
        assertThat(sent.get(4)).startsWith("NIJA 496 more alerts");
        assertThat(outbox.state().waiting()).isZero();
    }

    @Test
    void anotherAddressIsTriedAtOnce() {
        offer(Severity.WARNING, "ONE");
        outbox.next(now());
        outbox.failed(FAILED, now());
        outbox.tryAgainNow();
        assertThat(outbox.next(now())).isPresent();
    }
}

package io.nija.console.internal.oneshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.nija.account.Role;
import io.nija.broker.SessionStatus;
import io.nija.command.Answer;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.console.internal.fake.Desk;
import io.nija.console.internal.fake.FakeCommand;
import io.nija.console.internal.fake.FakeCredentials;
import io.nija.console.internal.fake.FakeFramework;
import io.nija.console.internal.fake.FakeInstallation;
import io.nija.console.internal.fake.Lanes;
import io.nija.console.internal.fake.Recording;
import io.nija.console.internal.lanes.LaneSettling;
import io.nija.console.internal.lanes.LanesCondition;
import io.nija.credentials.CredentialReport.State;
import io.nija.platform.Installation.Start;
import io.nija.platform.TimeSource;
import io.nija.status.Evidence;
import io.nija.status.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OneShotTest {

    @TempDir
    Path root;

    private final FakeFramework framework = new FakeFramework();
    private final Recording recording = new Recording();

    /** A clock that runs {@code step} further each time somebody looks, so that no wait lasts. */
    private static TimeSource hurrying(Duration step) {
        AtomicLong nanos = new AtomicLong();
        return new TimeSource() {
            @Override
            public java.time.Instant instant() {
                return Lanes.NOW;
            }

            @Override
            public long nanoTime() {
                return nanos.addAndGet(step.toNanos());
            }
        };
    }

    private static TimeSource running() {
        return new io.nija.platform.internal.SystemTime();
    }

    private OneShot oneShot(Desk desk, TimeSource time, String... words) {
        framework.properties.put(OneShot.WORDS, String.join("\0", words));
        FakeInstallation installation = new FakeInstallation(root, Start.COMMAND);
        return new OneShot(framework.context(), desk.registry, desk.runner, new LanesCondition(framework.context(), installation),
                installation, time, recording);
    }

    private List<FakeFramework.Registered> condition() {
        return framework.with("osgi.condition.id", LanesCondition.ID);
    }

    @Test
    void itIsOfferedOnlyWhenTheProcessWasStartedForOneCommand() {
        Desk desk = new Desk(root);
        OneShot shot = oneShot(desk, running(), "version");
        assertThat(framework.with(OneShot.ONE_SHOT, true)).extracting(FakeFramework.Registered::type)
                .containsExactly(Callable.class.getName());
        shot.close();
        assertThat(framework.services).isEmpty();
        new OneShot(framework.context(), desk.registry, desk.runner, new LanesCondition(framework.context(), desk.installation),
                desk.installation, running(), recording);
        assertThat(framework.with(OneShot.ONE_SHOT, true)).isEmpty();
    }

    @Test
    void aCommandThatNeedsNothingRunsWithoutLanes() {
        assertThat(oneShot(new Desk(root), running(), "version", "--json").call()).isZero();
        assertThat(recording.out()).startsWith("{\"build\":\"0.1.0\"");
        assertThat(condition()).isEmpty();
    }

    @Test
    void aCommandThatAsksARunningNijaExitsWithThree() {
        assertThat(oneShot(new Desk(root), running(), "status").call()).isEqualTo(3);
        assertThat(recording.err()).startsWith("NIJA is not running on the data folder " + root.resolve("data")).hasLineCount(1);
        assertThat(condition()).isEmpty();
    }

    @Test
    void itsHelpNeedsNoRunningNija() {
        assertThat(oneShot(new Desk(root), running(), "status", "--help").call()).isZero();
        assertThat(recording.out()).startsWith("nija status");
    }

    @Test
    void anUnknownCommandIsUnknownWhenTheTimeForItsBundleIsOver() {
        assertThat(oneShot(new Desk(root), hurrying(Duration.ofSeconds(11)), "versoin").call()).isEqualTo(64);
        assertThat(recording.err()).contains("did you mean 'version'?");
    }

    @Test
    void noWordsAreAUsageErrorAtOnce() {
        assertThat(oneShot(new Desk(root), running(), "").call()).isEqualTo(64);
    }

    @Test
    void aCommandWhoseBundleComesLateIsWaitedFor() throws Exception {
        Desk desk = new Desk(root);
        OneShot shot = oneShot(desk, running(), "late");
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(shot::call, task -> new Thread(task).start());
        desk.registry.add(FakeCommand.echo("late"));
        assertThat(exit.get(60, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void aMistakeInTheWordsIsToldBeforeAnyLaneIsOpened() {
        assertThat(oneShot(new Desk(root), running(), "verify", "--now").call()).isEqualTo(64);
        assertThat(condition()).isEmpty();
    }

    @Test
    void aCommandThatNeedsLanesOpensThemAndWaitsUntilEachSessionHasProvenSomething() throws Exception {
        Desk desk = new Desk(root);
        desk.board = Lanes.board(Lanes.account("master", Role.MASTER, Lanes.funded("master/kraken")),
                Lanes.account("tania_gilbert", Role.USER, Lanes.withoutKeys("tania_gilbert/kraken")));
        desk.broker("kraken", "somewhere");
        FakeCredentials credentials = new FakeCredentials()
                .report("master/kraken", State.PRESENT, "found").report("tania_gilbert/kraken", State.ABSENT, "none");
        OneShot shot = oneShot(desk, running(), "verify");
        LaneSettling settling = new LaneSettling(() -> desk.board, credentials, desk.sessions, desk.brokers, running());
        shot.setSettling(settling);
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(shot::call, task -> new Thread(task).start());
        var session = new io.nija.console.internal.fake.FakeSession("master/kraken");
        session.verification = CompletableFuture.completedFuture(List.of(Evidence.ok(Step.AUTHENTICATION, Lanes.NOW, "accepted")));
        desk.sessions.add(session);
        session.status = new SessionStatus(List.of(Evidence.ok(Step.VENUE, Lanes.NOW, "online")), null, null);
        settling.changed(null, null);
        assertThat(exit.get(60, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(recording.out()).contains("master/kraken: connected");
        assertThat(recording.err()).isEmpty();
        assertThat(condition()).hasSize(1);
    }

    @Test
    void lanesThatDoNotSettleAreReportedAsTheyAre() {
        Desk desk = new Desk(root);
        OneShot shot = oneShot(desk, hurrying(Duration.ofMillis(300)), "verify", "master");
        shot.setSettling(new LaneSettling(() -> desk.board, new FakeCredentials(), desk.sessions, desk.brokers, hurrying(Duration.ofMillis(300))));
        assertThat(shot.call()).isEqualTo(2);
        assertThat(recording.err()).contains("Not every lane has settled within 10 s");
        assertThat(recording.out()).contains("master/kraken: not connected");
    }

    @Test
    void stoppingThePlatformEndsACommandThatRunsUntilItIsStopped() throws Exception {
        Desk desk = new Desk(root);
        CountDownLatch begun = new CountDownLatch(1);
        desk.registry.add(new FakeCommand(FakeCommand.spec("serve", Where.LOCAL, Effect.READS, false), invocation -> {
            begun.countDown();
            invocation.awaitStop();
            return Answer.of(2, null);
        }));
        OneShot shot = oneShot(desk, running(), "serve");
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(shot::call, task -> new Thread(task).start());
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        shot.close();
        assertThat(exit.get(60, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void stoppingThePlatformFailsACommandThatHasNoAnswerYet() throws Exception {
        Desk desk = new Desk(root);
        CountDownLatch begun = new CountDownLatch(1);
        desk.registry.add(new FakeCommand(FakeCommand.spec("ask", Where.LOCAL, Effect.READS, false), invocation -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return Answer.of(0, null);
        }));
        OneShot shot = oneShot(desk, running(), "ask");
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(shot::call, task -> new Thread(task).start());
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        shot.close();
        assertThat(exit.get(60, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(recording.err()).isEqualTo("The command was ended before it was done.\n");
    }

    @Test
    void aCommandThatIsCalledAfterTheStopIsNotBegun() {
        OneShot shot = oneShot(new Desk(root), running(), "version");
        shot.close();
        assertThat(shot.call()).isEqualTo(2);
        assertThat(recording.out()).isEmpty();
    }
}

package io.nija.trading.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.account.Mode;
import io.nija.credentials.CredentialReport;
import io.nija.journal.Arming;
import io.nija.journal.Journal;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalHistory;
import io.nija.journal.JournalRecord;
import io.nija.journal.Receipt;
import io.nija.status.Evidence;
import io.nija.status.Step;
import io.nija.trading.internal.FloorBench;
import io.nija.trading.internal.lane.DamagedHistory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arming: what refuses it, each alone; what ends it; and that nothing arms by itself. */
class ArmoryTest {

    @TempDir
    private Path folder;
    private FloorBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new FloorBench(folder).start();
    }

    /** Without what a version refuses as a whole. */
    private List<String> objections() {
        return bench.armory.objections(bench.lane()).stream().filter(objection -> !objection.startsWith("This version ")).toList();
    }

    private void evidence(Evidence line) {
        bench.evidence.removeIf(other -> other.step() == line.step());
        bench.evidence.add(line);
    }

    private boolean arm() {
        return bench.armory.arm(FloorBench.LANE, "test", "for the test").toCompletableFuture().join().forced();
    }

    @Test
    void whenEverythingIsInOrderNothingObjects() {
        assertThat(objections()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"SANDBOX", "PAPER"})
    void aLaneWithoutRealMoneyNeedsNoArming(Mode mode) {
        bench.accounts.set(0, FloorBench.account(mode));
        Known known = new Known(FloorBench.account(mode), bench.lane().lane(), bench.lane().venue(), false);
        boolean practice = known.mode() == Mode.SANDBOX || known.mode() == Mode.PAPER;
        assertThat(practice).isTrue();
        assertThat(bench.armory.objections(known)).containsExactly("It is a " + mode.name().toLowerCase(java.util.Locale.ROOT)
                + " lane and trades without arming.");
    }

    @Test
    void aFileThatDoesNotSayLiveRefuses() {
        bench.accounts.set(0, FloorBench.account(Mode.OBSERVE));
        assertThat(objections()).containsExactly("The account's file does not say live; set mode.kraken = live in it.");
    }

    @Test
    void rightsThatAreNotProvenRefuse() {
        bench.evidence.clear();
        assertThat(objections()).singleElement().asString().contains("not proven").contains("why master/kraken");
        evidence(Evidence.failed(Step.PERMISSIONS, bench.time.instant(), "MISSING", "No right to trade.", ""));
        assertThat(objections()).singleElement().asString().contains("not proven");
    }

    @Test
    void aKeyThatMayWithdrawRefuses() {
        evidence(new Evidence(Step.PERMISSIONS, true, bench.time.instant(), "KRAKEN_WITHDRAW_RIGHT", "", "Take the right away."));
        assertThat(objections()).containsExactly("The key may withdraw or change addresses. Take the right away.");
    }

    @Test
    void aLaneThatDoesNotAgreeWithItsVenueRefuses() {
        bench.floor.find(FloorBench.LANE).orElseThrow().venue(io.nija.trading.internal.lane.Venue.NONE);
        Known apart = new Known(FloorBench.account(Mode.LIVE), bench.floor.find(FloorBench.LANE).orElseThrow().snapshot(),
                bench.lane().venue(), false);
        assertThat(bench.armory.objections(apart).stream().filter(objection -> !objection.startsWith("This version ")).toList())
                .singleElement().asString().startsWith("Journal and venue do not agree: ");
    }

    @Test
    void aJournalThatTakesNoEntriesRefuses() {
        Armory armory = new Armory(new DamagedHistory(bench.memory, Set.of()), new Keys("1a2b3c4d"), bench.home);
        assertThat(armory.objections(bench.lane()).stream().filter(objection -> !objection.startsWith("This version ")).toList())
                .containsExactly("The journal takes no entries: " + DamagedHistory.SENTENCE);
    }

    @Test
    void missingKeysRefuse() {
        bench.fingerprint = "";
        assertThat(objections()).containsExactly("There are no keys.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config", "data", "deploy"})
    void aFolderThatOthersMayWriteIntoRefuses(String name) throws Exception {
        for (String mode : List.of("rwxrwx---", "rwx----w-")) {
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString(mode));
            assertThat(objections()).containsExactly("Others may write into " + folder.resolve(name) + "; run: chmod go-w " + folder.resolve(name));
        }
    }

    @Test
    void armingHoldsThroughARestartAndDisarmingToo() {
        assertThat(arm()).isTrue();
        assertThat(bench.armory.armed()).containsExactly(FloorBench.LANE);
        assertThat(bench.start().armory.armed(FloorBench.LANE)).isTrue();
        bench.armory.disarm(FloorBench.LANE, "test", "").toCompletableFuture().join();
        assertThat(bench.armory.armed()).isEmpty();
        assertThat(bench.start().armory.armed(FloorBench.LANE)).isFalse();
    }

    @Test
    void otherKeysAreNotArmedAndNoKeysNeither() {
        arm();
        bench.fingerprint = "99999999";
        assertThat(bench.armory.armed(FloorBench.LANE)).isFalse();
        bench.fingerprint = "";
        assertThat(bench.armory.armed(FloorBench.LANE)).isFalse();
        bench.fingerprint = "1a2b3c4d";
        assertThat(bench.armory.armed(FloorBench.LANE)).as("the keys it was armed with").isTrue();
    }

    @Test
    void armingThatCannotBeWrittenDownIsNone() {
        bench.memory.refusing = Receipt.Refused.FAILED;
        assertThat(arm()).isFalse();
        assertThat(bench.armory.armed(FloorBench.LANE)).isFalse();
    }

    @Test
    void disarmingHoldsAlsoWhenItCannotBeWrittenDown() {
        arm();
        bench.memory.refusing = Receipt.Refused.FAILED;
        assertThat(bench.armory.disarm(FloorBench.LANE, "test", "").toCompletableFuture().join().forced()).isFalse();
        assertThat(bench.armory.armed(FloorBench.LANE)).isFalse();
    }

    @Test
    void anArmingThatIsForcedAfterTheDisarmingDoesNotArmAgain() {
        Slow slow = new Slow();
        Armory armory = new Armory(slow, new Keys("1a2b3c4d"), bench.home);
        armory.arm(FloorBench.LANE, "test", "");
        armory.disarm(FloorBench.LANE, "test", "");
        slow.receipts.forEach(receipt -> receipt.complete(new Receipt.Forced(1, 1)));
        assertThat(armory.armed(FloorBench.LANE)).isFalse();
        armory.arm(FloorBench.LANE, "test", "");
        slow.receipts.get(2).complete(new Receipt.Forced(2, 2));
        assertThat(armory.armed(FloorBench.LANE)).isTrue();
    }

    @Test
    void anArmingThatCannotBeReadIsNone() {
        arm();
        assertThat(new Armory(new DamagedHistory(bench.memory, Set.of("standing")), new Keys("1a2b3c4d"), bench.home).armed()).isEmpty();
    }

    @Test
    void aRightToWithdrawThatComesLaterEndsTheArmingForGood() {
        arm();
        bench.pass(30);
        assertThat(bench.armory.armed(FloorBench.LANE)).isTrue();
        evidence(new Evidence(Step.PERMISSIONS, true, bench.time.instant(), "KRAKEN_WITHDRAW_RIGHT", "", ""));
        bench.pass(15);
        assertThat(bench.armory.armed(FloorBench.LANE)).isFalse();
        assertThat(bench.armory.revoked().get(FloorBench.LANE)).contains("withdraw");
        evidence(Evidence.ok(Step.PERMISSIONS, bench.time.instant(), "well"));
        assertThat(bench.start().armory.armed(FloorBench.LANE)).as("only a person arms again").isFalse();
        assertThat(bench.memory.all(Arming.class)).last().satisfies(last -> assertThat(last.who()).isEqualTo("nija"));
        arm();
        assertThat(bench.armory.revoked()).isEmpty();
    }

    @Test
    void anIdentityThatIsAnotherEndsTheArming() {
        arm();
        evidence(Evidence.failed(Step.IDENTITY, bench.time.instant(), "IDENTITY_CHANGED", "They are N84G's.", ""));
        bench.pass(15);
        assertThat(bench.armory.armed(FloorBench.LANE)).isFalse();
        assertThat(bench.armory.revoked().get(FloorBench.LANE)).contains("They are N84G's.");
    }

    @Test
    void aFolderThatOthersMayWriteIntoLaterEndsTheArming() throws Exception {
        arm();
        Files.setPosixFilePermissions(folder.resolve("deploy"), PosixFilePermissions.fromString("rwxrwxrwx"));
        bench.pass(15);
        assertThat(bench.armory.armed(FloorBench.LANE)).isFalse();
        assertThat(bench.armory.revoked().get(FloorBench.LANE)).contains("chmod go-w");
    }

    @Test
    void aLostConnectionEndsNoArming() {
        arm();
        evidence(Evidence.failed(Step.PERMISSIONS, bench.time.instant(), "TIMEOUT", "No answer.", ""));
        bench.pass(60);
        assertThat(bench.armory.armed(FloorBench.LANE)).isTrue();
    }

    private record Keys(String fingerprint) implements io.nija.credentials.CredentialDirectory {

        @Override
        public java.util.Optional<CredentialReport> report(io.nija.account.LaneId lane) {
            return java.util.Optional.of(new CredentialReport(lane, CredentialReport.State.PRESENT, "CODE", "", List.of(), "", "", fingerprint,
                    java.time.Instant.EPOCH));
        }

        @Override
        public List<Warning> warnings() {
            return List.of();
        }

        @Override
        public void refresh() {
            // They are always as they are.
        }
    }

    /** A disk that answers when the test wants. */
    private final class Slow implements Journal {

        private final List<CompletableFuture<Receipt>> receipts = new ArrayList<>();

        @Override
        public UUID epoch() {
            return bench.memory.epoch();
        }

        @Override
        public long nextIntent() {
            return bench.memory.nextIntent();
        }

        @Override
        public CompletionStage<Receipt> append(List<? extends JournalRecord> records) {
            receipts.add(new CompletableFuture<>());
            return receipts.get(receipts.size() - 1);
        }

        @Override
        public JournalHistory history() {
            return bench.memory.history();
        }

        @Override
        public JournalHealth health() {
            return bench.memory.health();
        }
    }
}

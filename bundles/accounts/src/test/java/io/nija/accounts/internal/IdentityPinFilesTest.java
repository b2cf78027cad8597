package io.nija.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import io.nija.account.LaneId;
import io.nija.broker.IdentityPins.Claim;
import io.nija.broker.IdentityPins.Environment;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityPinFilesTest {

    private static final LaneId MASTER = LaneId.of("master", "kraken");
    private static final LaneId DAIVON = LaneId.of("daivon_frazier", "kraken");

    @TempDir
    Path data;

    private Path folder;
    private IdentityPinFiles pins;

    @BeforeEach
    void open() {
        folder = data.resolve("data/identity");
        pins = new IdentityPinFiles(folder);
    }

    @Test
    void theFirstClaimPinsAndItsSuccessorsAreComparedAlsoAfterARestart() {
        assertThat(pins.claim(MASTER, "AA11")).isEqualTo(new Claim.Accepted(true));
        assertThat(pins.claim(MASTER, "AA11")).isEqualTo(new Claim.Accepted(false));
        assertThat(new IdentityPinFiles(folder).claim(MASTER, "AA11")).isEqualTo(new Claim.Accepted(false));
        assertThat(new IdentityPinFiles(folder).claim(MASTER, "BB22")).isEqualTo(new Claim.Changed());
    }

    @Test
    void oneVenueAccountUnderTwoLanesIsRefused() {
        pins.claim(MASTER, "AA11");
        assertThat(pins.claim(DAIVON, "AA11")).isEqualTo(new Claim.TakenBy(MASTER));
        assertThat(pins.claim(LaneId.of("master", "coinbase"), "AA11")).isEqualTo(new Claim.Accepted(true));
        pins.claim(DAIVON, "BB22");
        assertThat(pins.claim(DAIVON, "AA11")).isEqualTo(new Claim.TakenBy(MASTER));
    }

    @Test
    void whatWasConnectedAtASimulatorIsPinnedApart() {
        assertThat(pins.claim(MASTER, Environment.SANDBOX, "SIM1")).isEqualTo(new Claim.Accepted(true));
        assertThat(pins.claim(MASTER, "AA11")).isEqualTo(new Claim.Accepted(true));
        assertThat(pins.claim(DAIVON, "SIM1")).as("the same name at the venue itself is somebody else").isEqualTo(new Claim.Accepted(true));
        assertThat(pins.claim(DAIVON, Environment.SANDBOX, "SIM1")).isEqualTo(new Claim.TakenBy(MASTER));
        IdentityPinFiles later = new IdentityPinFiles(folder);
        assertThat(later.claim(MASTER, Environment.SANDBOX, "AA11")).isEqualTo(new Claim.Changed());
        assertThat(later.claim(MASTER, Environment.REAL, "AA11")).isEqualTo(new Claim.Accepted(false));
        assertThat(folder.resolve("master.kraken.pin")).as("as earlier versions called it").exists();
        assertThat(folder.resolve("master.kraken.sandbox.pin")).exists();
    }

    @Test
    void comparingTellsWhatAClaimWouldAndWritesNothing() {
        assertThat(pins.compare(MASTER, Environment.REAL, "AA11")).isEqualTo(new Claim.Accepted(true));
        assertThat(folder).doesNotExist();
        pins.claim(MASTER, "AA11");
        assertThat(pins.compare(MASTER, Environment.REAL, "BB22")).isEqualTo(new Claim.Changed());
        assertThat(pins.compare(DAIVON, Environment.REAL, "AA11")).isEqualTo(new Claim.TakenBy(MASTER));
        assertThat(pins.claim(MASTER, "AA11")).isEqualTo(new Claim.Accepted(false));
    }

    @Test
    void aRebindLetsOneClaimReplaceThePin() {
        pins.claim(MASTER, "AA11");
        pins.rebind(MASTER, Environment.REAL);
        assertThat(pins.claim(MASTER, "BB22")).isEqualTo(new Claim.Accepted(true));
        assertThat(pins.claim(MASTER, "CC33")).isEqualTo(new Claim.Changed());
        assertThat(new IdentityPinFiles(folder).claim(MASTER, "BB22")).isEqualTo(new Claim.Accepted(false));
    }

    @Test
    void aRebindNeverTakesAnothersAccountAndKeepsTheOldPinThen() {
        pins.claim(MASTER, "AA11");
        pins.claim(DAIVON, "BB22");
        pins.rebind(MASTER, Environment.REAL);
        assertThat(pins.claim(MASTER, "BB22")).isEqualTo(new Claim.TakenBy(DAIVON));
        assertThat(pins.claim(MASTER, "CC33")).as("the permission is used up").isEqualTo(new Claim.Changed());
        assertThat(pins.claim(MASTER, "AA11")).isEqualTo(new Claim.Accepted(false));
    }

    @Test
    void aRebindReplacesADamagedPin() throws IOException {
        pins.claim(MASTER, "AA11");
        Files.writeString(folder.resolve("master.kraken.pin"), "nonsense");
        pins.rebind(MASTER, Environment.REAL);
        assertThat(pins.claim(MASTER, "AA11")).isEqualTo(new Claim.Accepted(true));
        assertThat(pins.claim(MASTER, "AA11")).isEqualTo(new Claim.Accepted(false));
    }

    @Test
    void aReleasedLaneIsPinnedAnew() {
        pins.claim(MASTER, "AA11");
        pins.release(MASTER);
        pins.release(DAIVON);
        assertThat(pins.claim(DAIVON, "AA11")).isEqualTo(new Claim.Accepted(true));
        assertThat(pins.claim(MASTER, "AA11")).isEqualTo(new Claim.TakenBy(DAIVON));
    }

    @Test
    void aDamagedPinForbidsItsLaneAndNewOnesButNoPinnedLane() throws IOException {
        pins.claim(MASTER, "AA11");
        pins.claim(DAIVON, "BB22");
        Path file = folder.resolve("master.kraken.pin");
        for (String damage : new String[] {"", Files.readString(file).substring(0, 60), Files.readString(file).replace("pin ", "pin 0")}) {
            Files.writeString(file, damage);
            assertThat(pins.claim(MASTER, "AA11")).isInstanceOf(Claim.Unreadable.class);
            assertThat(pins.claim(LaneId.of("tania_gilbert", "kraken"), "CC33")).isInstanceOf(Claim.Unreadable.class);
            assertThat(pins.claim(DAIVON, "BB22")).isEqualTo(new Claim.Accepted(false));
        }
        pins.release(MASTER);
        assertThat(pins.claim(MASTER, "AA11")).isEqualTo(new Claim.Accepted(true));
    }

    @Test
    void aPinOfAnotherLanesFileIsNotTaken() throws IOException {
        pins.claim(MASTER, "AA11");
        Files.copy(folder.resolve("master.kraken.pin"), folder.resolve("daivon_frazier.kraken.pin"));
        assertThat(pins.claim(DAIVON, "AA11")).isInstanceOf(Claim.Unreadable.class);
    }

    @Test
    void aFolderThatCannotBeWrittenAllowsNothing() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file where the folder should be");
        assertThat(pins.claim(MASTER, "AA11")).isInstanceOf(Claim.Unreadable.class);
    }

    @Test
    void filesArePrivateAndHoldNoIdentity() throws IOException {
        pins.claim(MASTER, "AA11-VERY-PRIVATE");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).singleElement().satisfies(file -> {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
                assertThat(Files.readString(file)).doesNotContain("AA11").contains("lane master/kraken");
            });
        }
    }
}

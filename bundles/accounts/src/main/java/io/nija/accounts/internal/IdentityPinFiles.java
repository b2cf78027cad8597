package io.nija.accounts.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.broker.IdentityPins;
import io.nija.platform.Installation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One small file per lane under {@code data/identity}. A file that cannot be read forbids what depends on it: its own
 * lane, and any lane of the same broker that is not pinned yet (it could be the same account).
 */
@Component
public final class IdentityPinFiles implements IdentityPins {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.accounts");

    private final Path folder;

    @Activate
    public IdentityPinFiles(@Reference Installation installation) {
        this(installation.data().resolve("identity"));
    }

    IdentityPinFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized Claim claim(LaneId lane, String identity) {
        try {
            Optional<PinFile> own = PinFile.read(folder, lane);
            if (own.isPresent() && own.get().isOf(identity)) {
                return new Claim.Accepted(false);
            }
            Optional<LaneId> other = holder(lane, identity);
            if (other.isPresent()) {
                return new Claim.TakenBy(other.get());
            }
            if (own.isPresent()) {
                return new Claim.Changed();
            }
            PinFile.of(lane, identity).write(folder);
            LOG.info("{} is pinned to the venue account it was first connected with", lane);
            return new Claim.Accepted(true);
        } catch (PinFile.Unreadable unreadable) {
            return new Claim.Unreadable(unreadable.getMessage());
        } catch (IOException failed) {
            return new Claim.Unreadable("the pin of " + lane + " under " + folder + " could not be read or written ("
                    + failed.getClass().getSimpleName() + ": " + Plain.text(failed.getMessage()) + ")");
        }
    }

    private Optional<LaneId> holder(LaneId lane, String identity) throws IOException, PinFile.Unreadable {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> pins = Files.newDirectoryStream(folder, "*." + lane.broker() + PinFile.SUFFIX)) {
            for (Path file : pins) {
                LaneId other = PinFile.laneOf(file);
                if (!other.equals(lane) && PinFile.read(folder, other).filter(pin -> pin.isOf(identity)).isPresent()) {
                    return Optional.of(other);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void release(LaneId lane) {
        try {
            PinFile.delete(folder, lane);
            LOG.info("{} is not pinned any more; the next authentication pins it", lane);
        } catch (IOException failed) {
            LOG.error("The pin of {} could not be removed: {} [IDENTITY_PIN_NOT_RELEASED]", lane, Plain.text(failed.getMessage()));
        }
    }
}

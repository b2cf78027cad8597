package io.nija.accounts.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import io.nija.account.LaneId;
import io.nija.accounts.internal.PinFile.Owner;
import io.nija.broker.IdentityPins;
import io.nija.platform.Installation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One small file per lane and environment under {@code data/identity}. A file that cannot be read forbids what depends on it: its own
 * lane, and any lane of the same broker that is not pinned yet (it could be the same account).
 */
@Component
public final class IdentityPinFiles implements IdentityPins {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.accounts");

    private final Path folder;
    private final Set<Owner> rebinding = new HashSet<>();

    @Activate
    public IdentityPinFiles(@Reference Installation installation) {
        this(installation.data().resolve("identity"));
    }

    IdentityPinFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized Claim claim(LaneId lane, Environment environment, String identity) {
        Owner owner = new Owner(lane, environment);
        boolean permitted = rebinding.remove(owner);
        Claim claim = judge(owner, identity, permitted);
        boolean pin = claim instanceof Claim.Accepted accepted && accepted.first();
        if (!pin) {
            return claim;
        }
        try {
            PinFile.of(owner, identity).write(folder);
        } catch (IOException failed) {
            return unreadable(owner, failed);
        }
        LOG.info("{} is pinned to the venue account it was {} connected with", owner, permitted ? "now" : "first");
        return claim;
    }

    @Override
    public synchronized Claim compare(LaneId lane, Environment environment, String identity) {
        return judge(new Owner(lane, environment), identity, false);
    }

    /** @param permitted whether a pin of another identity, or one that is damaged, may be replaced */
    private Claim judge(Owner owner, String identity, boolean permitted) {
        try {
            Optional<PinFile> own = permitted ? readable(owner) : PinFile.read(folder, owner);
            if (own.isPresent() && own.get().isOf(identity)) {
                return new Claim.Accepted(false);
            }
            Optional<LaneId> other = holder(owner, identity);
            if (other.isPresent()) {
                return new Claim.TakenBy(other.get());
            }
            return own.isPresent() && !permitted ? new Claim.Changed() : new Claim.Accepted(true);
        } catch (PinFile.Unreadable unreadable) {
            return new Claim.Unreadable(unreadable.getMessage());
        } catch (IOException failed) {
            return unreadable(owner, failed);
        }
    }

    private Optional<PinFile> readable(Owner owner) throws IOException {
        try {
            return PinFile.read(folder, owner);
        } catch (PinFile.Unreadable damaged) {
            LOG.warn("What cannot be read is replaced, because somebody wants it: {}", damaged.getMessage());
            return Optional.empty();
        }
    }

    private Claim.Unreadable unreadable(Owner owner, IOException failed) {
        return new Claim.Unreadable("the pin of " + owner + " under " + folder + " could not be read or written ("
                + failed.getClass().getSimpleName() + ": " + Plain.text(failed.getMessage()) + ")");
    }

    private Optional<LaneId> holder(Owner owner, String identity) throws IOException, PinFile.Unreadable {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> pins = Files.newDirectoryStream(folder, owner.rivals())) {
            for (Path file : pins) {
                Owner other = PinFile.ownerOf(file);
                if (!other.equals(owner) && PinFile.read(folder, other).filter(pin -> pin.isOf(identity)).isPresent()) {
                    return Optional.of(other.lane());
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void rebind(LaneId lane, Environment environment) {
        rebinding.add(new Owner(lane, environment));
    }

    @Override
    public synchronized void release(LaneId lane) {
        for (Environment environment : Environment.values()) {
            try {
                PinFile.delete(folder, new Owner(lane, environment));
            } catch (IOException failed) {
                LOG.error("The pin of {} could not be removed: {} [IDENTITY_PIN_NOT_RELEASED]", lane, Plain.text(failed.getMessage()));
                return;
            }
        }
        LOG.info("{} is not pinned any more; the next authentication pins it", lane);
    }
}

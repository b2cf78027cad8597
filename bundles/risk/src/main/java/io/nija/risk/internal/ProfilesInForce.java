package io.nija.risk.internal;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.risk.RiskLimits;
import io.nija.risk.RiskProfiles;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The profiles of the files, and the two shipped ones where they have no file. Thread-safe. */
@Component
public final class ProfilesInForce implements RiskProfiles {

    private final List<ProfileFile> files = new CopyOnWriteArrayList<>();
    private final RiskLimits careful = ProfileText.shipped(ProfileText.CAREFUL);
    private final RiskLimits open = ProfileText.shipped(ProfileText.OPEN);

    /** A file is in force. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindFile(ProfileFile file) {
        files.add(file);
    }

    /** A file is gone, or was edited. */
    public void unbindFile(ProfileFile file) {
        files.remove(file);
    }

    @Override
    public Optional<RiskLimits> find(String profile) {
        // The one that came last: of an edited file both may be here for a moment.
        Optional<ProfileFile> found = files.stream().filter(file -> file.name().equals(profile)).reduce((older, newer) -> newer);
        if (found.isPresent()) {
            return found.map(ProfileFile::limits);
        }
        return switch (profile) {
            case ProfileText.CAREFUL -> Optional.of(careful);
            case ProfileText.OPEN -> Optional.of(open);
            default -> Optional.empty();
        };
    }

    @Override
    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(List.of(ProfileText.CAREFUL, ProfileText.OPEN));
        files.forEach(file -> names.add(file.name()));
        return names;
    }
}

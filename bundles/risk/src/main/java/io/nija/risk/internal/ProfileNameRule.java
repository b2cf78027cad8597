package io.nija.risk.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.nija.configuration.ConfigurationRule;
import io.nija.configuration.FileReport.Problem;
import io.nija.platform.Installation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Refuses an account's file that names a risk profile which is not there: without numbers nothing could be sent, and the
 * operator would learn it with the first order. A profile is there with its file, in whatever order files are applied. The
 * references to the profiles are static on purpose, as in {@link PracticeRule}: the files are looked at again.
 */
@Component
public final class ProfileNameRule implements ConfigurationRule {

    private static final String BEGIN = ProfileFile.PID + "-";
    private static final String END = ".cfg";

    private final Path folder;
    private final List<ProfileFile> profiles;

    @Activate
    public ProfileNameRule(@Reference Installation installation,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<ProfileFile> profiles) {
        this(installation.config(), profiles);
    }

    ProfileNameRule(Path folder, List<ProfileFile> profiles) {
        this.folder = folder;
        this.profiles = List.copyOf(profiles);
    }

    @Override
    public String pid() {
        return "io.nija.account";
    }

    @Override
    public List<Problem> check(String instance, Map<String, Object> values) {
        String profile = String.valueOf(values.getOrDefault("risk", ProfileText.CAREFUL)).strip();
        if (Files.exists(folder.resolve(BEGIN + name(profile) + END))) {
            return List.of();
        }
        SortedSet<String> names = names();
        if (names.contains(profile)) {
            return List.of();
        }
        String nearest = names.stream().min(Comparator.comparingInt(name -> distance(profile, name))).orElseThrow();
        boolean near = distance(profile, nearest) <= Math.max(2, nearest.length() / 3);
        String legal = String.join(", ", names);
        return List.of(new Problem("risk", profile, legal, "'risk' is '" + profile + "', and there is no such profile"
                + (near ? ", the nearest is " + nearest : "") + ", legal is " + legal + ", or a name with a file " + BEGIN + "NAME" + END));
    }

    /** What cannot be the name of a file is the name of none. */
    private static String name(String profile) {
        return profile.matches("[a-z][a-z0-9-]{0,39}") ? profile : "";
    }

    private SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(List.of(ProfileText.CAREFUL, ProfileText.OPEN));
        Stream.concat(profiles.stream().map(ProfileFile::name), files()).forEach(names::add);
        return names;
    }

    private Stream<String> files() {
        String[] all = folder.toFile().list((where, name) -> name.startsWith(BEGIN) && name.endsWith(END));
        return Stream.of(all == null ? new String[0] : all).map(name -> name.substring(BEGIN.length(), name.length() - END.length()));
    }

    /** How many letters must be changed, put in or taken out (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}

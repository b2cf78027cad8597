package io.nija.deployer.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.nija.deployer.internal.JarRefused.Code;

/**
 * What the folder asks for, given what runs. Pure. One name is one bundle, and one bundle is one file: the file that a
 * plug-in came from has the first say; of several new files of one bundle the one with the shipped name is taken, else
 * none.
 */
final class FolderPlan {

    private FolderPlan() {}

    /** A plug-in that is installed: the file it belongs to and the SHA-256 of what was installed. */
    record Running(String file, String symbolicName, String sha256) {}

    /** What to do about one file. */
    sealed interface Step {

        String file();

        /** A new bundle. */
        record Add(String file, JarContent jar) implements Step {}

        /** Another content for a bundle that is there; {@code file} may be another one than before. */
        record Replace(String file, JarContent jar) implements Step {}

        /** The file is gone, and so must be the bundle. */
        record Remove(String file, String symbolicName) implements Step {}

        /** The content that runs already; {@code file} may be another one than before. */
        record Same(String file, JarContent jar) implements Step {}

        /** Not to be taken. */
        record Refuse(String file, Code code, String reason) implements Step {}
    }

    /**
     * The steps, removals first.
     *
     * @param jars the whole jars among the files that are still
     * @param taken symbolic names of platform and core
     * @param shipped the names under which plug-ins came with this NIJA; the launcher prefers them in the same way
     */
    static List<Step> of(StillFiles.Look look, Map<String, JarContent> jars, Collection<Running> running, Set<String> taken,
            Set<String> shipped) {
        List<Step> steps = new ArrayList<>();
        Map<String, List<String>> filesOf = new TreeMap<>();
        new TreeMap<>(jars).forEach((file, jar) ->
                filesOf.computeIfAbsent(jar.manifest().symbolicName(), name -> new ArrayList<>()).add(file));
        for (Running plugIn : running) {
            boolean followed = !filesOf.getOrDefault(plugIn.symbolicName(), List.of()).isEmpty();
            // A file that is just being written may be the same bundle under another name.
            if (look.gone(plugIn.file()) && !followed && !look.moving()) {
                steps.add(new Step.Remove(plugIn.file(), plugIn.symbolicName()));
            }
        }
        filesOf.forEach((symbolicName, files) -> {
            Optional<Running> now = running.stream().filter(plugIn -> plugIn.symbolicName().equals(symbolicName)).findFirst();
            Optional<String> heir = heir(files, shipped);
            for (String file : files) {
                steps.add(step(look, file, jars.get(file), files, heir, now, running, taken));
            }
        });
        return steps;
    }

    /** Of several new files of one bundle, the one with the shipped name, if there is exactly one. */
    private static Optional<String> heir(List<String> files, Set<String> shipped) {
        List<String> candidates = files.size() == 1 ? files : files.stream().filter(shipped::contains).toList();
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    private static Step step(StillFiles.Look look, String file, JarContent jar, List<String> files, Optional<String> heir,
            Optional<Running> now, Collection<Running> running, Set<String> taken) {
        String symbolicName = jar.manifest().symbolicName();
        if (taken.contains(symbolicName)) {
            return new Step.Refuse(file, Code.JAR_NAME_TAKEN, symbolicName + " is a bundle of the platform, which a plug-in "
                    + "cannot replace");
        }
        Optional<Running> owner = running.stream()
                .filter(plugIn -> plugIn.file().equals(file) && !plugIn.symbolicName().equals(symbolicName)).findFirst();
        if (owner.isPresent()) {
            return new Step.Refuse(file, Code.JAR_NAME_TAKEN, "it is " + symbolicName + ", and this file is that of the "
                    + "plug-in " + owner.get().symbolicName() + "; give it a name of its own");
        }
        boolean own = now.isPresent() && now.get().file().equals(file);
        if (now.isPresent() && !own && !look.gone(now.get().file())) {
            return new Step.Refuse(file, Code.JAR_DUPLICATE, symbolicName + " is the plug-in of " + now.get().file()
                    + "; a plug-in is one file with one name: replace that file, and remove this one");
        }
        if (!own && heir.filter(file::equals).isEmpty()) {
            return new Step.Refuse(file, Code.JAR_DUPLICATE, symbolicName + " is also in "
                    + String.join(", ", files.stream().filter(other -> !other.equals(file)).toList())
                    + "; a plug-in is one file with one name: remove all but one");
        }
        if (now.isEmpty()) {
            return new Step.Add(file, jar);
        }
        return now.get().sha256().equals(jar.sha256()) ? new Step.Same(file, jar) : new Step.Replace(file, jar);
    }
}

package io.nija.deployer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.nija.deployer.internal.FolderWatch.Problem;
import io.nija.deployer.internal.JarRefused.Code;

/**
 * What operators ask for: the same steps as for a file that was dropped into the folder, with an answer. The file in the
 * folder is replaced last, so that it is never a jar that did not work. Used by one thread at a time.
 */
final class PlugInDesk {

    /** {@code -1.2.3}, {@code -0.1.0-SNAPSHOT}: a plug-in's file has a stable name. */
    private static final Pattern VERSION_IN_NAME = Pattern.compile("[-_.]v?\\d+(\\.\\d+)*([-.][A-Za-z0-9-]+)*$");
    private static final Pattern USABLE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}\\.jar");

    private final DeployFolder folder;
    private final Workshop workshop;
    private final FolderWatch watch;

    PlugInDesk(DeployFolder folder, Workshop workshop, FolderWatch watch) {
        this.folder = folder;
        this.workshop = workshop;
        this.watch = watch;
    }

    /**
     * A line of the list.
     *
     * @param plugIn null for a file that is no plug-in
     * @param previous the jar that ran before, or null
     * @param problem why the file in the folder is not what runs, or null
     */
    record Listed(String file, PlugIn plugIn, Earlier previous, Problem problem) {}

    /** A jar kept for the way back. */
    record Earlier(String version, String sha256) {}

    /** A SHA-256 somebody vouched for, and the file it belongs to, if it is here. */
    record Trusted(String sha256, String file) {}

    /** Plug-ins and refused files, by file. */
    List<Listed> list() {
        Map<String, Problem> problems = new TreeMap<>(watch.problems());
        List<Listed> list = new ArrayList<>();
        for (PlugIn plugIn : workshop.all()) {
            list.add(listed(plugIn, problems.remove(plugIn.file())));
        }
        problems.forEach((file, problem) -> list.add(new Listed(file, null, null, problem)));
        return list;
    }

    /** The line of one plug-in. */
    Listed listed(PlugIn plugIn) {
        return listed(plugIn, watch.problems().get(plugIn.file()));
    }

    private Listed listed(PlugIn plugIn, Problem problem) {
        Earlier earlier = workshop.previous(plugIn.symbolicName()).map(PlugInDesk::earlier).orElse(null);
        return new Listed(plugIn.file(), plugIn, earlier, problem);
    }

    private static Earlier earlier(Path jar) {
        try {
            JarContent content = JarContent.read(jar);
            return new Earlier(content.manifest().version().toString(), content.sha256());
        } catch (JarRefused | IOException damaged) {
            return null;
        }
    }

    /** Deploys a jar from anywhere. */
    Deployment deploy(Path file, String by, Duration limit) throws JarRefused, InterruptedException {
        Path staged = staged(file);
        try {
            JarContent jar = content(staged);
            String name = jar.manifest().symbolicName();
            Optional<PlugIn> now = workshop.find(name);
            String target = now.isPresent() ? now.get().file() : newName(file, name);
            return replace(target, jar, staged, History.Event.UPDATED, by, limit);
        } finally {
            workshop.discard(staged);
        }
    }

    /** Puts the jar that ran before back in place; where the folder holds one that was refused, the one that runs. */
    Deployment undo(String name, String by, Duration limit) throws JarRefused, InterruptedException {
        Optional<PlugIn> now = workshop.named(name);
        String symbolicName = now.map(PlugIn::symbolicName).or(() -> workshop.history().symbolicNameOf(name + ".jar"))
                .or(() -> workshop.history().symbolicNameOf(name)).orElse(name);
        // The name is looked up among copies that are there; it is never made into a path by itself.
        boolean known = now.isPresent() || workshop.history().last(symbolicName).isPresent();
        if (!known) {
            throw new JarRefused(Code.JAR_UNREADABLE, "there is no plug-in " + name + "; nija deploy lists them");
        }
        // Where the file in the folder was not taken, the way back is to what runs.
        boolean refused = now.filter(plugIn -> watch.problems().containsKey(plugIn.file())).isPresent();
        Optional<Path> kept = refused ? workshop.running(symbolicName) : workshop.previous(symbolicName);
        Path previous = kept.orElseThrow(() -> new JarRefused(Code.JAR_UNREADABLE,
                "no earlier jar of " + symbolicName + " is kept, so there is nothing to go back to"));
        Path staged = staged(previous);
        try {
            JarContent jar = content(staged);
            String target = now.map(PlugIn::file).orElseGet(() -> workshop.history().last(symbolicName).orElseThrow().file());
            return replace(target, jar, staged, History.Event.UNDONE, by, limit);
        } finally {
            workshop.discard(staged);
        }
    }

    private Deployment replace(String target, JarContent jar, Path staged, History.Event event, String by, Duration limit)
            throws JarRefused, InterruptedException {
        Optional<PlugIn> now = workshop.find(jar.manifest().symbolicName());
        boolean same = now.isPresent() && now.get().sha256().equals(jar.sha256());
        if (!same) {
            workshop.vet(jar);
        }
        Path part = prepared(staged, target);
        try {
            Deployment done = same
                    ? new Deployment(now.get(), Deployment.Kind.UNCHANGED, null, null, Set.of(), Duration.ZERO)
                    : workshop.put(target, jar, staged, now.isEmpty() && event == History.Event.UPDATED
                            ? History.Event.INSTALLED : event, by, limit);
            commit(part, target);
            watch.settled(target);
            return done;
        } finally {
            drop(part);
        }
    }

    private String newName(Path file, String symbolicName) throws JarRefused {
        String plain = DeployFolder.plainName(String.valueOf(file.getFileName()));
        String name = VERSION_IN_NAME.matcher(plain).replaceAll("") + ".jar";
        if (!USABLE_NAME.matcher(name).matches()) {
            name = symbolicName + ".jar";
        }
        if (Files.exists(folder.file(name))) {
            throw new JarRefused(Code.JAR_NAME_TAKEN, "it would become " + name + " in the folder of plug-ins, and that file is "
                    + "another plug-in; give it a name of its own");
        }
        return name;
    }

    /** Vouches for a plug-in's file, or for a SHA-256. */
    Trusted trust(String nameOrSum, String by) throws JarRefused {
        String sum = nameOrSum.toLowerCase(Locale.ROOT);
        String file = null;
        if (!TrustStore.isSum(sum)) {
            file = nameOrSum.endsWith(".jar") ? nameOrSum : nameOrSum + ".jar";
            Optional<String> waiting = watch.content(file).map(JarContent::sha256);
            sum = waiting.or(() -> workshop.named(nameOrSum).map(PlugIn::sha256)).filter(known -> !known.isEmpty())
                    .orElseThrow(() -> new JarRefused(Code.JAR_UNREADABLE, "there is no whole jar " + nameOrSum
                            + " in the folder of plug-ins; nija deploy lists them"));
        }
        try {
            workshop.trust(sum, by);
            return new Trusted(sum, file);
        } catch (IOException notWritten) {
            throw new JarRefused(Code.JAR_UNREADABLE, "it cannot be written down (" + Words.reason(notWritten) + ")");
        }
    }

    private Path staged(Path file) throws JarRefused {
        if (!Files.isRegularFile(file)) {
            throw new JarRefused(Code.JAR_UNREADABLE, "there is no such file");
        }
        try {
            return workshop.stage(file);
        } catch (IOException notRead) {
            throw new JarRefused(Code.JAR_UNREADABLE, "it cannot be read (" + Words.reason(notRead) + ")");
        }
    }

    private static JarContent content(Path staged) throws JarRefused {
        try {
            return JarContent.read(staged);
        } catch (IOException notRead) {
            throw new JarRefused(Code.JAR_UNREADABLE, "it cannot be read (" + Words.reason(notRead) + ")");
        }
    }

    private Path prepared(Path staged, String target) throws JarRefused {
        try {
            return folder.prepare(staged, target);
        } catch (IOException notWritten) {
            throw new JarRefused(Code.JAR_UNREADABLE, "the folder of plug-ins " + folder.folder() + " cannot be written ("
                    + Words.reason(notWritten) + "), so the next start would not know it");
        }
    }

    private void commit(Path part, String target) throws JarRefused {
        try {
            folder.commit(part, target);
        } catch (IOException notMoved) {
            throw new JarRefused(Code.JAR_UNREADABLE, "it runs, but could not be put into the folder of plug-ins as " + target + " ("
                    + Words.reason(notMoved) + "), so the folder's jar will take its place again");
        }
    }

    private static void drop(Path part) throws JarRefused {
        try {
            Files.deleteIfExists(part);
        } catch (IOException stays) {
            throw new JarRefused(Code.JAR_UNREADABLE, "the temporary file " + part + " could not be removed; remove it");
        }
    }
}

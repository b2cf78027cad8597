package io.nija.deployer.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.nija.deployer.internal.DeployFolder.Stamp;
import io.nija.deployer.internal.JarRefused.Code;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what runs follow the folder: a replaced file updates its bundle, a deleted one uninstalls it, a new one appears.
 * What cannot be taken is refused by name, once, and looked at again when it changes or what it lacks appears. Used by
 * one thread at a time.
 */
final class FolderWatch {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final String FOLDER = "folder";

    private final DeployFolder folder;
    private final Workshop workshop;
    private final Duration limit;
    private final StillFiles stillness = new StillFiles();
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Stamp> failed = new HashMap<>();
    private final Map<String, Problem> problems = new TreeMap<>();
    private String unreadable;

    FolderWatch(DeployFolder folder, Workshop workshop, Duration limit) {
        this.folder = folder;
        this.workshop = workshop;
        this.limit = limit;
    }

    /** A file that is not taken: a stable code, and a sentence. */
    record Problem(Code code, String sentence) {}

    /** What a file contained when it had that stamp. */
    private record Known(Stamp stamp, JarContent jar, JarRefused refused) {}

    /** Files that are not taken, by name. */
    Map<String, Problem> problems() {
        return Map.copyOf(problems);
    }

    /** The content of a file as it was last read, if it is a whole jar. */
    Optional<JarContent> content(String file) {
        return Optional.ofNullable(known.get(file)).map(Known::jar);
    }

    /** Somebody put this very jar in place: it is not tried again, and nothing is wrong with the file. */
    void settled(String file) {
        failed.remove(file);
        problems.remove(file);
    }

    /** Looks once, and does what follows. */
    void look() throws InterruptedException {
        Map<String, Stamp> files;
        try {
            files = folder.list();
        } catch (IOException notListed) {
            String reason = Words.reason(notListed);
            if (!reason.equals(unreadable)) {
                unreadable = reason;
                LOG.warn("The folder of plug-ins {} cannot be read ({}); what runs goes on.", folder.folder(), reason);
            }
            return;
        }
        if (unreadable != null) {
            unreadable = null;
            LOG.info("The folder of plug-ins {} can be read again.", folder.folder());
        }
        StillFiles.Look look = stillness.observe(files);
        forget(look);
        Map<String, JarContent> jars = new HashMap<>();
        look.still().forEach((file, stamp) -> read(file, stamp).ifPresent(jar -> jars.put(file, jar)));
        var running = workshop.all().stream().map(PlugIn::running).toList();
        for (FolderPlan.Step step : FolderPlan.of(look, jars, running, workshop.takenNames())) {
            take(step, look);
        }
    }

    private void forget(StillFiles.Look look) {
        known.keySet().retainAll(look.present());
        failed.keySet().retainAll(look.present());
        problems.keySet().retainAll(look.present());
    }

    private Optional<JarContent> read(String file, Stamp stamp) {
        Known before = known.get(file);
        if (before == null || !before.stamp().equals(stamp)) {
            before = readNow(file, stamp);
            known.put(file, before);
        }
        if (before.refused() != null) {
            refuse(file, before.refused());
        }
        return Optional.ofNullable(before.jar());
    }

    private Known readNow(String file, Stamp stamp) {
        try {
            return new Known(stamp, JarContent.read(folder.file(file)), null);
        } catch (JarRefused refused) {
            return new Known(stamp, null, refused);
        } catch (IOException unreadableFile) {
            return new Known(stamp, null, new JarRefused(Code.JAR_UNREADABLE, "it cannot be read (" + Words.reason(unreadableFile) + ")"));
        }
    }

    private void take(FolderPlan.Step step, StillFiles.Look look) throws InterruptedException {
        String file = step.file();
        if (step instanceof FolderPlan.Step.Refuse refuse) {
            refuse(file, new JarRefused(refuse.code(), refuse.reason()));
        } else if (step instanceof FolderPlan.Step.Remove remove) {
            Optional<PlugIn> plugIn = workshop.find(remove.symbolicName());
            if (plugIn.isPresent()) {
                workshop.remove(plugIn.get());
            }
        } else if (step instanceof FolderPlan.Step.Same same) {
            settled(file);
            workshop.find(same.jar().manifest().symbolicName()).filter(plugIn -> !plugIn.file().equals(file))
                    .ifPresent(plugIn -> workshop.moved(plugIn, file));
        } else if (step instanceof FolderPlan.Step.Replace replace) {
            put(file, replace.jar(), look.still().get(file), History.Event.UPDATED);
        } else if (step instanceof FolderPlan.Step.Add add) {
            put(file, add.jar(), look.still().get(file), History.Event.INSTALLED);
        }
    }

    private void put(String file, JarContent jar, Stamp stamp, History.Event event) throws InterruptedException {
        if (stamp.equals(failed.get(file))) {
            return;
        }
        try {
            workshop.vet(jar);
            Path staged = workshop.stage(folder.file(file), jar);
            try {
                workshop.put(file, jar, staged, event, FOLDER, limit);
            } catch (JarRefused tried) {
                failed.put(file, stamp);
                throw tried;
            }
            settled(file);
        } catch (JarRefused refused) {
            refuse(file, refused);
        } catch (IOException notStaged) {
            refuse(file, new JarRefused(Code.JAR_UNREADABLE, "it cannot be copied (" + Words.reason(notStaged) + ")"));
        }
    }

    private void refuse(String file, JarRefused refused) {
        String sentence = Words.clean(file) + " is refused: " + refused.reason()
                + (refused.code() == Code.JAR_FAILED ? "" : "; " + consequence(file)) + ".";
        Problem problem = new Problem(refused.code(), sentence);
        if (!problem.equals(problems.put(file, problem))) {
            LOG.warn("{}", sentence);
        }
    }

    private String consequence(String file) {
        return workshop.all().stream().filter(plugIn -> plugIn.file().equals(file)).findFirst()
                .map(plugIn -> plugIn.words() + " runs on").orElse("nothing changes");
    }
}

package io.nija.deployer.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

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
    private final RefusalMemory memory;
    private final StillFiles stillness = new StillFiles();
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Stamp> failed = new HashMap<>();
    /** Read by other threads too. */
    private final Map<String, Problem> problems = new ConcurrentSkipListMap<>();
    /** What the last process tried and took back, by file; null until it was read. */
    private Map<String, RefusalMemory.Line> takenBack;
    private String unreadable;
    private String notRemembered = "";

    FolderWatch(DeployFolder folder, Workshop workshop, Duration limit, RefusalMemory memory) {
        this.folder = folder;
        this.workshop = workshop;
        this.limit = limit;
        this.memory = memory;
    }

    /**
     * A file that is not taken.
     *
     * @param runs the plug-in of that file that runs on, or null
     */
    record Problem(Code code, String sentence, PlugIn runs) {}

    /**
     * What a file contained when it had that stamp.
     *
     * @param sha256 empty when it could not be read at all
     */
    private record Known(Stamp stamp, String sha256, JarContent jar, JarRefused refused) {}

    /** Files that are not taken, by name. Any thread. */
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
        recall();
        StillFiles.Look look = stillness.observe(files);
        forget(look);
        Map<String, JarContent> jars = new HashMap<>();
        look.still().forEach((file, stamp) -> read(file, stamp).ifPresent(jar -> jars.put(file, jar)));
        var running = workshop.all().stream().map(PlugIn::running).toList();
        for (FolderPlan.Step step : FolderPlan.of(look, jars, running, workshop.takenNames(), workshop.shippedFiles())) {
            take(step, look);
        }
        if (!look.moving()) {
            remember();
        }
    }

    /**
     * What a start would find wrong with the folder as it is now, without a change to anything: for a process that does
     * not watch it.
     */
    Map<String, Problem> inspect() throws IOException {
        recall();
        Map<String, Stamp> files = folder.list();
        Map<String, JarContent> jars = new HashMap<>();
        files.forEach((file, stamp) -> read(file, stamp).ifPresent(jar -> jars.put(file, jar)));
        StillFiles.Look look = new StillFiles.Look(files, files.keySet(), files.keySet());
        for (FolderPlan.Step step : FolderPlan.of(look, jars, List.of(), workshop.takenNames(), workshop.shippedFiles())) {
            if (step instanceof FolderPlan.Step.Refuse refuse) {
                refuse(step.file(), new JarRefused(refuse.code(), refuse.reason()));
            } else if (step instanceof FolderPlan.Step.Add add && !failed.containsKey(step.file())) {
                try {
                    workshop.vet(add.jar());
                } catch (JarRefused refused) {
                    refuse(step.file(), refused);
                }
            }
        }
        return problems();
    }

    /** For the next start. */
    private void remember() {
        List<RefusalMemory.Line> lines = new ArrayList<>();
        problems.forEach((file, problem) -> {
            Known content = known.get(file);
            // A second file of a bundle is no bad jar, and the next start leaves it out by itself.
            if (content != null && !content.sha256().isEmpty() && problem.code() != Code.JAR_DUPLICATE) {
                lines.add(new RefusalMemory.Line(file, content.sha256(), problem.code().name(),
                        problem.runs() == null ? "" : problem.runs().symbolicName(), problem.sentence()));
            }
        });
        try {
            memory.write(lines);
            notRemembered = "";
        } catch (IOException notWritten) {
            String reason = Words.reason(notWritten);
            if (!reason.equals(notRemembered)) {
                notRemembered = reason;
                LOG.warn("Which plug-ins are refused could not be written down ({}), so the next start will try them again.", reason);
            }
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
            JarContent jar = JarContent.read(folder.file(file));
            recalled(file, stamp, jar.sha256());
            return new Known(stamp, jar.sha256(), jar, null);
        } catch (JarRefused refused) {
            return new Known(stamp, sha256(file), null, refused);
        } catch (IOException unreadableFile) {
            return new Known(stamp, "", null, new JarRefused(Code.JAR_UNREADABLE, "it cannot be read (" + Words.reason(unreadableFile) + ")"));
        }
    }

    private String sha256(String file) {
        try {
            return JarContent.sha256(folder.file(file));
        } catch (IOException goneMeanwhile) {
            return "";
        }
    }

    /** What the last process tried and took back is not tried again, until the file changes. */
    private void recall() {
        if (takenBack != null) {
            return;
        }
        takenBack = new HashMap<>();
        try {
            memory.read().stream().filter(line -> line.code().equals(Code.JAR_FAILED.name()))
                    .forEach(line -> takenBack.put(line.file(), line));
        } catch (IOException notRead) {
            LOG.warn("Which plug-ins the last process took back is not known ({}).", Words.reason(notRead));
        }
    }

    private void recalled(String file, Stamp stamp, String sha256) {
        RefusalMemory.Line line = takenBack.remove(file);
        if (line != null && line.sha256().equals(sha256)) {
            failed.put(file, stamp);
            problems.put(file, new Problem(Code.JAR_FAILED, line.sentence(), running(file).orElse(null)));
            LOG.warn("{} It is not tried again until the file changes; nija deploy {} tries it.", line.sentence(), folder.file(file));
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
        Problem problem = new Problem(refused.code(), sentence, running(file).orElse(null));
        Problem before = problems.put(file, problem);
        if (before == null || !before.sentence().equals(sentence)) {
            LOG.warn("{}", sentence);
        }
    }

    private String consequence(String file) {
        return running(file).map(plugIn -> plugIn.words() + " runs on").orElse("nothing changes");
    }

    private Optional<PlugIn> running(String file) {
        return workshop.all().stream().filter(plugIn -> plugIn.file().equals(file)).findFirst();
    }
}

package io.nija.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.configuration.ConfigurationRule;
import io.nija.configuration.FileReport;
import io.nija.configuration.FileReport.State;
import io.nija.configuration.NewKey;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.metatype.MetaTypeService;

/** The watcher against a real framework, ConfigAdmin and metatype service, in virtual time. */
class ConfigurationFolderTest {

    static final String ACCOUNT_METATYPE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="other" name="Other"><AD id="capital" type="Integer" min="7" max="8" required="false"/></OCD>
              <OCD id="account" name="Account">
                <AD id="name" type="String" required="false" max="20"/>
                <AD id="role" type="String" required="true"><Option value="master" label="m"/><Option value="user" label="u"/></AD>
                <AD id="brokers" type="String" cardinality="2147483647" required="true" default="kraken"/>
                <AD id="mode.*" type="String" required="false"><Option value="observe" label="o"/><Option value="live" label="l"/></AD>
                <AD id="capital" type="Integer" min="1" max="1000" required="false"/>
                <AD id="enabled" type="Boolean" required="false"/>
              </OCD>
              <Designate factoryPid="io.nija.account"><Object ocdref="account"/></Designate>
            </metatype:MetaData>
            """;
    static final String KRAKEN_METATYPE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="kraken" name="Kraken"><AD id="tier" type="String" required="false">
                <Option value="starter" label="s"/><Option value="pro" label="p"/></AD></OCD>
              <Designate pid="io.nija.broker.kraken"><Object ocdref="kraken"/></Designate>
            </metatype:MetaData>
            """;
    private static final String MASTER = "io.nija.account-master.cfg";

    @TempDir
    Path temp;

    private Path config;
    private EmbeddedFramework framework;
    private VirtualTime time;
    private ConfigurationFolder folder;
    private final List<String> events = new ArrayList<>();

    @BeforeEach
    void startTheFramework() throws Exception {
        config = Files.createDirectory(temp.resolve("config"));
        framework = new EmbeddedFramework(temp.resolve("cache"));
        framework.describe("accounts", ACCOUNT_METATYPE);
        time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
        framework.context().registerService(SynchronousConfigurationListener.class, event -> events.add(
                (event.getType() == ConfigurationEvent.CM_UPDATED ? "+" : event.getType() == ConfigurationEvent.CM_DELETED ? "-" : "?")
                        + event.getPid()), null);
    }

    @AfterEach
    void stopTheFramework() throws Exception {
        if (folder != null) {
            folder.stop();
        }
        framework.close();
    }

    private void start() {
        folder = new ConfigurationFolder(framework.context(), new FixedInstallation(config), time, time, new DirectWorkers(),
                framework.service(ConfigurationAdmin.class), framework.service(MetaTypeService.class));
    }

    private Path write(String file, String text) throws IOException {
        Path path = Files.writeString(config.resolve(file), text);
        Files.setLastModifiedTime(path, FileTime.from(time.instant().minusSeconds(60)));
        return path;
    }

    private void settle() {
        time.advance(Duration.ofMillis(900));
    }

    private Map<String, Object> inForce(String pid) throws Exception {
        Configuration[] found = framework.service(ConfigurationAdmin.class).listConfigurations("(service.pid=" + pid + ")");
        if (found == null) {
            return null;
        }
        Dictionary<String, Object> properties = found[0].getProperties();
        Map<String, Object> plain = new TreeMap<>();
        Collections.list(properties.keys()).stream().filter(key -> !key.startsWith("service.") && !key.startsWith("."))
                .forEach(key -> plain.put(key, properties.get(key)));
        return plain;
    }

    private FileReport report(String file) {
        return folder.files().stream().filter(report -> report.file().equals(file)).findFirst().orElseThrow();
    }

    private static final ConfigurationRule NOBODY = new ConfigurationRule() {

        @Override
        public String pid() {
            return "io.nija.account";
        }

        @Override
        public List<FileReport.Problem> check(String instance, Map<String, Object> values) {
            return "nobody".equals(values.get("name"))
                    ? List.of(new FileReport.Problem("name", "nobody", "somebody", "'name' is 'nobody', legal is somebody")) : List.of();
        }
    };

    @Test
    void aRuleRefusesAnEditBeforeItIsAppliedAndNamesTheLine() throws Exception {
        write(MASTER, "role=master\nname=somebody\n");
        start();
        folder.addRule(NOBODY);
        write(MASTER, "role=master\nname=nobody\n");
        settle();
        assertThat(inForce("io.nija.account~master")).containsEntry("name", "somebody");
        assertThat(report(MASTER).state()).isEqualTo(State.REFUSED_KEPT);
        assertThat(report(MASTER).problems().get(0).message()).isEqualTo(MASTER + " line 2: 'name' is 'nobody', legal is somebody; "
                + "the file was refused and its last good version stays in force.");
        assertThat(folder.check().get(0).state()).isEqualTo(State.REFUSED_KEPT);
    }

    @Test
    void aFileThatWasAppliedBeforeItsRuleCameIsTakenAwayAgain() throws Exception {
        write(MASTER, "role=master\nname=nobody\n");
        start();
        folder.addRule(NOBODY);
        assertThat(inForce("io.nija.account~master")).isNull();
        assertThat(report(MASTER).state()).isEqualTo(State.REFUSED);
        folder.removeRule(NOBODY);
        write(MASTER, "role=master\nname=somebody else\n");
        settle();
        assertThat(report(MASTER).state()).isEqualTo(State.APPLIED);
    }

    @Test
    void whatIsThereAtStartIsInForceAtOnceWithItsTypes() throws Exception {
        write(MASTER, "role=master\nbrokers=kraken,paper\ncapital=50\nenabled=true\nmode.kraken=live\n");
        start();

        Map<String, Object> properties = inForce("io.nija.account~master");
        assertThat((String[]) properties.remove("brokers")).containsExactly("kraken", "paper");
        assertThat(properties).isEqualTo(Map.of("role", "master", "capital", 50, "enabled", true, "mode.kraken", "live"));
        assertThat(report(MASTER).state()).isEqualTo(State.APPLIED);
        assertThat(report(MASTER).raw()).containsEntry("brokers", "kraken,paper");
        Configuration configuration = framework.service(ConfigurationAdmin.class)
                .listConfigurations("(service.pid=io.nija.account~master)")[0];
        assertThat(configuration.getBundleLocation()).isEqualTo("?");
        assertThat(configuration.getFactoryPid()).isEqualTo("io.nija.account");
    }

    @Test
    void anEditIsInForceWithinASecondAndTouchesOnlyWhatItNames() throws Exception {
        write(MASTER, "role=master\n");
        write("io.nija.account-tania.cfg", "role=user\n");
        start();
        events.clear();
        write(MASTER, "role=master\ncapital=5\n");
        time.advance(Duration.ofMillis(999));

        assertThat(inForce("io.nija.account~master")).containsEntry("capital", 5);
        assertThat(events).containsExactly("+io.nija.account~master");
    }

    @Test
    void anEditThatMeansTheSameTouchesNothing() throws Exception {
        write(MASTER, "role=master\nbrokers=kraken\n");
        start();
        events.clear();
        write(MASTER, "# a comment\nbrokers : kraken\nrole = master\n");
        settle();

        assertThat(events).isEmpty();
        assertThat(report(MASTER).state()).isEqualTo(State.APPLIED);
    }

    @Test
    void anEditThatKeepsSizeAndTimeIsSeen() throws Exception {
        Path file = write(MASTER, "role=user\ncapital=1\n");
        FileTime before = Files.getLastModifiedTime(file);
        start();
        write(MASTER, "role=user\ncapital=2\n");
        Files.setLastModifiedTime(file, before);
        settle();

        assertThat(inForce("io.nija.account~master")).containsEntry("capital", 2);
    }

    @Test
    void aBadEditIsRefusedWithARangeAndTheLastGoodStays() throws Exception {
        write(MASTER, "role=master\ncapital=5\n");
        start();
        events.clear();
        write(MASTER, "role=master\ncapital=1001\n");
        settle();

        assertThat(events).isEmpty();
        assertThat(inForce("io.nija.account~master")).containsEntry("capital", 5);
        assertThat(report(MASTER).state()).isEqualTo(State.REFUSED_KEPT);
        assertThat(report(MASTER).problems()).singleElement().isEqualTo(new FileReport.Problem("capital", "1001",
                "a whole number from 1 to 1000",
                "io.nija.account-master.cfg line 2: 'capital' is '1001', legal is a whole number from 1 to 1000;"
                        + " the file was refused and its last good version stays in force."));
        write(MASTER, "role=master\ncapital=6\n");
        settle();
        assertThat(inForce("io.nija.account~master")).containsEntry("capital", 6);
        assertThat(report(MASTER).problems()).isEmpty();
    }

    @Test
    void lengthsOfTextsAreChecked() throws Exception {
        write(MASTER, "role=user\nname=a name that is much too long for this\n");
        start();

        assertThat(report(MASTER).problems()).singleElement().extracting(FileReport.Problem::legal)
                .isEqualTo("a text of at most 20 characters");
    }

    @Test
    void aBadFileAtStartIsRefusedAndTheOthersStart() throws Exception {
        write(MASTER, "role=boss\n");
        write("io.nija.account-tania.cfg", "role=user\n");
        start();

        assertThat(inForce("io.nija.account~master")).isNull();
        assertThat(report(MASTER).state()).isEqualTo(State.REFUSED);
        assertThat(report(MASTER).problems().get(0).message()).endsWith("nothing of it is in force.");
        assertThat(inForce("io.nija.account~tania")).isNotNull();
    }

    @Test
    void aFileThatIsGoneTakesItsConfigurationWithIt() throws Exception {
        Path file = write(MASTER, "role=master\n");
        start();
        Files.delete(file);
        settle();

        assertThat(inForce("io.nija.account~master")).isNull();
        assertThat(folder.files()).isEmpty();
    }

    @Test
    void aFileWaitsForTheBundleThatDescribesIt() throws Exception {
        write("io.nija.broker.kraken.cfg", "tier=pro\n");
        start();
        assertThat(report("io.nija.broker.kraken.cfg").state()).isEqualTo(State.WAITING);

        Bundle kraken = framework.describe("kraken", KRAKEN_METATYPE);
        assertThat(inForce("io.nija.broker.kraken")).isEqualTo(Map.of("tier", "pro"));
        assertThat(report("io.nija.broker.kraken.cfg").state()).isEqualTo(State.APPLIED);

        kraken.uninstall();
        assertThat(report("io.nija.broker.kraken.cfg").state()).isEqualTo(State.WAITING);
        assertThat(inForce("io.nija.broker.kraken")).isNotNull();
    }

    @Test
    void anUpdatedBundleIsAskedAgain() throws Exception {
        Bundle kraken = framework.describe("kraken", KRAKEN_METATYPE);
        write("io.nija.broker.kraken.cfg", "tier=pro\n");
        start();
        events.clear();
        kraken.update(EmbeddedFramework.jar("kraken", KRAKEN_METATYPE.replace("pro", "unlimited")));
        assertThat(report("io.nija.broker.kraken.cfg").state()).isEqualTo(State.REFUSED_KEPT);
        assertThat(report("io.nija.broker.kraken.cfg").problems().get(0).legal()).isEqualTo("one of starter, unlimited");

        kraken.update(EmbeddedFramework.jar("kraken", KRAKEN_METATYPE));
        assertThat(report("io.nija.broker.kraken.cfg").state()).isEqualTo(State.APPLIED);
        assertThat(events).isEmpty();
    }

    @Test
    void aBundleWithBrokenMetatypeHarmsNobody() throws Exception {
        framework.describe("broken", "<metatype:MetaData");
        write(MASTER, "role=master\n");
        start();

        assertThat(inForce("io.nija.account~master")).isNotNull();
    }

    @Test
    void aReplacedWatcherKnowsItsOwnAndTouchesNobodyElses() throws Exception {
        write(MASTER, "role=master\nbrokers=kraken\ncapital=5\nenabled=false\n");
        Path tania = write("io.nija.account-tania.cfg", "role=user\n");
        start();
        Configuration session = framework.service(ConfigurationAdmin.class)
                .getFactoryConfiguration("io.nija.session.kraken", "master", "?");
        session.update(new java.util.Hashtable<>(Map.of("account", "master")));
        folder.stop();
        Files.delete(tania);
        events.clear();
        start();
        settle();

        assertThat(events).containsExactly("-io.nija.account~tania");
        assertThat(inForce("io.nija.session.kraken~master")).isNotNull();
    }

    @Test
    void aBadFileAfterTheWatcherWasReplacedKeepsWhatIsInForce() throws Exception {
        write(MASTER, "role=master\n");
        start();
        folder.stop();
        write(MASTER, "role=boss\n");
        start();

        assertThat(report(MASTER).state()).isEqualTo(State.REFUSED_KEPT);
        assertThat(inForce("io.nija.account~master")).isEqualTo(Map.of("role", "master"));
    }

    @Test
    void leftoversOfEditorsAreHarmlessAndNamed() throws Exception {
        write(MASTER, "role=master\n");
        start();
        events.clear();
        for (String leftover : List.of(MASTER + "~", "#" + MASTER + "#", "." + MASTER + ".swp", MASTER + ".tmp", "4913",
                MASTER + ".part", MASTER + ".bak")) {
            write(leftover, "role=user\n");
        }
        Files.createSymbolicLink(config.resolve(".#" + MASTER), Path.of("user@host.123"));
        settle();

        assertThat(events).isEmpty();
        assertThat(folder.files()).hasSize(1);
        assertThat(folder.ignored()).hasSize(8).anySatisfy(text -> assertThat(text).startsWith(MASTER + "~: "));
    }

    @Test
    void aConfigMapIsSwappedAsAWhole() throws Exception {
        Path one = Files.createDirectory(config.resolve("..2026_1"));
        Path two = Files.createDirectory(config.resolve("..2026_2"));
        Files.writeString(one.resolve(MASTER), "role=master\n");
        Files.writeString(two.resolve(MASTER), "role=user\n");
        Files.createSymbolicLink(config.resolve("..data"), Path.of("..2026_1"));
        Files.createSymbolicLink(config.resolve(MASTER), Path.of("..data", MASTER));
        start();
        settle();
        assertThat(inForce("io.nija.account~master")).containsEntry("role", "master");

        Files.createSymbolicLink(config.resolve("..new"), Path.of("..2026_2"));
        Files.move(config.resolve("..new"), config.resolve("..data"), java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        settle();
        assertThat(inForce("io.nija.account~master")).containsEntry("role", "user");
        assertThat(folder.ignored()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsAProblemAndTheLastGoodStays() throws Exception {
        Path file = write(MASTER, "role=master\n");
        start();
        Files.delete(file);
        Files.createDirectory(file);
        settle();
        assertThat(report(MASTER).state()).isEqualTo(State.REFUSED_KEPT);
        assertThat(report(MASTER).problems().get(0).message()).contains("it is a folder");

        Files.delete(file);
        Files.createSymbolicLink(file, config.resolve("nowhere"));
        settle();
        assertThat(report(MASTER).problems().get(0).message()).contains("a link to a file that does not exist");
        assertThat(inForce("io.nija.account~master")).isNotNull();
    }

    @Test
    void aFolderThatGoesTakesNothingWithIt() throws Exception {
        write(MASTER, "role=master\n");
        start();
        Files.move(config, temp.resolve("elsewhere"));
        settle();
        assertThat(inForce("io.nija.account~master")).isNotNull();

        Files.move(temp.resolve("elsewhere"), config);
        Files.delete(config.resolve(MASTER));
        settle();
        assertThat(inForce("io.nija.account~master")).isNull();
    }

    @Test
    void aFolderThatComesLaterIsRead() throws Exception {
        Files.delete(config);
        start();
        settle();
        Files.createDirectory(config);
        write(MASTER, "role=master\n");
        settle();

        assertThat(inForce("io.nija.account~master")).isNotNull();
    }

    @Test
    void aCheckReadsTheFilesAsTheyAreAndChangesNothing() throws Exception {
        write(MASTER, "role=master\n");
        start();
        events.clear();
        write(MASTER, "role=boss\n");
        write("io.nija.account-tania.cfg", "roel=user\n");

        assertThat(folder.check()).extracting(FileReport::state).containsExactly(State.REFUSED_KEPT, State.REFUSED);
        assertThat(events).isEmpty();
        assertThat(folder.files()).extracting(FileReport::state).containsExactly(State.APPLIED);
    }

    @Test
    void nothingIsDoneAfterTheStop() throws Exception {
        start();
        folder.stop();
        write(MASTER, "role=master\n");
        settle();

        assertThat(inForce("io.nija.account~master")).isNull();
        assertThat(time.pending()).isZero();
    }

    private static final String GROWN = KRAKEN_METATYPE.replace("<OCD id=\"kraken\" name=\"Kraken\">", "<OCD id=\"kraken\" name=\"Kraken\">"
            + "<AD id=\"polite\" type=\"Boolean\" required=\"false\" default=\"true\"/><AD id=\"mode.*\" type=\"String\" required=\"false\"/>");

    /** The same folders, another process with another version of the broker. */
    private void restart(Bundle kraken, String metatype, String version) throws Exception {
        folder.stop();
        kraken.update(EmbeddedFramework.jar("kraken", metatype, version));
        start();
        settle();
    }

    @Test
    void keysThatANewVersionBringsAreNamedUntilTheFileSetsThemOrTheVersionGoes() throws Exception {
        write("io.nija.broker.kraken.cfg", "tier=pro\n");
        Bundle kraken = framework.describe("kraken", KRAKEN_METATYPE);
        start();
        settle();
        assertThat(folder.newKeys()).as("to somebody new nothing is new").isEmpty();
        restart(kraken, KRAKEN_METATYPE, "1.0.1");
        assertThat(folder.newKeys()).isEmpty();
        restart(kraken, GROWN, "1.1.0");
        NewKey polite = new NewKey("io.nija.broker.kraken", "polite", "true", "1.1.0", List.of("io.nija.broker.kraken.cfg"));
        assertThat(folder.newKeys()).containsExactly(
                new NewKey("io.nija.broker.kraken", "mode.*", null, "1.1.0", List.of("io.nija.broker.kraken.cfg")), polite);
        restart(kraken, GROWN, "1.1.0");
        assertThat(folder.newKeys()).as("as long as this version runs").hasSize(2);
        write("io.nija.broker.kraken.cfg", "tier=pro\nmode.x=y\n");
        assertThat(folder.newKeys()).containsExactly(polite);
        Files.delete(config.resolve("io.nija.broker.kraken.cfg"));
        assertThat(folder.newKeys()).extracting(NewKey::files).allMatch(List::isEmpty).hasSize(2);
        restart(kraken, KRAKEN_METATYPE, "1.0.1");
        assertThat(folder.newKeys()).as("the version that has them is gone").isEmpty();
        restart(kraken, GROWN, "1.2.0");
        assertThat(folder.newKeys()).as("they came with an earlier version").isEmpty();
    }

    @Test
    void aMemoryThatCannotBeKeptCostsNothingButTheHint() throws Exception {
        Files.writeString(config.resolveSibling("data"), "a file where the folder should be");
        write(MASTER, "role=master\n");
        start();
        settle();
        assertThat(report(MASTER).state()).isEqualTo(State.APPLIED);
        assertThat(folder.newKeys()).isEmpty();
    }

    /** Somebody who does not like accounts of the same name. */
    private static final ConfigurationRule NAMESAKES = new ConfigurationRule() {

        @Override
        public String pid() {
            return "io.nija.account";
        }

        @Override
        public List<FileReport.Problem> check(String instance, Map<String, Object> values) {
            return NOBODY.check(instance, values);
        }

        @Override
        public Map<String, List<FileReport.Problem>> checkTogether(Map<String, Map<String, Object>> files) {
            return files.values().stream().map(values -> values.get("name")).distinct().count() == files.size() ? Map.of()
                    : Map.of("second", List.of(new FileReport.Problem("name", "x", "another", "'name' is 'x' in two files, legal is another")));
        }
    };

    @Test
    void aCheckTellsAllFaultsOfAFileAndWhatIsWrongBetweenFiles() throws Exception {
        write(MASTER, "role=boss\nname=nobody\ncapital=0\n");
        write("io.nija.account-first.cfg", "role=user\nname=x\n");
        write("io.nija.account-second.cfg", "role=user\nname=x\n");
        start();
        folder.addRule(NAMESAKES);
        settle();
        List<FileReport> checked = folder.check();
        assertThat(checked).extracting(FileReport::file).containsExactly("io.nija.account-first.cfg", MASTER, "io.nija.account-second.cfg");
        assertThat(checked.get(1).problems()).extracting(FileReport.Problem::key).containsExactlyInAnyOrder("role", "name", "capital");
        assertThat(checked.get(0).problems()).isEmpty();
        assertThat(checked.get(2).problems()).singleElement().satisfies(problem ->
                assertThat(problem.message()).contains("io.nija.account-second.cfg", "'name' is 'x' in two files"));
        assertThat(report("io.nija.account-second.cfg").state()).as("by itself it is good").isEqualTo(State.APPLIED);
    }
}

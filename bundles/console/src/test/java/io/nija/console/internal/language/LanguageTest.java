package io.nija.console.internal.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.nija.command.CommandSpec;
import io.nija.command.ExpectedCommands;
import io.nija.console.internal.fake.Desk;
import io.nija.console.internal.fake.Desk.Said;
import io.nija.console.internal.fake.FakeCommand;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageTest {

    @TempDir
    Path root;

    private Desk desk;

    @BeforeEach
    void someCommands() {
        desk = new Desk(root);
        desk.registry.add(FakeCommand.echo("echo"));
        desk.registry.add(FakeCommand.echo("config check"));
        desk.registry.add(FakeCommand.echo("account add"));
        desk.registry.add(FakeCommand.echo("account"));
    }

    private void isUsage(String line, String sentence) {
        Said said = desk.say(line);
        assertThat(said.exit()).as(line).isEqualTo(64);
        assertThat(said.err()).as(line).isEqualTo(sentence + "\n");
        assertThat(said.out()).as(line).isEmpty();
    }

    @Test
    void optionsAndArgumentsMayBeMixed() {
        assertThat(desk.say("echo one --flag two --value=3").out())
                .isEqualTo("Optional[one] Optional[two] true Optional[3] Optional.empty\n");
        assertThat(desk.say("echo --value 3 one").out())
                .isEqualTo("Optional[one] Optional.empty false Optional[3] Optional.empty\n");
    }

    @Test
    void aCommandThatIsOnlyExpectedIsKnownAndSaysWhyItIsNotHere() {
        CommandSpec spec = FakeCommand.echo("order").spec();
        ExpectedCommands trading = new ExpectedCommands() {
            @Override
            public List<CommandSpec> specs() {
                return List.of(spec);
            }

            @Override
            public String missing() {
                return "Trading has not begun.";
            }
        };
        desk.registry.expect(trading);

        assertThat(desk.registry.specs()).contains(spec);
        assertThat(desk.say("order --help").out()).contains("nija order");
        assertThat(desk.say("order one")).extracting(Said::exit, Said::err).containsExactly(2, "Trading has not begun.\n");
        isUsage("order --flga", "order has no option '--flga'; did you mean '--flag'?");

        desk.registry.add(FakeCommand.echo("order"));
        assertThat(desk.say("order one").exit()).isZero();
        assertThat(desk.registry.specs().stream().filter(known -> known.name().equals("order"))).hasSize(1);

        desk.registry.forget(trading);
        assertThat(desk.say("order one").exit()).isZero();
    }

    @Test
    void twoHyphensEndTheOptions() {
        assertThat(desk.say("echo -- --flag").out()).startsWith("Optional[--flag] Optional.empty false");
        assertThat(desk.say("echo -- --json").out()).startsWith("Optional[--json]");
    }

    @Test
    void aValueMayBeginWithOneHyphenAndWithTwoOnlyAfterAnEqualsSign() {
        assertThat(desk.say("echo --value -5").out()).contains("Optional[-5]");
        assertThat(desk.say("echo --value=--x").out()).contains("Optional[--x]");
        isUsage("echo --value --flag", "--value needs a value: --value V.");
        isUsage("echo --value", "--value needs a value: --value V.");
        isUsage("echo --value=", "--value needs a value: --value V.");
    }

    @Test
    void anUnknownOptionNamesTheNearestKnownOne() {
        isUsage("echo --flga", "echo has no option '--flga'; did you mean '--flag'?");
        isUsage("echo --jsn", "echo has no option '--jsn'; did you mean '--json'?");
        isUsage("echo -x", "echo has no option '-x'.");
        isUsage("echo --zzzzzzzz=1", "echo has no option '--zzzzzzzz'.");
    }

    @Test
    void flagsTakeNoValueAndNothingIsGivenTwice() {
        isUsage("echo --flag=1", "--flag takes no value.");
        isUsage("echo --json=1", "--json takes no value.");
        isUsage("echo --flag --flag", "--flag is given twice.");
    }

    @Test
    void argumentsTooManyOrTooFewAreNamed() {
        isUsage("echo a b c", "'c' is too much; it is nija echo [FIRST] [SECOND] [--flag] [--value V] [--out FILE].");
        isUsage("status now", "status takes no argument; 'now' is too much.");
        isUsage("why", "why needs ACCOUNT[/BROKER]: an account, or one of its brokers.");
    }

    @Test
    void anUnknownCommandNamesTheNearest() {
        isUsage("statsu", "There is no command 'statsu'; did you mean 'status'? 'nija help' lists them all.");
        isUsage("xyzzyplugh", "There is no command 'xyzzyplugh'. 'nija help' lists them all.");
        isUsage("config chekc", "There is no command 'config chekc', but 'config check'.");
        isUsage("confg check", "There is no command 'confg'; did you mean 'config check'? 'nija help' lists them all.");
        isUsage("config", "There is no command 'config', but 'config check'.");
        isUsage("", "Which command? 'nija help' lists them.");
    }

    @Test
    void theLongestNameWins() {
        assertThat(desk.say("account add x").out()).startsWith("Optional[x]");
        assertThat(desk.say("account x").out()).startsWith("Optional[x]");
    }

    @Test
    void helpIsEverywhereAndOutranksMistakes() {
        for (String line : List.of("why --help", "why -h", "why a b c --nonsense --help", "--help why", "help why")) {
            assertThat(desk.say(line).exit()).as(line).isZero();
            assertThat(desk.say(line).out()).as(line).startsWith("nija why ACCOUNT[/BROKER]\n").contains("--json");
        }
        assertThat(desk.say("--help").out()).contains("Look at the running NIJA:").contains("  status");
        assertThat(desk.say("-h").out()).isEqualTo(desk.say("help").out());
        assertThat(desk.say("config --help").out()).contains("nija config check");
        assertThat(desk.say("help config check").out()).contains("nija config check");
        assertThat(desk.say("help statsu").exit()).isEqualTo(64);
    }

    @Test
    void helpIsJsonToo() {
        assertThat(desk.say("help --json").json().get("commands").size()).isEqualTo(desk.registry.specs().size());
        assertThat(desk.say("help why --json").json().get("commands").get(0).get("name").asString()).isEqualTo("why");
        assertThat(desk.say("--json why --help").json().get("name").asString()).isEqualTo("why");
    }

    @Test
    void jsonMayStandBeforeTheCommand() {
        assertThat(desk.say("--json echo x").json().get("first").asString()).isEqualTo("x");
    }

    @Test
    void aRefusalIsOneJsonDocumentWhenJsonIsWanted() {
        Said said = desk.say("why nobody --json");
        assertThat(said.json().get("error").get("exit").asInt()).isEqualTo(64);
        assertThat(said.json().get("error").get("code").asString()).isEqualTo("USAGE");
        assertThat(said.json().get("error").get("message").asString()).contains("There is no account 'nobody'.");
        assertThat(said.err()).contains("There is no account 'nobody'.");
    }

    @Test
    void runAndDemoAreDeclaredButANijaRunsAlready() {
        assertThat(desk.say("help run").out()).contains("--headless", "--check");
        assertThat(desk.say("run").exit()).isEqualTo(5);
        assertThat(desk.say("demo --headless").err()).contains("NIJA is already running");
    }

    @Test
    void fileNamesAreSeenFromWhereTheCommandWasGiven() {
        assertThat(desk.say("echo --out report.md").out()).contains("Optional[/somewhere/report.md]");
        assertThat(desk.say("echo --out /tmp/../report.md").out()).contains("Optional[/report.md]");
        assertThat(desk.say("echo --out -").out()).contains("Optional[-]");
        assertThat(desk.say(List.of("echo", "--out", "a\0b")).exit()).isEqualTo(64);
    }

    @Test
    void theLauncherLearnsWhereEachCommandRuns() {
        assertThat(desk.say("help --tsv").lines()).contains("status\tRUNNING\ttrue", "verify\tEITHER\ttrue", "version\tEITHER\tfalse",
                "run\tLOCAL\ttrue", "config check\tEITHER\tfalse").allMatch(line -> line.split("\t").length == 3);
    }

    @Test
    void theReadmesTableIsTheGeneratedOne() throws Exception {
        Desk own = new Desk(root);
        String table = own.say("help --markdown").out();
        assertThat(Files.readString(Path.of("README.md"))).contains("\n\n" + table + "\n");
    }

    @Test
    void aCommandThatGoesIsUnknownAndASecondOfItsNameTakesItsPlace() {
        FakeCommand first = FakeCommand.echo("other");
        FakeCommand second = FakeCommand.echo("other");
        desk.registry.add(first);
        desk.registry.add(second);
        desk.registry.remove(first);
        assertThat(desk.registry.find("other")).containsSame(second);
        desk.registry.remove(second);
        assertThat(desk.say("other").exit()).isEqualTo(64);
    }
}

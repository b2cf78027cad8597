package io.nija.risk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import io.nija.risk.RiskCheck;
import io.nija.risk.Scope;
import io.nija.risk.internal.rule.Rule;

import org.junit.jupiter.api.Test;

/**
 * What is written down about checks and settings is what is in the code. {@code -Dnija.regenerate=true} writes the tables
 * and the metatype anew.
 */
class GeneratedFilesTest {

    private static final Path README = Path.of("README.md");
    private static final Path METATYPE = Path.of("src/main/resources/OSGI-INF/metatype/io.nija.risk.xml");
    private static final Path CONFIG = Path.of("../../config");

    @Test
    void theReadmeListsEveryRuleAndCheck() throws IOException {
        inReadme("checks", checkTable());
    }

    @Test
    void theReadmeListsEverySettingWithTheNumbersOfBothProfiles() throws IOException {
        inReadme("settings", settingTable());
    }

    @Test
    void theMetatypeKnowsEverySetting() throws IOException {
        if (Boolean.getBoolean("nija.regenerate")) {
            Files.createDirectories(METATYPE.getParent());
            Files.writeString(METATYPE, metatype());
        }
        assertThat(Files.readString(METATYPE)).isEqualTo(metatype());
    }

    @Test
    void theShippedFilesSayWhatTheCodeSays() throws IOException {
        for (String profile : List.of("careful", "open")) {
            Path file = CONFIG.resolve("io.nija.risk-" + profile + ".cfg");
            if (Boolean.getBoolean("nija.regenerate")) {
                Files.writeString(file, config(profile));
            }
            assertThat(Files.readString(file)).isEqualTo(config(profile));
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            Map<String, Object> values = new HashMap<>();
            properties.forEach((key, value) -> values.put(key.toString(), value));
            assertThat(ProfileText.read(profile, values).problems()).isEmpty();
            assertThat(ProfileText.read(profile, values).limits()).isEqualTo(ProfileText.shipped(profile));
        }
    }

    private static void inReadme(String name, String table) throws IOException {
        String begin = "<!-- " + name + ": generated, see GeneratedFilesTest -->\n";
        String end = "<!-- end of " + name + " -->";
        String readme = Files.readString(README);
        assertThat(readme).contains(begin, end);
        String before = readme.substring(0, readme.indexOf(begin) + begin.length());
        String expected = before + table + readme.substring(readme.indexOf(end));
        if (Boolean.getBoolean("nija.regenerate")) {
            Files.writeString(README, expected);
        }
        assertThat(Files.readString(README)).isEqualTo(expected);
    }

    private static String checkTable() {
        StringBuilder table = new StringBuilder("| id | asked of | |\n|---|---|---|\n");
        Rule.ALL.forEach(rule -> table.append(row(rule, "every order")));
        MandatoryGate.MANDATORY.forEach(id -> Shipped.checks().stream().filter(check -> check.id().equals(id))
                .forEach(check -> table.append(row(check, "entries"))));
        return table.toString();
    }

    private static String row(RiskCheck check, String of) {
        return "| `" + check.id() + "` | " + of + " | " + check.description() + " |\n";
    }

    private static String settingTable() {
        StringBuilder table = new StringBuilder("| key | careful | open | |\n|---|---|---|---|\n");
        for (Setting setting : Setting.values()) {
            for (String prefix : prefixes(setting)) {
                table.append("| `" + prefix + setting.key() + "` | " + setting.usual(prefix, "careful") + " | "
                        + setting.usual(prefix, "open") + " | " + setting.description() + " |\n");
            }
        }
        return table.toString();
    }

    private static String metatype() {
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- Generated, see GeneratedFilesTest. The rule for these files judges the numbers; 'off' is one of them. -->
                <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
                  <OCD id="io.nija.risk" name="Risk profile" description="The limits of one profile; its name is the part of the file's name after the hyphen.">
                    <AD id="lanes" name="Lanes" type="String" required="false"
                        description="all, or practice for paper and sandbox lanes only. Without it: all, in the profile open practice.">
                      <Option label="Every lane" value="all"/>
                      <Option label="Paper and sandbox lanes only" value="practice"/>
                    </AD>
                """);
        for (Setting setting : Setting.values()) {
            for (String prefix : prefixes(setting)) {
                xml.append("    <AD id=\"" + prefix + setting.key() + "\" name=\"" + prefix + setting.key()
                        + "\" type=\"String\" required=\"false\"\n        description=\"" + setting.description().replace("'", "&apos;")
                        + " Without it: " + setting.usual(prefix, "careful") + ".\"/>\n");
            }
        }
        return xml.append("""
                    <AD id="stablecoins" name="Stablecoins" type="String" cardinality="2147483647" required="false"
                        description="Each stablecoin and its currency, a comma list like USDT=USD,EURC=EUR. Without it: the known ones."/>
                  </OCD>
                  <Designate factoryPid="io.nija.risk">
                    <Object ocdref="io.nija.risk"/>
                  </Designate>
                </metatype:MetaData>
                """).toString();
    }

    private static String config(String profile) {
        StringBuilder text = new StringBuilder(profile.equals("open") ? """
                # The risk profile "open", for paper and sandbox lanes only: an account that uses it on any other lane is refused.
                # Instrument rules, available balance and fresh data cannot be switched off.

                lanes = practice
                """ : """
                # The risk profile "careful": the one an account has when its file names no other.
                # Another profile is another file, io.nija.risk-NAME.cfg; a key it leaves out has the number of this profile.

                # practice: for paper and sandbox lanes only; only then a limit may be "off" that stands here.
                lanes = all
                """);
        for (Setting setting : Setting.values()) {
            text.append("\n# " + setting.description() + "\n");
            for (String prefix : prefixes(setting)) {
                text.append(prefix + setting.key() + " = " + setting.usual(prefix, profile) + "\n");
            }
        }
        return text.append("\n# Each stablecoin and the currency it is pegged to. None is ever taken for one: all are converted at the market.\n"
                + "stablecoins = " + Setting.STABLECOINS + "\n").toString();
    }

    private static List<String> prefixes(Setting setting) {
        if (!setting.scoped()) {
            return List.of("");
        }
        return Stream.of(Scope.values()).map(scope -> scope.name().toLowerCase(Locale.ROOT) + ".").toList();
    }
}

package io.nija.blackbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** Who checks NIJA does not believe NIJA's own code: the compiled classes of the campaign name no class of it. */
class OutsiderTest {

    /** Names in a class file's constant pool are text, with slashes. */
    private static final Pattern CLASS = Pattern.compile("io/nija/[a-zA-Z/$]+");

    @Test
    void theCheckerNamesNoClassOfJournalTradingBrokerOrAnythingElseOfNija() throws Exception {
        Set<String> foreign = new TreeSet<>();
        Set<String> own = new TreeSet<>();
        try (JarFile jar = new JarFile(Path.of(System.getProperty("nija.campaign", "../campaign/target/campaign.jar")).toFile())) {
            for (JarEntry entry : jar.stream().filter(one -> one.getName().endsWith(".class")).toList()) {
                own.add(entry.getName());
                try (InputStream bytes = jar.getInputStream(entry)) {
                    Matcher names = CLASS.matcher(new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1));
                    while (names.find()) {
                        if (!names.group().startsWith("io/nija/campaign/")) {
                            foreign.add(entry.getName() + " names " + names.group());
                        }
                    }
                }
            }
        }
        assertThat(own).contains("io/nija/campaign/Checker.class", "io/nija/campaign/VenueBooks.class", "io/nija/campaign/Flow.class",
                "io/nija/campaign/Reckoning.class");
        assertThat(foreign).isEmpty();
    }
}

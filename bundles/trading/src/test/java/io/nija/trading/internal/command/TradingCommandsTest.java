package io.nija.trading.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.nija.command.Command;
import io.nija.command.CommandSpec;

import org.junit.jupiter.api.Test;

class TradingCommandsTest {

    @Test
    void everyCommandOfThisBundleIsKnownWhileItIsNotThere() throws Exception {
        List<CommandSpec> commands = new ArrayList<>();
        Path classes = Path.of(TradingCommands.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .resolve(TradingCommands.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(classes)) {
            for (String name : files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith("Command.class")).toList()) {
                Class<?> type = Class.forName(TradingCommands.class.getPackageName() + "." + name.replace(".class", ""));
                assertThat(Command.class).as(name).isAssignableFrom(type);
                commands.add((CommandSpec) type.getDeclaredField("SPEC").get(null));
            }
        }

        assertThat(commands).hasSizeGreaterThan(15);
        assertThat(new TradingCommands().specs()).containsExactlyInAnyOrderElementsOf(commands);
    }
}

package io.nija.console.internal.lanes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.nija.broker.Observation;
import io.nija.command.CommandSpec.Domain;
import io.nija.console.internal.language.CommandRegistry;
import io.nija.console.internal.language.Completion.Domains;
import io.nija.market.InstrumentBook;
import io.nija.status.AccountStatus;
import io.nija.status.Board;

/** The names that may complete an argument, as they are at one moment. */
public final class KnownNames implements Domains {

    private final Board board;
    private final InstalledBrokers brokers;
    private final CommandRegistry registry;
    private final Path directory;

    /** @param directory where relative file names begin */
    public KnownNames(Board board, InstalledBrokers brokers, CommandRegistry registry, Path directory) {
        this.board = board;
        this.brokers = brokers;
        this.registry = registry;
        this.directory = directory;
    }

    @Override
    public Collection<String> values(Domain domain, String typed) {
        return switch (domain) {
            case TEXT -> List.of();
            case ACCOUNT -> board.accounts().stream().map(AccountStatus::id).map(Object::toString).toList();
            case BROKER -> brokerIds();
            case LANE -> lanes();
            case ACCOUNT_OR_LANE -> Stream.concat(values(Domain.ACCOUNT, typed).stream(), lanes().stream()).toList();
            case SYMBOL -> symbols();
            case COMMAND -> registry.specs().stream().map(spec -> spec.name().split(" ")[0]).distinct().toList();
            case FILE -> files(typed);
        };
    }

    private Collection<String> lanes() {
        return board.lanes().map(lane -> lane.lane().toString()).toList();
    }

    private Collection<String> brokerIds() {
        TreeSet<String> ids = new TreeSet<>();
        board.lanes().forEach(lane -> ids.add(lane.lane().broker().value()));
        brokers.all().forEach(installed -> ids.add(installed.broker().id().value()));
        return ids;
    }

    private Collection<String> symbols() {
        TreeSet<String> symbols = new TreeSet<>();
        brokers.all().forEach(installed -> {
            Observation<InstrumentBook> book = installed.broker().instruments();
            if (book instanceof Observation.Known<InstrumentBook> known) {
                known.value().all().forEach(instrument -> symbols.add(instrument.symbol().toString()));
            }
        });
        return symbols;
    }

    private Collection<String> files(String typed) {
        String folder = typed.substring(0, typed.lastIndexOf('/') + 1);
        try (Stream<Path> entries = Files.list(directory.resolve(folder))) {
            return entries
                    .map(entry -> folder + entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
                    .sorted()
                    .toList();
        } catch (IOException | InvalidPathException nothingToOffer) {
            return List.of();
        }
    }
}

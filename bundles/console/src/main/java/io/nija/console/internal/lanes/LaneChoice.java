package io.nija.console.internal.lanes;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.nija.account.AccountId;
import io.nija.account.LaneId;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Option;
import io.nija.command.Invocation;
import io.nija.console.internal.language.Nearest;
import io.nija.console.internal.language.Usage;
import io.nija.status.AccountStatus;
import io.nija.status.Board;
import io.nija.status.LaneStatus;

/** How an operator's words choose lanes from the board. A name that nobody has is a usage error that names the nearest. */
public final class LaneChoice {

    /** {@code --account}. */
    public static final Option ACCOUNT = new Option("--account", "ACCOUNT", "only this account", Domain.ACCOUNT);
    /** {@code --broker}. */
    public static final Option BROKER = new Option("--broker", "BROKER", "only this broker", Domain.BROKER);
    /** {@code --symbol}. */
    public static final Option SYMBOL =
            new Option("--symbol", "SYMBOL", "only this instrument, by any of the venue's names", Domain.SYMBOL);

    private LaneChoice() {}

    /** The lanes of {@code ACCOUNT} or the one lane {@code ACCOUNT/BROKER}. */
    public static List<LaneStatus> lanes(Board board, String words) throws Usage {
        int slash = words.indexOf('/');
        if (slash < 0) {
            return account(board, words).lanes();
        }
        return List.of(lane(board, words));
    }

    /** The one lane {@code ACCOUNT/BROKER}. */
    public static LaneStatus lane(Board board, String words) throws Usage {
        LaneId wanted;
        try {
            wanted = LaneId.parse(words);
        } catch (IllegalArgumentException notALane) {
            throw new Usage(notALane.getMessage());
        }
        AccountStatus account = account(board, wanted.account().value());
        return account.lanes().stream()
                .filter(lane -> lane.lane().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Usage("The account " + account.id() + " has no broker "
                        + Usage.quoted(wanted.broker().value())
                        + Nearest.question(wanted.broker().value(), brokersOf(account))
                        + " Its file names " + (account.lanes().isEmpty() ? "none" : String.join(", ", brokersOf(account))) + "."));
    }

    private static List<String> brokersOf(AccountStatus account) {
        return account.lanes().stream().map(lane -> lane.lane().broker().value()).toList();
    }

    /** The account of that id. */
    public static AccountStatus account(Board board, String id) throws Usage {
        Optional<AccountStatus> found = board.accounts().stream().filter(it -> it.id().value().equals(id)).findFirst();
        if (found.isPresent()) {
            return found.get();
        }
        List<String> known = board.accounts().stream().map(AccountStatus::id).map(AccountId::value).toList();
        throw new Usage("There is no account " + Usage.quoted(id) + Nearest.question(id, known)
                + (known.isEmpty() ? " No account is configured." : " The accounts are " + String.join(", ", known) + "."));
    }

    /** What {@code --account} and {@code --broker} ask for; everything when they are not given. */
    public static Predicate<LaneId> filter(Board board, InstalledBrokers brokers, Invocation invocation) throws Usage {
        Optional<String> account = invocation.option(ACCOUNT.name());
        if (account.isPresent()) {
            account(board, account.get());
        }
        Optional<String> broker = invocation.option(BROKER.name());
        if (broker.isPresent()) {
            known(board, brokers, broker.get());
        }
        return lane -> account.map(id -> lane.account().value().equals(id)).orElse(true)
                && broker.map(id -> lane.broker().value().equals(id)).orElse(true);
    }

    private static void known(Board board, InstalledBrokers brokers, String id) throws Usage {
        TreeSet<String> known = new TreeSet<>();
        board.lanes().forEach(lane -> known.add(lane.lane().broker().value()));
        brokers.all().forEach(installed -> known.add(installed.broker().id().value()));
        if (!known.contains(id)) {
            throw new Usage("There is no broker " + Usage.quoted(id) + Nearest.question(id, known)
                    + (known.isEmpty() ? " No broker is installed." : " The brokers are " + String.join(", ", known) + "."));
        }
    }
}

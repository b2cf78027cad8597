package io.nija.console.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.nija.account.Account;
import io.nija.account.Accounts;
import io.nija.account.LaneId;
import io.nija.command.Answer;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.console.internal.language.Usage;
import io.nija.console.internal.lanes.InstalledBrokers;
import io.nija.console.internal.lanes.LaneChoice;
import io.nija.status.AccountStatus;
import io.nija.status.Board;
import io.nija.status.LaneStatus;
import io.nija.status.StatusModel;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code accounts}: the accounts as their files describe them, refused ones included. */
@Component
public final class AccountsCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec("accounts", "the configured accounts",
            "One line for each account file; an account whose file was refused shows why.",
            List.of(), List.of(LaneChoice.ACCOUNT, LaneChoice.BROKER),
            Where.RUNNING, Effect.READS, true, List.of("accounts", "accounts --json"));

    private final Accounts accounts;
    private final StatusModel status;
    private final InstalledBrokers brokers;

    @Activate
    public AccountsCommand(@Reference Accounts accounts, @Reference StatusModel status, @Reference InstalledBrokers brokers) {
        this.accounts = accounts;
        this.status = status;
        this.brokers = brokers;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws Usage {
        Board board = status.board();
        Predicate<LaneId> wanted = LaneChoice.filter(board, brokers, invocation);
        List<AccountStatus> chosen = board.accounts().stream().filter(account -> chosen(account, wanted, invocation)).toList();
        return Answer.of(Exit.OK, Map.of("accounts", chosen.stream().map(this::json).toList()),
                new Table(List.of("ACCOUNT", "NAME", "ROLE", "BROKERS", "CURRENCY", "ZONE", "PROBLEM"), chosen.stream().map(this::row).toList()));
    }

    private static boolean chosen(AccountStatus account, Predicate<LaneId> wanted, Invocation invocation) {
        if (account.lanes().stream().map(LaneStatus::lane).anyMatch(wanted)) {
            return true;
        }
        boolean named = invocation.option(LaneChoice.ACCOUNT.name()).map(account.id().value()::equals).orElse(true);
        return account.lanes().isEmpty() && named && !invocation.has(LaneChoice.BROKER.name());
    }

    private Map<String, Object> json(AccountStatus account) {
        Optional<Account> file = accounts.find(account.id());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", account.id().value());
        json.put("name", account.name());
        json.put("role", LaneJson.word(account.role()));
        json.put("enabled", file.map(Account::enabled).orElse(null));
        json.put("currency", file.map(Account::currency).orElse(null));
        json.put("zone", file.map(it -> it.zone().getId()).orElse(null));
        json.put("brokers", account.lanes().stream().map(AccountsCommand::json).toList());
        json.put("problem", account.problem());
        return json;
    }

    private static Map<String, Object> json(LaneStatus lane) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("broker", lane.lane().broker().value());
        json.put("mode", LaneJson.word(lane.mode()));
        json.put("state", lane.state().name());
        return json;
    }

    private List<String> row(AccountStatus account) {
        Optional<Account> file = accounts.find(account.id());
        List<String> row = new ArrayList<>();
        row.add(account.id().value());
        row.add(account.name());
        row.add(LaneJson.word(account.role()));
        row.add(account.lanes().isEmpty() ? null
                : account.lanes().stream().map(lane -> lane.lane().broker().value()).collect(Collectors.joining(", ")));
        row.add(file.map(Account::currency).orElse(null));
        row.add(file.map(it -> it.zone().getId()).orElse(null));
        row.add(account.problem() != null ? account.problem() : file.map(Account::enabled).orElse(true) ? "" : "switched off by its file");
        return row;
    }
}

package io.nija.console.internal.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.command.Answer;
import io.nija.command.Answer.Block;
import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.console.internal.render.Ages;
import io.nija.journal.JournalMonitor;
import io.nija.market.Money;
import io.nija.status.AccountStatus;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.LaneStatus;
import io.nija.status.Step;
import io.nija.status.StatusModel;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code status}: the board. */
@Component
public final class StatusCommand implements Command {

    private static final CommandSpec SPEC = new CommandSpec("status", "the board: every account at every broker, and what blocks it",
            "One line for each lane (account and broker): the highest step proven now, what blocks it, and how old the "
                    + "proof is. Exit code 0: all lanes that count are connected, 1: some, 2: none. Paper and disabled "
                    + "lanes do not count.\nA dash is unknown, never zero.\nBelow: whether the journal, without which nothing is traded, is well.",
            List.of(), List.of(), Where.RUNNING, Effect.READS, true, List.of("status", "status --json"));

    private final StatusModel status;
    private volatile JournalMonitor journal;

    @Activate
    public StatusCommand(@Reference StatusModel status) {
        this.status = status;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setJournal(JournalMonitor monitor) {
        journal = monitor;
    }

    void unsetJournal(JournalMonitor monitor) {
        journal = journal == monitor ? null : journal;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) {
        Board board = status.board();
        JournalMonitor monitor = journal;
        Map<String, Object> json = new LinkedHashMap<>(LaneJson.board(board));
        json.put("journal", JournalLine.json(monitor));
        List<Block> text = new ArrayList<>(text(board));
        text.add(new Lines(JournalLine.text(monitor)));
        return new Answer(exit(board.connection()), json, text, List.of());
    }

    static int exit(Board.Connection connection) {
        return switch (connection) {
            case ALL -> Exit.OK;
            case SOME -> Exit.SOME;
            case NONE -> Exit.NONE;
        };
    }

    private static List<Block> text(Board board) {
        if (board.accounts().isEmpty()) {
            return List.of(Lines.of("No account is configured. Write a file io.nija.account-NAME.cfg into the configuration folder."));
        }
        List<List<String>> rows = new ArrayList<>();
        for (AccountStatus account : board.accounts()) {
            if (account.lanes().isEmpty()) {
                String problem = account.problem() == null ? "its file names no broker" : account.problem();
                rows.add(row(account.id().value(), null, null, null, problem, null, null, null, null, null));
            }
            account.lanes().forEach(lane -> rows.add(row(lane, board.generatedAt())));
        }
        return List.of(
                new Table(List.of("ACCOUNT", "BROKER", "MODE", "STATE", "BLOCKED", "PROOF", "ORDERS", "POSITIONS", "EQUITY", "TODAY"), rows),
                Lines.of(""),
                new Lines(summary(board)));
    }

    private static List<String> row(String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(cell);
        }
        return row;
    }

    private static List<String> row(LaneStatus lane, Instant now) {
        return row(lane.lane().account().value(), lane.lane().broker().value(), LaneJson.word(lane.mode()),
                lane.state().name(), obstacle(lane), Ages.age(proof(lane), now),
                lane.openOrders() == null ? null : lane.openOrders().toString(),
                lane.positions() == null ? null : lane.positions().toString(),
                amount(lane.equity()), amount(lane.todayPnl()));
    }

    /** The call that the lane's state rests on: the signed one, else the last thing that was found out. */
    private static Instant proof(LaneStatus lane) {
        return lane.evidence(Step.AUTHENTICATION)
                .map(Evidence::at)
                .or(() -> lane.evidence().stream().map(Evidence::at).max(Instant::compareTo))
                .orElse(null);
    }

    /** What stands in the way, in a few words; {@code why} has all of them. */
    private static String obstacle(LaneStatus lane) {
        if (lane.blocked() != null) {
            String until = lane.blocked().until() == null ? "" : " until " + Ages.time(lane.blocked().until());
            return lane.blocked().kind() + until;
        }
        Optional<Evidence> failure = lane.firstFailure();
        return failure.map(line -> line.step().label() + ": " + line.detail()).orElse("");
    }

    private static String amount(Money money) {
        return money == null ? null : money.toString();
    }

    private static List<String> summary(Board board) {
        long counted = board.countedLanes().count();
        long connected = board.countedLanes().filter(lane -> lane.state().connected()).count();
        List<String> lines = new ArrayList<>();
        lines.add(counted == 0 ? "There is no lane that counts."
                : connected + " of " + counted + (counted == 1 ? " lane" : " lanes") + " connected.");
        board.countedLanes()
                .filter(lane -> !lane.state().connected() || lane.blocked() != null)
                .forEach(lane -> lines.add("nija why " + lane.lane()
                        + (lane.hint().isEmpty() ? "" : "   " + lane.hint())));
        return lines;
    }
}

package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.nija.books.LedgerKind;
import io.nija.books.LedgerRow;
import io.nija.broker.LedgerEntry;
import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.journal.Receipt;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.TradingLane;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ledger explain}: a person says what a balance change was that nobody could explain. */
@Component(service = Command.class)
public final class LedgerExplainCommand implements Command {

    private static final Option REASON = new Option("--reason", "TEXT", "how you know; it is kept with the row", Domain.TEXT);
    private static final List<LedgerKind> KINDS = List.of(LedgerKind.DEPOSIT, LedgerKind.WITHDRAWAL, LedgerKind.TRANSFER, LedgerKind.REWARD,
            LedgerKind.DIVIDEND, LedgerKind.SPLIT, LedgerKind.ADJUSTMENT);
    private static final int LONGEST = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static final CommandSpec SPEC = new CommandSpec("ledger explain", "says what an unexplained balance change was",
            "While a balance change is unexplained the account's equity is unknown and no entry is sent. ROW is its name in 'ledger --open'. "
                    + "KIND is deposit, withdrawal, transfer, reward, dividend, split or adjustment: money that comes or goes, never profit or "
                    + "loss. It is kept, and only a venue's own row can contradict it.",
            List.of(new Parameter("ACCOUNT/BROKER", "the lane", true, Domain.LANE), new Parameter("ROW", "the row's name", true, Domain.TEXT),
                    new Parameter("KIND", "what it was", true, Domain.TEXT)),
            List.of(REASON), Where.RUNNING, Effect.CHANGES, true,
            List.of("ledger explain master/kraken now-USD withdrawal --reason 'card payment'"));

    private final TradingFloor floor;

    @Activate
    public LedgerExplainCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        String reason = invocation.option(REASON.name()).map(String::strip).filter(text -> !text.isEmpty()).orElseThrow(() ->
                new CommandException(Exit.USAGE, "Say how you know with --reason TEXT; whoever reads the ledger later will want to know."));
        LedgerKind kind = kind(invocation.required("KIND"));
        TradingLane lane = Words.lane(floor, invocation.required("ACCOUNT/BROKER"));
        Known known = Words.known(floor, lane.lane());
        String name = invocation.required("ROW");
        LedgerRow row = LaneAccounts.of(floor, known).rows().stream().filter(one -> one.id().equals(name) && !one.kind().explained()).findFirst()
                .orElseThrow(() -> new CommandException(Exit.NONE, "'" + name + "' is no unexplained row of " + known.id()
                        + "; 'ledger " + known.id() + " --open' lists them."));
        String why = "by " + Words.by(invocation) + ": " + (reason.length() > LONGEST ? reason.substring(0, LONGEST) : reason);
        Optional<Receipt> receipt = Words.await(name.startsWith("now-") ? lane.explain(entry(known, row, kind, why)) : lane.explain(name, kind, why),
                PATIENCE);
        boolean kept = receipt.filter(Receipt::forced).isPresent();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", known.id().account().value());
        json.put("broker", known.id().broker().value());
        json.put("row", name);
        json.put("kind", kind.name());
        json.put("asset", row.asset());
        json.put("amount", LaneAccounts.plain(row.change()));
        json.put("reason", reason);
        json.put("kept", kept);
        return new Answer(kept ? Exit.OK : Exit.SOME, json, List.of(Lines.of(LaneAccounts.plain(row.change()) + " " + row.asset() + " of " + known.id()
                + " was a " + Words.word(kind) + ".")), kept ? List.of() : List.of("It holds now, but could not be written down yet; "
                        + "'doctor' says what is wrong with the disk."));
    }

    private static LedgerKind kind(String text) throws CommandException {
        return KINDS.stream().filter(kind -> Words.word(kind).equals(text.toLowerCase(Locale.ROOT))).findFirst().orElseThrow(() ->
                new CommandException(Exit.USAGE, "KIND is " + String.join(", ", KINDS.stream().map(Words::word).toList()) + "; '" + text + "' is none."));
    }

    /** A row that the venue's ledger does not have. */
    private LedgerEntry entry(Known known, LedgerRow row, LedgerKind kind, String why) {
        LedgerEntry.Type type = switch (kind) {
            case DEPOSIT -> LedgerEntry.Type.DEPOSIT;
            case WITHDRAWAL -> LedgerEntry.Type.WITHDRAWAL;
            case TRANSFER -> LedgerEntry.Type.TRANSFER;
            case REWARD -> LedgerEntry.Type.REWARD;
            case DIVIDEND, SPLIT, ADJUSTMENT, FILL, FOREIGN_FILL, UNEXPLAINED -> LedgerEntry.Type.ADJUSTMENT;
        };
        return new LedgerEntry(known.id(), "person-" + UUID.randomUUID(), why, type, Words.word(kind), row.asset(), row.change(), BigDecimal.ZERO,
                null, floor.now());
    }
}

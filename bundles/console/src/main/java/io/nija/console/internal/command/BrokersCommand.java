package io.nija.console.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.nija.account.BrokerId;
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
import io.nija.console.internal.lanes.InstalledBrokers.Installed;
import io.nija.console.internal.lanes.LaneChoice;
import io.nija.console.internal.lanes.Sessions;
import io.nija.platform.Installation;
import io.nija.status.Board;
import io.nija.status.LaneStatus;
import io.nija.status.StatusModel;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code brokers}: the brokers that are here, and those that accounts name but are not. */
@Component
public final class BrokersCommand implements Command {

    /** The state of a broker that an account names and no bundle offers. */
    private static final String ABSENT = "ABSENT";

    private static final CommandSpec SPEC = new CommandSpec("brokers", "the brokers that are here, and those that are missing",
            "A broker is a jar in the deploy folder. ABSENT: an account names it, and no such jar is there. The "
                    + "compatibility figures are the build's test results for exactly this jar; a dash means that there are none. Jars in the "
                    + "folder of plug-ins that are not taken are named below with the reason.",
            List.of(), List.of(LaneChoice.ACCOUNT, LaneChoice.BROKER),
            Where.RUNNING, Effect.READS, true, List.of("brokers", "brokers --json"));

    private final InstalledBrokers brokers;
    private final StatusModel status;
    private final Sessions sessions;
    private final CompatibilityResults compatibility;

    @Activate
    public BrokersCommand(
            @Reference InstalledBrokers brokers,
            @Reference StatusModel status,
            @Reference Sessions sessions,
            @Reference Installation installation) {
        this.brokers = brokers;
        this.status = status;
        this.sessions = sessions;
        compatibility = new CompatibilityResults(installation.home().resolve("compatibility"));
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws Usage, InterruptedException {
        Board board = status.board();
        var wanted = LaneChoice.filter(board, brokers, invocation);
        Map<BrokerId, Optional<Installed>> chosen = new TreeMap<>();
        board.lanes().map(LaneStatus::lane).filter(wanted).forEach(lane -> chosen.put(lane.broker(), brokers.find(lane.broker())));
        if (!invocation.has(LaneChoice.ACCOUNT.name())) {
            Optional<String> only = invocation.option(LaneChoice.BROKER.name());
            brokers.all().stream()
                    .filter(installed -> only.map(installed.broker().id().value()::equals).orElse(true))
                    .forEach(installed -> chosen.put(installed.broker().id(), Optional.of(installed)));
        }
        List<Map<String, Object>> json = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        chosen.forEach((id, installed) -> {
            CompatibilityResults.Reading reading = compatibility.of(id, installed, brokers::sha256);
            reading.problem().ifPresent(notes::add);
            installed.flatMap(here -> here.broker().remark()).ifPresent(notes::add);
            json.add(json(id, installed, reading));
            rows.add(row(id, installed, reading, board));
        });
        brokers.refused().forEach(plugIn -> notes.add(plugIn.message()));
        return new Answer(Exit.OK, Map.of("brokers", json), List.of(new Table(List.of("BROKER", "BUNDLE", "VERSION", "STATE", "LANES", "SESSIONS",
                "COMPATIBILITY"), rows)), notes);
    }

    private static Map<String, Object> json(BrokerId id, Optional<Installed> installed, CompatibilityResults.Reading reading) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id.value());
        json.put("bundle", installed.map(Installed::bundle).orElse(null));
        json.put("version", installed.map(Installed::version).orElse(null));
        json.put("state", installed.map(Installed::state).orElse(ABSENT));
        json.put("compatibility", reading.result().map(CompatibilityResults.Result::json).orElse(null));
        return json;
    }

    private List<String> row(BrokerId id, Optional<Installed> installed, CompatibilityResults.Reading reading, Board board) {
        List<LaneStatus> lanes = board.lanes().filter(lane -> lane.lane().broker().equals(id)).toList();
        long open = lanes.stream().filter(lane -> sessions.find(lane.lane()).isPresent()).count();
        List<String> row = new ArrayList<>();
        row.add(id.value());
        row.add(installed.map(Installed::bundle).orElse(null));
        row.add(installed.map(Installed::version).orElse(null));
        row.add(installed.map(Installed::state).orElse(ABSENT));
        row.add(Integer.toString(lanes.size()));
        row.add(Long.toString(open));
        row.add(reading.result().map(CompatibilityResults.Result::words).orElse(null));
        return row;
    }
}

package io.nija.console.internal.fake;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.Accounts;
import io.nija.broker.Broker;
import io.nija.command.Command;
import io.nija.console.internal.command.AccountsCommand;
import io.nija.console.internal.command.BalancesCommand;
import io.nija.console.internal.command.BrokersCommand;
import io.nija.console.internal.command.InstrumentsCommand;
import io.nija.console.internal.command.OrdersCommand;
import io.nija.console.internal.command.ReconnectCommand;
import io.nija.console.internal.command.StatusCommand;
import io.nija.console.internal.command.VerifyCommand;
import io.nija.console.internal.command.VersionCommand;
import io.nija.console.internal.command.WhyCommand;
import io.nija.console.internal.doctor.DoctorCommand;
import io.nija.console.internal.lanes.InstalledBrokers;
import io.nija.console.internal.lanes.Sessions;
import io.nija.console.internal.language.CommandRegistry;
import io.nija.console.internal.talk.CommandRunner;
import io.nija.platform.Installation.Start;
import io.nija.platform.virtual.VirtualTime;
import io.nija.status.AccountStatus;
import io.nija.status.Board;
import io.nija.status.LaneStatus;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All commands of this bundle over a board that a test sets, and a way to say something and read the answer. */
public final class Desk {

    public final CommandRegistry registry = new CommandRegistry();
    public final CommandRunner runner = new CommandRunner(registry);
    public final Sessions sessions = new Sessions();
    public final InstalledBrokers brokers = new InstalledBrokers();
    public final FakeCredentials credentials = new FakeCredentials();
    public final FakeFramework framework = new FakeFramework();
    public final VirtualTime time = new VirtualTime(Lanes.NOW);
    public final FakeInstallation installation;
    public volatile Board board = Lanes.seed();

    public Desk(Path root) {
        installation = new FakeInstallation(root, Start.RUN);
        commands().forEach(registry::add);
    }

    private List<Command> commands() {
        return List.of(new StatusCommand(() -> board), new WhyCommand(() -> board),
                new VerifyCommand(() -> board, sessions, time, installation), new ReconnectCommand(() -> board, sessions, credentials),
                new AccountsCommand(accounts(), () -> board, brokers), new BrokersCommand(brokers, () -> board, sessions, installation),
                new BalancesCommand(() -> board, sessions, brokers), new OrdersCommand(() -> board, sessions, brokers),
                new InstrumentsCommand(brokers, time), new DoctorCommand(installation), new VersionCommand(framework.context(), installation));
    }

    private Accounts accounts() {
        return new Accounts() {
            @Override
            public List<Account> all() {
                return board.accounts().stream().filter(it -> it.problem() == null).map(Desk::account).toList();
            }

            @Override
            public Optional<Account> find(AccountId id) {
                return all().stream().filter(it -> it.id().equals(id)).findFirst();
            }
        };
    }

    private static Account account(AccountStatus status) {
        return new Account(status.id(), status.name(), status.role(), true,
                status.lanes().stream().map(LaneStatus::lane).map(lane -> lane.broker()).toList(),
                Map.of(), Map.of(), "USD", ZoneOffset.UTC);
    }

    public FakeBroker broker(String id, String location) {
        FakeBroker broker = new FakeBroker(id);
        brokers.add(broker, framework.<Broker>reference(framework.bundle("io.nija.broker." + id, "0.1.0", location)));
        return broker;
    }

    public FakeSession session(String lane) {
        FakeSession session = new FakeSession(lane);
        sessions.add(session);
        return session;
    }

    /** Says {@code line}, words separated by blanks. */
    public Said say(String line) {
        return say(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }

    public Said say(List<String> words) {
        Recording recording = new Recording();
        try {
            int exit = runner.run(words, recording);
            return new Said(exit, recording.out(), recording.err());
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** What came back. */
    public record Said(int exit, String out, String err) {

        public JsonNode json() {
            return JsonMapper.builder().build().readTree(out);
        }

        public List<String> lines() {
            return out.lines().toList();
        }
    }

    /** The names of an object's fields, in order. */
    public static List<String> fields(JsonNode object) {
        return new ArrayList<>(object.propertyNames());
    }
}

package io.nija.tck.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketStream;
import io.nija.market.Symbol;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.StatusModel;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The NIJA around the kit, by its public services. */
final class Nija {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private final BundleContext context;
    private final BrokerId broker;

    Nija(BundleContext context, BrokerId broker) {
        this.context = context;
        this.broker = broker;
    }

    /** What a command said. */
    record Said(int exit, JsonNode json, String words) {

        Said expect(int wanted) {
            Check.that(exit == wanted, "the command ended with " + exit + " instead of " + wanted + ": " + words + " " + json);
            return this;
        }
    }

    /** Says a command; the words of its first part are its name. */
    Said say(String... words) throws Exception {
        List<String> line = Arrays.asList(words);
        Command[] found = {null};
        int[] used = {0};
        Check.await("there is a command for " + line, () -> {
            for (ServiceReference<Command> reference : context.getServiceReferences(Command.class, null)) {
                Command command = context.getService(reference);
                List<String> name = command == null ? List.of() : List.of(command.spec().name().split(" "));
                if (name.size() > used[0] && line.size() >= name.size() && line.subList(0, name.size()).equals(name)) {
                    found[0] = command;
                    used[0] = name.size();
                }
            }
            return found[0] != null;
        });
        try {
            Answer answer = found[0].run(new Asked(found[0].spec(), line.subList(used[0], line.size())));
            return new Said(answer.exit(), JSON.valueToTree(answer.json()), answer.text() + " " + answer.notes());
        } catch (CommandException refused) {
            return new Said(refused.exit(), JSON.createObjectNode(), refused.getMessage());
        }
    }

    <T> Optional<T> service(Class<T> type, String filter) {
        try {
            for (ServiceReference<T> reference : context.getServiceReferences(type, filter)) {
                T service = context.getService(reference);
                if (service != null) {
                    return Optional.of(service);
                }
            }
            return Optional.empty();
        } catch (InvalidSyntaxException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    <T> List<ServiceReference<T>> references(Class<T> type, String filter) {
        try {
            return new ArrayList<>(context.getServiceReferences(type, filter));
        } catch (InvalidSyntaxException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    Optional<BrokerSession> session(LaneId lane) {
        return service(BrokerSession.class, filter(lane));
    }

    static String filter(LaneId lane) {
        return "(&(" + Broker.BROKER + "=" + lane.broker() + ")(" + Broker.ACCOUNT + "=" + lane.account() + "))";
    }

    Broker broker() {
        return service(Broker.class, "(" + Broker.BROKER + "=" + broker + ")").orElseThrow(() -> new AssertionError("there is no broker " + broker));
    }

    Optional<MarketStream> stream() {
        return service(MarketStream.class, "(" + Broker.BROKER + "=" + broker + ")");
    }

    Instrument instrument(Symbol symbol) throws Exception {
        Check.await(() -> "the instruments are known; they are " + broker().instruments(), () -> broker().instruments() instanceof Observation.Known<InstrumentBook>);
        return ((Observation.Known<InstrumentBook>) broker().instruments()).value().find(symbol.toString())
                .orElseThrow(() -> new AssertionError("the broker does not know " + symbol));
    }

    Optional<LaneStatus> status(LaneId lane) {
        return service(StatusModel.class, null).flatMap(model -> model.lane(lane));
    }

    /** Waits until a lane has come as far as {@code wanted}; a connected one may be further. */
    void await(LaneId lane, LadderState wanted) throws Exception {
        Check.await(() -> lane + " is " + wanted + "; it is " + status(lane), () -> status(lane).map(LaneStatus::state)
                .filter(now -> wanted.connected() ? now.connected() && now.compareTo(wanted) >= 0 : now == wanted).isPresent());
    }

    /** The bundle that offers the broker. */
    Bundle bundle() {
        List<ServiceReference<Broker>> found = references(Broker.class, "(" + Broker.BROKER + "=" + broker + ")");
        Check.that(!found.isEmpty(), "no bundle offers the broker " + broker);
        return found.get(0).getBundle();
    }

    Bundle bundle(String symbolicName) {
        for (Bundle bundle : context.getBundles()) {
            if (symbolicName.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        throw new AssertionError("there is no bundle " + symbolicName);
    }

    BundleContext context() {
        return context;
    }

    /** A field of the first member of a list whose other field is as wanted. */
    static Optional<JsonNode> member(JsonNode list, Map<String, String> wanted) {
        for (JsonNode each : list) {
            if (wanted.entrySet().stream().allMatch(field -> each.path(field.getKey()).asString("").equals(field.getValue()))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}

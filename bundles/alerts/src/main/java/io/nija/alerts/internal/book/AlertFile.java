package io.nija.alerts.internal.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.OpenAlert;
import io.nija.alert.Severity;
import io.nija.market.Symbol;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The open alerts on disk, so that a restart forgets none. Replaced as a whole; a crash may cost the last change, never the
 * file. Not thread-safe.
 */
public final class AlertFile {

    private static final int VERSION = 1;
    private static final long LONGEST = 4L << 20;

    private final Path file;

    public AlertFile(Path file) {
        this.file = file;
    }

    /** What was read. */
    public sealed interface Reading {

        /** The alerts that were open; none when there is no file. */
        record Alerts(List<OpenAlert> open) implements Reading {}

        /** The file is there and makes no sense; it was put aside. */
        record Damaged(String reason) implements Reading {}
    }

    /** Reads the file. */
    public Reading read() {
        try {
            if (Files.size(file) > LONGEST) {
                return damaged("it is too long");
            }
            JsonNode document = Json.MAPPER.readTree(Files.readAllBytes(file));
            if (document.path("version").asInt(0) != VERSION) {
                return damaged("it is of another version");
            }
            List<OpenAlert> open = new ArrayList<>();
            for (JsonNode each : document.path("alerts")) {
                open.add(alert(each));
            }
            return new Reading.Alerts(open);
        } catch (NoSuchFileException none) {
            return new Reading.Alerts(List.of());
        } catch (IOException unreadable) {
            return new Reading.Damaged("reading failed (" + unreadable.getClass().getSimpleName() + ")");
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException | NullPointerException nonsense) {
            return damaged("it is damaged");
        }
    }

    private Reading damaged(String reason) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return new Reading.Damaged(reason + " and is now " + aside.getFileName());
        } catch (IOException stays) {
            return new Reading.Damaged(reason);
        }
    }

    private static OpenAlert alert(JsonNode node) {
        Alert alert = new Alert(Severity.valueOf(node.path("severity").asString()), node.path("code").asString(),
                scope(node.path("scope")), node.path("lasting").asBoolean(), node.path("sentence").asString(),
                node.path("hint").asString());
        return new OpenAlert(alert, time(node, "firstAt"), time(node, "lastAt"), Math.max(1, node.path("count").asLong()),
                optionalTime(node, "acknowledgedAt"), text(node, "acknowledgedBy"), optionalTime(node, "deliveredAt"));
    }

    private static AlertScope scope(JsonNode node) {
        String account = text(node, "account");
        String broker = text(node, "broker");
        String symbol = text(node, "symbol");
        if (account != null && broker != null) {
            LaneId lane = LaneId.of(account, broker);
            return symbol == null ? AlertScope.of(lane) : AlertScope.of(lane, Symbol.parse(symbol));
        }
        if (account != null) {
            return AlertScope.of(new AccountId(account));
        }
        return broker != null ? AlertScope.of(new BrokerId(broker)) : AlertScope.everything();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).isString() ? node.path(name).asString() : null;
    }

    private static Instant time(JsonNode node, String name) {
        return Instant.parse(node.path(name).asString());
    }

    private static Instant optionalTime(JsonNode node, String name) {
        return node.path(name).isString() ? time(node, name) : null;
    }

    /** Writes the file anew. */
    public void write(List<OpenAlert> open) throws IOException {
        Files.createDirectories(file.getParent());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", VERSION);
        document.put("alerts", open.stream().map(AlertDocument::of).toList());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, Json.MAPPER.writeValueAsBytes(document));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Made when it is needed: making it takes longer than all the rest of this bundle's start. */
    private static final class Json {

        static final JsonMapper MAPPER = JsonMapper.builder().build();
    }
}

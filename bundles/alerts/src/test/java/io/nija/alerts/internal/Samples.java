package io.nija.alerts.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.nija.account.LaneId;
import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.Severity;
import io.nija.credentials.Secret;
import io.nija.platform.Installation;

/** What the tests of this bundle share. */
public final class Samples {

    public static final LaneId MASTER = LaneId.of("master", "kraken");
    public static final LaneId DAIVON = LaneId.of("daivon_frazier", "kraken");

    private Samples() {}

    public static Alert down(LaneId lane) {
        return Alert.state(Severity.WARNING, "LANE_DOWN", AlertScope.of(lane), lane + " is down.", "Look.");
    }

    public static Alert event(Severity severity, String code) {
        return Alert.event(severity, code, AlertScope.everything(), "Something happened.", "");
    }

    /** A secret as the credentials bundle would register it. */
    public static Secret secret(String variable, String value) {
        return new Secret() {

            @Override
            public String variable() {
                return variable;
            }

            @Override
            public <R> R use(Function<? super String, ? extends R> work) {
                return work.apply(value);
            }
        };
    }

    /** A configuration with some values that are not the defaults. */
    public static AlertsConfig config(Map<String, Object> values) {
        return (AlertsConfig) java.lang.reflect.Proxy.newProxyInstance(AlertsConfig.class.getClassLoader(),
                new Class<?>[] {AlertsConfig.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    /** An installation over one folder. */
    public record Home(Path folder, Start start) implements Installation {

        @Override
        public Path home() {
            return folder;
        }

        @Override
        public Path config() {
            return folder;
        }

        @Override
        public Path data() {
            return folder.resolve("data");
        }

        @Override
        public Path deploy() {
            return folder;
        }

        @Override
        public Path state() {
            return folder;
        }

        @Override
        public String build() {
            return "9.9.9";
        }
    }

    /** Alerts that only remembers what it was told. */
    public static final class Recorder implements io.nija.alert.Alerts {

        public final List<String> told = new CopyOnWriteArrayList<>();
        public final List<Alert> raised = new CopyOnWriteArrayList<>();

        @Override
        public void raise(Alert alert) {
            raised.add(alert);
            told.add("+" + alert.code() + " " + alert.scope());
        }

        @Override
        public void clear(String code, AlertScope scope) {
            told.add("-" + code + " " + scope);
        }

        @Override
        public List<io.nija.alert.OpenAlert> acknowledge(java.util.function.Predicate<io.nija.alert.OpenAlert> which, String by) {
            return List.of();
        }

        @Override
        public List<io.nija.alert.OpenAlert> open() {
            return List.of();
        }
    }
}

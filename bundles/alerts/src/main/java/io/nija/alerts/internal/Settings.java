package io.nija.alerts.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.nija.alert.Severity;
import io.nija.alerts.internal.book.Policy;
import io.nija.alerts.internal.sink.Form;

/**
 * The configuration, read.
 *
 * @param form null to tell by the address
 * @param chat Telegram's chat, or empty
 * @param policy when something is said
 * @param perMinute how many messages leave in a minute
 * @param limit how long a call may take
 */
record Settings(Form form, String chat, Policy policy, int perMinute, Duration limit) {

    static Settings of(AlertsConfig config) {
        Policy policy = new Policy(severity(config.severity()), Duration.ofMinutes(config.reminder_minutes()),
                Duration.ofMinutes(config.quiet_minutes()));
        return new Settings(Form.named(config.form()).orElse(null), config.telegram_chat().strip(), policy, config.messages_per_minute(),
                Duration.ofSeconds(config.call_timeout_seconds()));
    }

    private static Severity severity(String name) {
        return List.of(Severity.values()).stream().filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT))).findFirst()
                .orElse(Severity.WARNING);
    }

    /** The form as it stands in the configuration. */
    String formWord() {
        return form == null ? "auto" : form.word();
    }
}

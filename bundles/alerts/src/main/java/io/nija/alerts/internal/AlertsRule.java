package io.nija.alerts.internal;

import java.util.List;
import java.util.Map;

import io.nija.configuration.ConfigurationRule;
import io.nija.configuration.FileReport;

import org.osgi.service.component.annotations.Component;

/** Refuses a file that could never send anything: Telegram needs to know the chat. */
@Component
public final class AlertsRule implements ConfigurationRule {

    @Override
    public String pid() {
        return "io.nija.alerts";
    }

    @Override
    public List<FileReport.Problem> check(String instance, Map<String, Object> values) {
        boolean telegram = "telegram".equals(values.get("form"));
        boolean chat = !String.valueOf(values.getOrDefault("telegram.chat", "")).isBlank();
        return telegram && !chat ? List.of(new FileReport.Problem("telegram.chat", "", "the id of a chat",
                "'form' is 'telegram', but 'telegram.chat' does not say which chat to write to")) : List.of();
    }
}

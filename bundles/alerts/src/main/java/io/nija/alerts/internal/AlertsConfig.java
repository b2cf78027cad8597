package io.nija.alerts.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The keys of {@code io.nija.alerts.cfg}. All have defaults; the file is not needed. Addresses and tokens are no configuration. */
@ObjectClassDefinition(id = "io.nija.alerts", name = "Alerts",
        description = "How alerts are sent. Where to: NIJA_ALERT_URL, NIJA_ALERT_TOKEN and NIJA_HEARTBEAT_URL, where keys are.")
public @interface AlertsConfig {

    @AttributeDefinition(name = "form", description = "How the service wants its messages; auto knows ntfy.sh, Telegram and Slack by"
            + " their hosts, and sends JSON to any other.",
            options = {@Option(label = "By the address", value = "auto"), @Option(label = "ntfy", value = "ntfy"),
                @Option(label = "Telegram", value = "telegram"), @Option(label = "Slack", value = "slack"),
                @Option(label = "JSON", value = "json")})
    String form() default "auto";

    @AttributeDefinition(name = "severity", description = "What is less severe is listed and logged, but not sent.",
            options = {@Option(label = "Everything", value = "info"), @Option(label = "Warnings and worse", value = "warning"),
                @Option(label = "Critical only", value = "critical")})
    String severity() default "warning";

    @AttributeDefinition(name = "telegram.chat", max = "100", required = false,
            description = "The id of the Telegram chat to write to, for example 123456789 or @channel.")
    String telegram_chat() default "";

    @AttributeDefinition(name = "reminder.minutes", min = "0", max = "10080",
            description = "How long until an alert nobody acknowledged is sent again; 0 for never.")
    int reminder_minutes() default 30;

    @AttributeDefinition(name = "quiet.minutes", min = "0", max = "1440",
            description = "How long the same alert is not sent again, however often it comes and goes.")
    int quiet_minutes() default 5;

    @AttributeDefinition(name = "settle.seconds", min = "0", max = "600",
            description = "How long a lane must have been down before that is an alert.")
    int settle_seconds() default 15;

    @AttributeDefinition(name = "messages.per.minute", min = "1", max = "60",
            description = "More alerts than this become one message that counts them.")
    int messages_per_minute() default 10;

    @AttributeDefinition(name = "call.timeout.seconds", min = "2", max = "60", description = "How long a call may take.")
    int call_timeout_seconds() default 10;

    @AttributeDefinition(name = "heartbeat", description = "Whether NIJA_HEARTBEAT_URL is called each minute while all is well.")
    boolean heartbeat() default true;

    @AttributeDefinition(name = "heartbeat.requires", required = false,
            description = "The conditions that must be there and hold for the heartbeat.")
    String[] heartbeat_requires() default {"journal", "trading"};
}

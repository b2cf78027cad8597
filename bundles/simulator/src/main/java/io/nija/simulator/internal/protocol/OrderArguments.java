package io.nija.simulator.internal.protocol;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.nija.matching.Reference;
import io.nija.matching.SelfTrade;
import io.nija.order.TimeInForce;
import io.nija.exchange.venue.Refused;

/**
 * The arguments of AddOrder as far as they can be judged without knowing the pair (reference sheet §8.1). Pure.
 *
 * @param price as given, absolute or relative; or null
 * @param price2 as given; or null
 * @param flags never empty: the fee currency is always among them
 * @param starts nanoseconds since 1970, 0 for at once
 * @param expires nanoseconds since 1970, 0 for never
 * @param display the visible part of an iceberg, or null
 * @param close the conditional close, or null
 */
record OrderArguments(String pair, boolean buys, String type, BigDecimal volume, BigDecimal display, String price,
        String price2, Reference reference, List<String> flags, TimeInForce force, long starts, long expires,
        int userref, String clientId, SelfTrade selfTrade, Close close, String leverage, boolean validate) {

    /** The conditional close: its prices as given. */
    record Close(String type, String price, String price2) {}

    private static final Set<String> TYPES = Set.of("market", "limit", "iceberg", "stop-loss", "take-profit",
            "stop-loss-limit", "take-profit-limit", "trailing-stop", "trailing-stop-limit", "settle-position");
    private static final Set<String> CLOSE_TYPES = Set.of("limit", "iceberg", "stop-loss", "take-profit",
            "stop-loss-limit", "take-profit-limit", "trailing-stop", "trailing-stop-limit");
    private static final Set<String> FLAGS = Set.of("post", "fcib", "fciq", "nompp", "viqc");
    private static final Pattern PRICE = Pattern.compile("[+\\-#]?(\\d{1,15}(\\.\\d{1,15})?|\\.\\d{1,15})%?");
    private static final Pattern NONE = Pattern.compile("0(\\.0*)?");
    private static final Pattern MOMENT = Pattern.compile("\\+?\\d{1,10}");
    private static final Pattern CLIENT_ID = Pattern.compile(
            "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{32}|[!-~]{1,18}");
    private static final long SECOND = 1_000_000_000L;
    private static final int NEAREST_DEADLINE = 2;
    private static final int FARTHEST_DEADLINE = 60;

    static OrderArguments check(Parameters parameters, long now, boolean anyValidate) throws Refused {
        String pair = parameters.required("pair");
        boolean buys = oneOf(parameters, "type", null, "buy", "sell").equals("buy");
        String type = parameters.required("ordertype");
        if (!TYPES.contains(type)) {
            throw Refused.argument("ordertype");
        }
        BigDecimal volume = parameters.decimal("volume").orElseThrow(() -> Refused.argument("volume"));
        if (volume.signum() <= 0) {
            throw Refused.argument("volume");
        }
        String price = price(parameters, "price", type);
        String price2 = price2(parameters, "price2", type);
        List<String> flags = flags(parameters, type, buys);
        TimeInForce force = TimeInForce.valueOf(
                oneOf(parameters, "timeinforce", "GTC", "GTC", "IOC", "GTD", "FOK"));
        boolean atOnce = force == TimeInForce.IOC || force == TimeInForce.FOK;
        if (force == TimeInForce.FOK && !type.equals("limit")
                || atOnce && (flags.contains("post") || type.equals("iceberg"))) {
            throw Refused.argument("timeinforce");
        }
        long starts = starts(parameters, now);
        long expires = expires(parameters, force, now);
        if (expires != 0 && expires <= starts) {
            throw Refused.argument("expiretm");
        }
        checkDeadline(parameters, now);
        String clientId = clientId(parameters);
        int userref = (int) parameters.whole("userref", Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
        String closeType = closing(parameters, clientId);
        String leverage = leverage(parameters);
        checkDisplay(parameters, type, volume);
        Reference reference = oneOf(parameters, "trigger", "last", "last", "index").equals("last")
                ? Reference.LAST : Reference.INDEX;
        SelfTrade selfTrade = SelfTrade.valueOf(oneOf(parameters, "stptype", "cancel-newest", "cancel-newest",
                "cancel-oldest", "cancel-both").toUpperCase(Locale.ROOT).replace('-', '_'));
        if (parameters.yes("reduce_only", false) && leverage == null) {
            throw Refused.argument("reduce_only");
        }
        boolean validate = parameters.text("validate").isPresent()
                && (anyValidate && parameters.isForm() || parameters.yes("validate", false));
        Close close = closeType == null ? null : new Close(closeType, price(parameters, "close[price]", closeType),
                price2(parameters, "close[price2]", closeType));
        // What has an end has one, whatever it is called.
        TimeInForce lasts = expires != 0 && force == TimeInForce.GTC ? TimeInForce.GTD : force;
        return new OrderArguments(pair, buys, type, volume, parameters.decimal("displayvol").orElse(null), price,
                price2, reference, flags, lasts, starts, atOnce ? 0 : expires, userref, clientId, selfTrade, close,
                leverage, validate);
    }

    /** Whether a text is in the price notation. */
    static boolean isPrice(String text) {
        return PRICE.matcher(text).matches();
    }

    private static String oneOf(Parameters parameters, String name, String otherwise, String... legal) throws Refused {
        Optional<String> given = parameters.text(name);
        if (given.isEmpty() && otherwise != null) {
            return otherwise;
        }
        for (String each : legal) {
            if (given.isPresent() && each.equalsIgnoreCase(given.get())) {
                return each;
            }
        }
        throw Refused.argument(name);
    }

    private static String price(Parameters parameters, String name, String type) throws Refused {
        Optional<String> given = parameters.text(name).filter(text -> !NONE.matcher(text).matches());
        if (type.equals("market") || type.equals("settle-position")) {
            return null;
        }
        if (given.isEmpty() || !PRICE.matcher(given.get()).matches()
                || type.startsWith("trailing") && !given.get().startsWith("+")) {
            throw Refused.argument(name);
        }
        return given.get();
    }

    private static String price2(Parameters parameters, String name, String type) throws Refused {
        Optional<String> given = parameters.text(name).filter(text -> !NONE.matcher(text).matches());
        if (!type.endsWith("-limit")) {
            return null;
        }
        if (given.isEmpty() || !PRICE.matcher(given.get()).matches()) {
            throw Refused.argument(name);
        }
        return given.get();
    }

    private static List<String> flags(Parameters parameters, String type, boolean buys) throws Refused {
        List<String> flags = parameters.list("oflags");
        if (!FLAGS.containsAll(flags) || flags.contains("fcib") && flags.contains("fciq")) {
            throw Refused.argument("oflags");
        }
        if (flags.contains("post") && !type.equals("limit")) {
            throw Refused.argument("oflags");
        }
        if (flags.contains("nompp") && !type.equals("market")) {
            throw Refused.argument("no_mpp order option is only available when ordertype = market");
        }
        if (flags.contains("viqc") && !(type.equals("market") && buys)) {
            throw Refused.argument("oflags");
        }
        if (flags.contains("fcib") || flags.contains("fciq")) {
            return flags;
        }
        List<String> all = new ArrayList<>(flags);
        all.add("fciq");
        return all;
    }

    private static long expires(Parameters parameters, TimeInForce force, long now) throws Refused {
        String text = parameters.text("expiretm").orElse("0");
        if (!MOMENT.matcher(text).matches()) {
            throw Refused.argument("expiretm");
        }
        long seconds = Long.parseLong(text);
        if (text.equals("0")) {
            if (force == TimeInForce.GTD) {
                throw Refused.argument("expiretm");
            }
            return 0;
        }
        long at = text.startsWith("+") ? now + seconds * SECOND : seconds * SECOND;
        if (at < now + 5 * SECOND || at > now + TimeUnit.DAYS.toNanos(31)) {
            throw Refused.argument("expiretm");
        }
        return at;
    }

    /** A start that has passed is now. */
    private static long starts(Parameters parameters, long now) throws Refused {
        String text = parameters.text("starttm").orElse("0");
        if (!MOMENT.matcher(text).matches()) {
            throw Refused.argument("starttm");
        }
        long seconds = Long.parseLong(text);
        long at = text.startsWith("+") ? now + seconds * SECOND : seconds * SECOND;
        return at <= now ? 0 : at;
    }

    static void checkDeadline(Parameters parameters, long now) throws Refused {
        Optional<String> text = parameters.text("deadline");
        if (text.isEmpty()) {
            return;
        }
        Instant deadline;
        try {
            deadline = OffsetDateTime.parse(text.get()).toInstant();
        } catch (DateTimeException unreadable) {
            throw Refused.argument("deadline");
        }
        if (deadline.isBefore(Formats.instant(now))) {
            throw new Refused("EService:Deadline elapsed");
        }
        if (deadline.isBefore(Formats.instant(now).plusSeconds(NEAREST_DEADLINE))
                || deadline.isAfter(Formats.instant(now).plusSeconds(FARTHEST_DEADLINE))) {
            throw Refused.argument("deadline");
        }
    }

    private static String clientId(Parameters parameters) throws Refused {
        Optional<String> given = parameters.text("cl_ord_id");
        if (given.isPresent() && (!CLIENT_ID.matcher(given.get()).matches()
                || parameters.text("userref").isPresent())) {
            throw Refused.argument("cl_ord_id");
        }
        return given.orElse(null);
    }

    private static String closing(Parameters parameters, String clientId) throws Refused {
        Optional<String> type = parameters.text("close[ordertype]");
        if (type.isPresent() && (!CLOSE_TYPES.contains(type.get()) || clientId != null)) {
            throw Refused.argument("close[ordertype]");
        }
        return type.orElse(null);
    }

    private static String leverage(Parameters parameters) throws Refused {
        Optional<String> given = parameters.text("leverage").filter(text -> !text.equals("none"));
        if (given.isPresent() && !given.get().matches("\\d{1,2}(:1)?")) {
            throw Refused.argument("leverage");
        }
        return given.orElse(null);
    }

    private static void checkDisplay(Parameters parameters, String type, BigDecimal volume) throws Refused {
        Optional<BigDecimal> display = parameters.decimal("displayvol");
        boolean iceberg = type.equals("iceberg");
        if (iceberg && display.isEmpty() || display.isPresent() && (!iceberg || display.get().signum() <= 0
                || display.get().compareTo(volume) > 0
                || display.get().multiply(BigDecimal.valueOf(15)).compareTo(volume) < 0)) {
            throw Refused.argument("displayvol");
        }
    }
}

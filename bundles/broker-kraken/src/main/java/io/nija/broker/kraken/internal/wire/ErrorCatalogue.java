package io.nija.broker.kraken.internal.wire;

import static io.nija.broker.kraken.internal.wire.Cause.ENGINE;
import static io.nija.broker.kraken.internal.wire.Cause.KEY;
import static io.nija.broker.kraken.internal.wire.Cause.LIMIT;
import static io.nija.broker.kraken.internal.wire.Cause.LOCKOUT;
import static io.nija.broker.kraken.internal.wire.Cause.REQUEST;
import static io.nija.broker.kraken.internal.wire.Cause.SERVICE;
import static io.nija.broker.kraken.internal.wire.Fate.LATER;
import static io.nija.broker.kraken.internal.wire.Fate.MOOT;
import static io.nija.broker.kraken.internal.wire.Fate.REFUSED;
import static io.nija.broker.kraken.internal.wire.Fate.UNCERTAIN;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Kraken's error texts: the closed list of the reference sheet, section 3.3. A text that is not here is not known,
 * and what is not known is never taken for "not executed".
 */
public final class ErrorCatalogue {

    private static final Pattern AROUND_COLON = Pattern.compile("\\s*:\\s*");
    private static final String RECONNECT = "; then run: nija reconnect {lane}";
    private static final String FUNDS = "Use a smaller quantity, or free funds: open orders hold some.";
    private static final String RULES = "Look up the rules with: nija instruments";

    /** An id is only taken while an order with it is open: then an earlier placement has arrived. Kraken's own text is not known. */
    private static final Pattern DUPLICATE = Pattern.compile("duplicate|already|exists|unique|in use");
    private static final KnownError TAKEN_ID = new KnownError("", "KRAKEN_ORDER_ID_TAKEN", UNCERTAIN, REQUEST,
            "Kraken says that an open order has this id already", "Look what became of the order with this id.");

    private static final List<KnownError> TABLE = table();

    private ErrorCatalogue() {}

    /** The entry for one of Kraken's texts; the longest that fits. */
    static Optional<KnownError> find(String text) {
        String normal = normalise(text).toLowerCase(Locale.ROOT);
        if (normal.contains("cl_ord_id") && DUPLICATE.matcher(normal).find()) {
            return Optional.of(TAKEN_ID);
        }
        return TABLE.stream().filter(entry -> entry.matches(normal)).findFirst();
    }

    /** One line, without blanks around colons. */
    public static String normalise(String text) {
        return AROUND_COLON.matcher(VenueText.clean(text, 300)).replaceAll(":");
    }

    private static List<KnownError> table() {
        List<KnownError> t = new ArrayList<>();
        // General, API, service
        add(t, "EGeneral:Invalid arguments", "KRAKEN_INVALID_ARGUMENTS", REFUSED, REQUEST,
                "Kraken says that a parameter is malformed, missing or contradicts another", RULES);
        add(t, "EGeneral:Invalid arguments:volume minimum not met", "KRAKEN_ORDER_MINIMUM", REFUSED, REQUEST,
                "The quantity is below Kraken's minimum", RULES);
        add(t, "EGeneral:Permission denied", "KRAKEN_PERMISSION_DENIED", REFUSED, Cause.RIGHT,
                "The key lacks the right for this call",
                "On Kraken's page 'Settings - API' give the key the missing right" + RECONNECT);
        add(t, "EGeneral:Unknown method", "KRAKEN_UNKNOWN_METHOD", REFUSED, Cause.UNKNOWN_METHOD,
                "Kraken does not know this method", "Look for a newer NIJA.");
        add(t, "EGeneral:Temporary lockout", "KRAKEN_LOCKOUT", LATER, LOCKOUT,
                "Kraken has locked this key out for a while after too many failed authentications",
                "Wait; every further attempt makes it longer. Correct the keys in {source} meanwhile.");
        add(t, "EGeneral:Too many requests", "KRAKEN_TOO_MANY_REQUESTS", LATER, LIMIT,
                "Kraken says that this address or account asks too often", "");
        add(t, "EGeneral:Internal error", "KRAKEN_INTERNAL_ERROR", UNCERTAIN, SERVICE,
                "Kraken had an internal error", "");
        add(t, "EAPI:Invalid key", "KRAKEN_INVALID_KEY", REFUSED, KEY,
                "Kraken does not know this API key: cut off, deleted, expired, a futures key, or not for this address",
                "Compare the key in {source} with Kraken's page 'Settings - API', its expiry and its IP list" + RECONNECT);
        add(t, "EAPI:Invalid signature", "KRAKEN_INVALID_SIGNATURE", REFUSED, KEY,
                "Kraken knows the key, but the private key does not belong to it",
                "Copy the private key into {source} again, complete and from the same key pair" + RECONNECT);
        add(t, "EAPI:Invalid nonce", "KRAKEN_NONCE_REJECTED", LATER, Cause.NONCE,
                "Kraken has already seen a higher nonce for this key",
                "Something else uses this key. Give every program its own key: make a new one for NIJA and put it into"
                        + " {source}" + RECONNECT);
        add(t, "EAPI:Rate limit exceeded", "KRAKEN_RATE_LIMIT", LATER, LIMIT,
                "Kraken's call counter of this key is full",
                "If it goes on, something else uses this key, or 'tier' is set higher than the account's.");
        add(t, "EAPI:Bad request", "KRAKEN_BAD_REQUEST", REFUSED, REQUEST, "Kraken says that the request is malformed", "");
        add(t, "EAPI:Feature disabled", "KRAKEN_FEATURE_DISABLED", REFUSED, REQUEST,
                "Kraken has switched this function off for the account or its region", "");
        add(t, "EAPI:Invalid token", "KRAKEN_INVALID_TOKEN", REFUSED, REQUEST, "Kraken does not accept the stream token", "");
        add(t, "EAuth:Account temporary disabled", "KRAKEN_ACCOUNT_DISABLED", REFUSED, KEY,
                "Kraken has disabled the account for the time being", "Ask Kraken's support" + RECONNECT);
        add(t, "EAuth:Account unconfirmed", "KRAKEN_ACCOUNT_UNCONFIRMED", REFUSED, KEY,
                "The account is not verified at Kraken", "Finish the verification on Kraken's page" + RECONNECT);
        add(t, "EAuth:Rate limit exceeded", "KRAKEN_AUTH_RATE_LIMIT", LATER, LOCKOUT,
                "Kraken has stopped authentications of this key for a while", "Wait; every further attempt makes it longer.");
        add(t, "EAuth:Too many requests", "KRAKEN_AUTH_RATE_LIMIT", LATER, LOCKOUT,
                "Kraken has stopped authentications of this key for a while", "Wait; every further attempt makes it longer.");
        add(t, "ESession:Invalid session", "KRAKEN_INVALID_SESSION", REFUSED, REQUEST, "The stream session has ended", "");
        add(t, "EAccount:Invalid permissions", "KRAKEN_ACCOUNT_RESTRICTED", REFUSED, REQUEST,
                "The account or its region may not trade this", "");
        add(t, "EService:Unavailable", "KRAKEN_UNAVAILABLE", UNCERTAIN, SERVICE,
                "Kraken's matching engine or interface is not available", "");
        add(t, "EService:Busy", "KRAKEN_BUSY", UNCERTAIN, SERVICE, "Kraken is overloaded", "");
        add(t, "EService:Timeout", "KRAKEN_SERVICE_TIMEOUT", UNCERTAIN, SERVICE, "Kraken did not finish in time", "");
        add(t, "EService:Throttled", "KRAKEN_THROTTLED", LATER, LIMIT, "Kraken asks for a pause: too many calls at once", "");
        add(t, "EService:Deadline elapsed", "KRAKEN_DEADLINE_ELAPSED", UNCERTAIN, SERVICE,
                "Kraken says that the order came after its deadline", "");
        add(t, "EService:Market in cancel_only mode", "KRAKEN_CANCEL_ONLY", LATER, REQUEST,
                "The market accepts only cancels now", "");
        add(t, "EService:Market in post_only mode", "KRAKEN_POST_ONLY", LATER, REQUEST,
                "The market accepts only post-only limit orders now", "");
        add(t, "EService:Market in limit_only mode", "KRAKEN_LIMIT_ONLY", LATER, REQUEST,
                "The market accepts no market orders now", "");
        add(t, "EDatabase:Internal error", "KRAKEN_INTERNAL_ERROR", UNCERTAIN, SERVICE, "Kraken had an internal error", "");
        add(t, "EBM:limit exceeded:CAL", "KRAKEN_ACQUISITION_LIMIT", REFUSED, REQUEST,
                "The yearly purchase limit of the account's province is reached", "");
        // Query, order, trade
        add(t, "EQuery:Unknown asset pair", "KRAKEN_UNKNOWN_PAIR", REFUSED, REQUEST, "Kraken does not know this pair", RULES);
        add(t, "EQuery:Invalid asset pair", "KRAKEN_UNKNOWN_PAIR", REFUSED, REQUEST, "Kraken does not know this pair", RULES);
        add(t, "EQuery:Unknown asset", "KRAKEN_UNKNOWN_ASSET", REFUSED, REQUEST, "Kraken does not know this asset", "");
        add(t, "EOrder:Insufficient funds", "KRAKEN_INSUFFICIENT_FUNDS", REFUSED, REQUEST,
                "Not enough is available for the order and its fee", FUNDS);
        add(t, "EOrder:Order minimum not met", "KRAKEN_ORDER_MINIMUM", REFUSED, REQUEST,
                "The quantity is below Kraken's minimum", RULES);
        add(t, "EOrder:Cost minimum not met", "KRAKEN_COST_MINIMUM", REFUSED, REQUEST,
                "Price times quantity is below Kraken's minimum", RULES);
        add(t, "EOrder:Minimum cost not met", "KRAKEN_COST_MINIMUM", REFUSED, REQUEST,
                "Price times quantity is below Kraken's minimum", RULES);
        add(t, "EOrder:Tick size check failed", "KRAKEN_TICK_SIZE", REFUSED, REQUEST,
                "The price is not on Kraken's price grid", RULES);
        add(t, "EOrder:Invalid price", "KRAKEN_INVALID_PRICE", REFUSED, REQUEST,
                "The price has too many decimals or is absurd", RULES);
        add(t, "EOrder:Post only order", "KRAKEN_WOULD_TAKE", REFUSED, REQUEST, "The post-only order would have traded at once", "");
        add(t, "EOrder:Orders limit exceeded", "KRAKEN_TOO_MANY_ORDERS", REFUSED, REQUEST,
                "Too many orders rest on this pair", "Cancel some.");
        add(t, "EOrder:Rate limit exceeded", "KRAKEN_ORDER_RATE_LIMIT", LATER, ENGINE,
                "Kraken's order counter of this pair is full", "");
        add(t, "EOrder:Domain rate limit exceeded", "KRAKEN_ORDER_RATE_LIMIT", LATER, ENGINE,
                "Kraken's order counter of the linked accounts is full", "");
        add(t, "EOrder:Scheduled orders limit exceeded", "KRAKEN_TOO_MANY_ORDERS", REFUSED, REQUEST,
                "Too many scheduled orders", "Cancel some.");
        add(t, "EOrder:Unknown order", "KRAKEN_UNKNOWN_ORDER", MOOT, REQUEST, "Kraken does not know this order, or it has ended", "");
        add(t, "EOrder:Invalid order", "KRAKEN_UNKNOWN_ORDER", MOOT, REQUEST, "Kraken does not know this order, or it has ended", "");
        add(t, "EOrder:Cancel pending", "KRAKEN_CANCEL_PENDING", UNCERTAIN, REQUEST, "A cancel is already on its way", "");
        add(t, "EOrder:Order not editable", "KRAKEN_NOT_EDITABLE", REFUSED, REQUEST, "The order cannot be changed any more", "");
        add(t, "EOrder:Not enough leaves qty", "KRAKEN_NOT_EDITABLE", REFUSED, REQUEST, "Too much of the order is filled already", "");
        add(t, "EOrder:Trading agreement required", "KRAKEN_AGREEMENT_REQUIRED", REFUSED, REQUEST,
                "The account has not accepted Kraken's trading terms", "Accept them on Kraken's page.");
        for (String margin : List.of("Positions limit exceeded", "Unknown position", "Cannot open position",
                "Cannot open opposing position", "Margin allowance exceeded", "Margin level too low",
                "Margin position size exceeded", "Insufficient margin", "Insufficient initial margin",
                "Reduce only:No position exists", "Reduce only:Non-PC", "Reduce only:Non-ECP")) {
            add(t, "EOrder:" + margin, "KRAKEN_MARGIN", REFUSED, REQUEST, "Kraken refuses this as a margin order", "");
        }
        add(t, "EOrder:Reduce only:Position is closed", "KRAKEN_MARGIN", UNCERTAIN, REQUEST,
                "The position vanished while the order was executed", "");
        add(t, "ETrade:Invalid request", "KRAKEN_BAD_REQUEST", REFUSED, REQUEST, "Kraken says that the request is malformed", "");
        add(t, "ETrade:Locked", "KRAKEN_TRADING_LOCKED", REFUSED, REQUEST,
                "Kraken has blocked trading on this account", "Ask Kraken's support.");
        add(t, "ETrade:User Locked", "KRAKEN_TRADING_LOCKED", REFUSED, REQUEST,
                "Kraken has blocked trading on this account", "Ask Kraken's support.");
        for (String funding : List.of("Unknown withdraw key", "Unknown asset", "Invalid amount", "Max fee exceeded",
                "No funding method", "Too many addresses", "Invalid reference id")) {
            add(t, "EFunding:" + funding, "KRAKEN_FUNDING", REFUSED, REQUEST, "Kraken refuses this as a transfer of funds", "");
        }
        t.sort(Comparator.comparingInt((KnownError entry) -> entry.prefix().length()).reversed());
        return List.copyOf(t);
    }

    private static void add(List<KnownError> table, String text, String code, Fate fate, Cause cause, String message, String hint) {
        table.add(new KnownError(text.toLowerCase(Locale.ROOT), code, fate, cause, message, hint));
    }
}

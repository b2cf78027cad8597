package io.nija.tck.kraken;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nija.tck.Fault;
import io.nija.tck.Fault.Harm;
import io.nija.tck.Fault.Verb;

/** The kit's faults in the words of the exchange's fault language. Pure. */
final class KrakenFaults {

    private static final List<String> READS = List.of("OpenOrders", "ClosedOrders", "QueryOrders", "TradesHistory", "Ledgers", "BalanceEx",
            "GetWebSocketsToken");

    private KrakenFaults() {}

    static String account(int account) {
        return "account-" + (account + 1);
    }

    static String words(Fault fault) {
        if (fault instanceof Fault.OnCall call) {
            return both(call.verb(), call.account(), harm(call.harm()) + ",next=" + call.times(), onSocket(call.harm()) + ",next=" + call.times());
        }
        if (fault instanceof Fault.LateAnswer late) {
            String action = "delay(" + late.by().toMillis() + "),after,next=1";
            return both(late.verb(), late.account(), action, action);
        }
        if (fault instanceof Fault.Throttled throttled) {
            return "BalanceEx@" + account(throttled.account()) + "=error(EService:Throttled: " + throttled.until().getEpochSecond() + "),next=1";
        }
        if (fault instanceof Fault.OnStream stream) {
            String target = "stream.executions@" + account(stream.account()) + "=";
            return switch (stream.harm()) {
                case SILENT -> target + "silence(30),next=1";
                case LOST_MESSAGE -> target + "gap,next=1";
                case CUT -> target + "drop,next=1";
                case TOKEN_DEAD -> "at(0)=expire(" + account(stream.account()) + ");" + target + "drop,next=1";
            };
        }
        if (fault instanceof Fault.OnBook book) {
            return "stream.book@" + pair(book.symbol().toString()) + "=" + book.harm().name().toLowerCase(Locale.ROOT) + ",next=1";
        }
        if (fault instanceof Fault.Storm storm) {
            return "at(0)=storm(" + Math.max(1, storm.lasts().toSeconds()) + ")";
        }
        throw new UnsupportedOperationException("The exchange has no fault for " + fault);
    }

    /** Something that happens just before an account's next call of that kind. */
    static String event(Verb verb, int account, String event) {
        return both(verb, account, event + ",next=1", event + ",next=1");
    }

    static String pair(String symbol) {
        return symbol.replace("BTC", "XBT").replace("DOGE", "XDG").replace("/", "");
    }

    /** Commands go over the socket or by REST, as the broker likes: either is struck. */
    private static String both(Verb verb, int account, String rest, String socket) {
        Stream<String> rules = endpoints(verb).stream().map(endpoint -> endpoint + "@" + account(account) + "=" + rest);
        Stream<String> more = messages(verb).stream().map(message -> message + "@" + account(account) + "=" + socket);
        return Stream.concat(rules, more).collect(Collectors.joining(";"));
    }

    private static List<String> messages(Verb verb) {
        return switch (verb) {
            case PLACE -> List.of("add_order");
            case CANCEL -> List.of("cancel_order");
            case AMEND -> List.of("amend_order");
            case RESTING, READ, OTHER -> List.of();
        };
    }

    /** A socket knows no pages: what comes nearest is that it ends without an answer. */
    private static String onSocket(Harm harm) {
        return switch (harm) {
            case GATEWAY_BEFORE -> "drop";
            case GATEWAY_AFTER, PAGE_AFTER -> "drop,after";
            // An answer on a socket has one error, so the indefinite one stands alone.
            case MIXED_ERRORS -> "error(EService:Unavailable),after";
            default -> harm(harm);
        };
    }

    private static List<String> endpoints(Verb verb) {
        return switch (verb) {
            case PLACE -> List.of("AddOrder");
            case CANCEL -> List.of("CancelOrder");
            case AMEND -> List.of("AmendOrder");
            case RESTING -> List.of("OpenOrders");
            case READ -> READS;
            case OTHER -> throw new UnsupportedOperationException("Which call?");
        };
    }

    static Verb verb(String method) {
        return switch (method) {
            case "AddOrder", "AddOrderBatch", "add_order", "batch_add" -> Verb.PLACE;
            case "CancelOrder", "CancelAll", "CancelOrderBatch", "cancel_order", "cancel_all", "batch_cancel" -> Verb.CANCEL;
            case "AmendOrder", "EditOrder", "amend_order", "edit_order" -> Verb.AMEND;
            case "OpenOrders" -> Verb.RESTING;
            case "ClosedOrders", "QueryOrders", "TradesHistory", "QueryTrades", "Ledgers", "QueryLedgers", "Balance", "BalanceEx", "TradeVolume",
                "GetApiKeyInfo", "GetWebSocketsToken", "TradeBalance" -> Verb.READ;
            default -> Verb.OTHER;
        };
    }

    private static String harm(Harm harm) {
        return switch (harm) {
            case REQUEST_LOST -> "hang";
            case ANSWER_LOST -> "hang,after";
            case RESET_BEFORE -> "reset";
            case RESET_AFTER -> "reset,after";
            case GATEWAY_BEFORE -> "status(502)";
            case GATEWAY_AFTER -> "status(502),after";
            case PAGE_AFTER -> "html(200),after";
            case MIXED_ERRORS -> "error(EOrder:Insufficient funds|EService:Unavailable),after";
            case BUSY -> "error(EService:Unavailable)";
        };
    }
}

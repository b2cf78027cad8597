package io.nija.simulator.internal.fault;

import java.math.BigDecimal;

/** The events of the language: {@code deposit}, {@code balance}, {@code order}, {@code jump}, {@code expire}. Pure. */
final class Happenings {

    private static final String ACCOUNT = "[A-Za-z0-9_.-]{1,40}";
    private static final String NAME = "[A-Za-z0-9/.]{1,20}";
    private static final String AMOUNT = "\\d{1,15}(\\.\\d{1,10})?";

    private Happenings() {}

    static FaultAction.Happening parse(String name, String value) {
        String[] parts = (value == null ? "" : value).split(",", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].strip();
        }
        return switch (name) {
            case "deposit" -> {
                require(parts.length == 3 && parts[0].matches(ACCOUNT) && parts[1].matches(NAME) && positive(parts[2]),
                        "deposit(ACCOUNT,ASSET,AMOUNT), for example deposit(account-1,USD,100)");
                yield new FaultAction.Deposit(parts[0], parts[1], new BigDecimal(parts[2]));
            }
            case "balance" -> {
                require(parts.length == 3 && parts[0].matches(ACCOUNT) && parts[1].matches(NAME)
                        && parts[2].matches("-?" + AMOUNT) && new BigDecimal(parts[2]).signum() != 0,
                        "balance(ACCOUNT,ASSET,CHANGE), for example balance(account-1,BTC,-0.5)");
                yield new FaultAction.Balance(parts[0], parts[1], new BigDecimal(parts[2]));
            }
            case "expire" -> {
                require(parts.length == 1 && parts[0].matches(ACCOUNT), "expire(ACCOUNT), for example expire(account-1)");
                yield new FaultAction.Expire(parts[0]);
            }
            case "order" -> {
                require((parts.length == 4 || parts.length == 5) && parts[0].matches(ACCOUNT)
                        && parts[1].matches("buy|sell") && parts[2].matches(NAME) && positive(parts[3])
                        && (parts.length == 4 || positive(parts[4])),
                        "order(ACCOUNT,buy|sell,PAIR,VOLUME[,PRICE]), for example order(account-1,buy,XBTUSD,0.01,50000)");
                yield new FaultAction.HumanOrder(parts[0], parts[1].equals("buy"), parts[2], new BigDecimal(parts[3]),
                        parts.length == 4 ? null : new BigDecimal(parts[4]));
            }
            default -> {
                require(parts.length == 2 && parts[0].matches(NAME) && parts[1].matches("[+-]?\\d{1,3}(\\.\\d{1,4})?"),
                        "jump(PAIR,PERCENT), for example jump(XBTUSD,-5)");
                BigDecimal percent = new BigDecimal(parts[1]);
                require(percent.signum() != 0 && percent.compareTo(new BigDecimal("-90")) >= 0
                        && percent.compareTo(new BigDecimal("900")) <= 0, "jump(PAIR,PERCENT) with -90 to 900 percent");
                yield new FaultAction.Jump(parts[0], percent);
            }
        };
    }

    private static boolean positive(String text) {
        return text.matches(AMOUNT) && new BigDecimal(text).signum() > 0;
    }

    private static void require(boolean condition, String form) {
        if (!condition) {
            throw new IllegalArgumentException("The fault is written " + form + ".");
        }
    }
}

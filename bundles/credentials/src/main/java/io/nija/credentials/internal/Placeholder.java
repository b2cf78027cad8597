package io.nija.credentials.internal;

import java.util.regex.Pattern;

/**
 * What people and example files write where a key will stand. Taken for "not there". Nothing here can be a real key:
 * those have no words, blanks or brackets.
 */
final class Placeholder {

    private static final Pattern SHIPPED = Pattern.compile("(?i)"
            + "(?:your|my|insert|paste|enter|put|add|replace|set|fill)(?:[ _-][a-z]{1,20}){1,8}"
            + "|(?:change|replace|fill|insert|edit)[ _-]?(?:me|this|it|in)"
            + "|(?:api|kraken|coinbase|alpaca|binance|okx)?[ _-]?(?:api)?[ _-]?(?:key|secret|private[ _-]?key)(?:[ _-]?(?:here|goes[ _-]here))?"
            + "|todo|tbd|none|null|nil|undefined|unset|empty|placeholder|example|sample|dummy|n/a"
            + "|x{3,}|\\*{3,}|\\.{3,}|\u2026|-+|_+|0{3,}|\\?+"
            + "|<.*>|\\[.*]|\\{.*}|\\$\\{?[a-z_][a-z0-9_]*}?|%[a-z_][a-z0-9_]*%");

    private Placeholder() {}

    static boolean is(CharSequence text) {
        return text.length() <= 200 && SHIPPED.matcher(text).matches();
    }
}

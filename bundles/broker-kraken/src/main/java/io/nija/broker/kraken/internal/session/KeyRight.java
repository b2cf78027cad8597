package io.nija.broker.kraken.internal.session;

/** A key's rights, as they are named on Kraken's page and in its interface (sheet, section 9.1). */
enum KeyRight {
    QUERY_FUNDS("query-funds", "Funds permissions - Query", Need.REQUIRED),
    QUERY_OPEN("query-open-trades", "Orders and trades - Query open orders & trades", Need.REQUIRED),
    QUERY_CLOSED("query-closed-trades", "Orders and trades - Query closed orders & trades", Need.REQUIRED),
    MODIFY("modify-trades", "Orders and trades - Create & modify orders", Need.REQUIRED),
    CLOSE("close-trades", "Orders and trades - Cancel & close orders", Need.REQUIRED),
    STREAM("create-ws-token", "WebSocket interface - On", Need.REQUIRED),
    LEDGER("query-ledger", "Data - Query ledger entries", Need.USEFUL),
    WITHDRAW("withdraw-funds", "Funds permissions - Withdraw", Need.DANGEROUS),
    ADD_ADDRESS("add-withdraw-address", "Funds permissions - Add withdrawal addresses", Need.DANGEROUS),
    UPDATE_ADDRESS("update-withdraw-address", "Funds permissions - Update withdrawal addresses", Need.DANGEROUS);

    /** What a right is to us. */
    enum Need {
        REQUIRED,
        USEFUL,
        DANGEROUS
    }

    private final String apiName;
    private final String label;
    private final Need need;

    KeyRight(String apiName, String label, Need need) {
        this.apiName = apiName;
        this.label = label;
        this.need = need;
    }

    String apiName() {
        return apiName;
    }

    Need need() {
        return need;
    }

    /** As it stands on the page, with the interface's name behind it. */
    String words() {
        return '"' + label + "\" (" + apiName + ")";
    }
}
